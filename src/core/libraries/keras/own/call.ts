/** Calling a layer or a model of the program: on tensors it becomes a row of the graph, on data it gives data. */
import type { EvalContext } from '../../../eval/context';
import {
  type ArrayValue,
  type CallArguments,
  type CallSite,
  type InstanceValue,
  unknown,
  type Value,
} from '../../../eval/value';
import type { Tensor } from '../../../graph/graph';
import { callApplication } from '../../common/tensors';
import { argumentLeaves } from './build';
import { runCall } from './run-call';
import type { OwnState } from './state';
import { mapLeaves } from './structure';

export function callOwn(
  instance: InstanceValue,
  state: OwnState,
  args: CallArguments,
  site: CallSite,
  context: EvalContext,
): Value {
  const leaves = argumentLeaves(args);
  const eager = leaves.length > 0 && leaves.every(({ kind }) => kind === 'array');
  const { model } = state.layer;
  const again = eager && model !== null && model.outputs.length > 0;
  const run = runCall(instance, state, args, site, context, !again);
  if (eager && model) return mapLeaves(run.value, dataOf);
  const inputs = leaves.map((leaf) => tensorOf(leaf, context));
  const first = args.positions[0] ?? [...args.names.values()][0];
  const place = { span: site.span, site: callApplication(first) };
  const { outputs, unknown: reason } = context.graph.applyProgram(state.layer, inputs, run.result, place);
  if (run.value.kind === 'unknown' && run.result.unknown !== null && outputs[0]?.shape === null)
    return eager ? unknown(reason ?? run.value.reason, site.span) : { kind: 'tensor', tensor: outputs[0]! };
  let at = 0;
  return mapLeaves(run.value, () => {
    const tensor = outputs[at++] ?? outputs.at(-1)!;
    return eager ? arrayOf(tensor) : { kind: 'tensor', tensor };
  });
}

function tensorOf(leaf: Value, context: EvalContext): Tensor {
  if (leaf.kind === 'tensor') return leaf.tensor;
  if (leaf.kind === 'array')
    return context.graph.tensor(
      leaf.shape,
      leaf.dtype ?? 'float32',
      leaf.shape ? null : 'the shape of the data is not known',
    );
  return context.graph.tensor(null, 'float32', leaf.kind === 'unknown' ? leaf.reason : 'it is not a tensor');
}

/** What a model computes from data is data; a tensor in it is one that a layer made of them. */
function dataOf(leaf: Value): Value {
  return leaf.kind === 'tensor' ? arrayOf(leaf.tensor) : leaf;
}

function arrayOf({ shape, dtype }: Tensor): ArrayValue {
  return { kind: 'array', shape, dtype, library: 'tensorflow', facts: {}, history: [] };
}
