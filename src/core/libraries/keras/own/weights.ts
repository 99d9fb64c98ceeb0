/** `add_weight` of a layer of the program. */
import type { EvalContext } from '../../../eval/context';
import { type CallArguments, type InstanceValue, unknown, type Value } from '../../../eval/value';
import { isUnknownDim } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { argument } from '../../common/data-calls';
import { shapeIn } from '../../common/shape-value';
import { addOwnWeight, stateOf } from './state';

/** `add_weight(shape=None, initializer=None, dtype=None, trainable=True, …, name=None)`; Keras 2 had the name first. */
export function addWeight(instance: InstanceValue, args: CallArguments, span: Span, context: EvalContext): Value {
  const named = args.positions[0]?.value.kind === 'string';
  const given = argument(args, named ? 1 : 0, 'shape')?.value;
  // A weight without shape is a single number.
  const shape = given === undefined || given.kind === 'none' ? [] : sizeOrShape(given);
  const state = stateOf(instance);
  if (!state) return unknown('the layer is not made yet', span);
  if (!shape || shape.some(isUnknownDim)) {
    const reason = given?.kind === 'unknown' ? given.reason : 'the shape of a weight is not known';
    context.journal.set(state, 'unknown', state.unknown ?? reason);
  }
  const name = argument(args, named ? 0 : null, 'name')?.value;
  const trainable = argument(args, named ? null : 3, 'trainable')?.value;
  const dtype = argument(args, 2, 'dtype')?.value;
  if (shape) {
    addOwnWeight(
      state,
      {
        name: name?.kind === 'string' ? name.value : 'weight',
        shape,
        trainable: !(trainable?.kind === 'boolean' && !trainable.value),
      },
      context,
    );
  }
  return {
    kind: 'array',
    shape,
    dtype: dtype?.kind === 'string' ? dtype.value : 'float32',
    library: 'tensorflow',
    facts: {},
    history: [],
  };
}

function sizeOrShape(value: Value) {
  return value.kind === 'number' ? [value.value] : shapeIn(value);
}
