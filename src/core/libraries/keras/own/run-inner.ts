/** Runs the layer of the catalogue that an object of a class of the program keeps of its base. */
import type { EvalContext } from '../../../eval/context';
import { type CallArguments, type CallSite, none, type Value } from '../../../eval/value';
import type { Layer } from '../../../graph/graph';
import { addOwnWeight, type OwnState } from './state';

/** Applies the layer that the object keeps; its weights become those of the object when it is built. */
export function runInner(state: OwnState, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const { inner } = state;
  if (!inner) return none;
  const wasBuilt = inner.layer.weights !== null;
  const { result } = context.graph.inside(() => inner.run(args, site), false);
  if (!wasBuilt) for (const weight of inner.layer.weights ?? []) addOwnWeight(state, weight, context);
  if (!inner.layer.weights && !state.unknown) context.journal.set(state, 'unknown', whyWithoutWeights(inner.layer));
  return result;
}

function whyWithoutWeights({ refusals, className }: Layer): string {
  return refusals[0]?.message ?? `the weights of ${className} are not known`;
}
