/** What Keras keeps for an object of a class of the program: its weights, whether it is built, and when its attributes were set. */
import type { EvalContext } from '../../../eval/context';
import type { CallArguments, CallSite, InstanceValue, Value } from '../../../eval/value';
import type { Layer } from '../../../graph/graph';
import type { Weight } from '../../../layers/definition';

export interface OwnState {
  /** Weights of `add_weight` and variables; written through the journal like all the rest here. */
  added: readonly Weight[];
  /** Why not all weights are known. */
  unknown: string | null;
  built: boolean;
  /** The layer that the object is: itself, or its model as a layer. */
  layer: Layer;
  /** The layer of the catalogue from whose class the object's derives, and how it is called. */
  inner: { readonly layer: Layer; readonly run: (args: CallArguments, site: CallSite) => Value } | null;
  /** For each attribute, how many layers there were when it was set: the order in which Keras finds the layers in them. */
  readonly stamps: Map<string, number>;
}

const states = new WeakMap<InstanceValue, OwnState>();

export function stateOf(instance: InstanceValue): OwnState | undefined {
  return states.get(instance);
}

export function newState(instance: InstanceValue, layer: Layer): OwnState {
  const state: OwnState = { added: [], unknown: null, built: false, layer, inner: null, stamps: new Map() };
  // Attributes set before `super().__init__()` come first.
  for (const name of instance.attributes.keys()) state.stamps.set(name, 0);
  states.set(instance, state);
  return state;
}

export function addOwnWeight(state: OwnState, weight: Weight, context: EvalContext): void {
  context.journal.set(state, 'added', [...state.added, weight]);
}

/** An attribute of the object was set. */
export function stampAttribute(instance: InstanceValue, name: string, context: EvalContext): void {
  const state = states.get(instance);
  if (state) context.journal.setEntry(state.stamps, name, context.graph.layerCount);
}
