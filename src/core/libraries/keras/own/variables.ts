/** `keras.Variable`: a tensor that becomes a weight of the layer that keeps it in an attribute, in lists and dictionaries as well. */
import type { EvalContext } from '../../../eval/context';
import { builtin, type InstanceValue, unknown, type Value } from '../../../eval/value';
import type { Weight } from '../../../layers/definition';
import { isUnknownDim } from '../../../shape/dim';
import { argument } from '../../common/data-calls';
import { shapeIn } from '../../common/shape-value';
import { dtypeName, toArray } from '../../numpy/arrays';
import { addOwnWeight, stateOf } from './state';

/** By identity, so that what is computed from a variable is none. */
const weights = new WeakMap<Value, Weight>();

/** `Variable(initializer, shape=None, dtype=None, trainable=True, …, name=None)`; the value itself, or what fills the shape. */
export const variable: Value = builtin('keras.Variable', (args, { span }, context) => {
  const initializer = argument(args, 0, 'initializer')?.value;
  const given = argument(args, 1, 'shape')?.value;
  const dtype = dtypeName(argument(args, 2, 'dtype')?.value);
  const value = initializer ? toArray(initializer, context, span) : null;
  const shape = given && given.kind !== 'none' ? shapeIn(given) : (value?.shape ?? null);
  if (!shape) return unknown(given?.kind === 'unknown' ? given.reason : 'the value of the variable is not known', span);
  const made: Value = {
    kind: 'array',
    shape,
    dtype: dtype ?? (initializer?.kind === 'number' && !initializer.float ? 'int32' : (value?.dtype ?? 'float32')),
    library: 'tensorflow',
    facts: {},
    history: [{ span, text: 'it is a variable' }],
  };
  const trainable = argument(args, 3, 'trainable')?.value;
  const name = argument(args, null, 'name')?.value;
  weights.set(made, {
    name: name?.kind === 'string' ? name.value : 'variable',
    shape,
    trainable: !(trainable?.kind === 'boolean' && !trainable.value),
  });
  return made;
});

/** An attribute of a layer or model was set: the variables in it are weights from then on. */
export function trackVariables(instance: InstanceValue, value: Value, context: EvalContext): void {
  const state = stateOf(instance);
  if (!state) return;
  for (const weight of weightsIn(value)) {
    if (state.added.includes(weight)) continue;
    addOwnWeight(state, weight, context);
    if (weight.shape.some(isUnknownDim) && !state.unknown)
      context.journal.set(state, 'unknown', 'the shape of a variable is not known');
  }
}

function weightsIn(value: Value, depth = 0): readonly Weight[] {
  const own = weights.get(value);
  if (own) return [own];
  if (depth > 8) return [];
  if (value.kind === 'sequence') return value.items.flatMap((item) => weightsIn(item, depth + 1));
  if (value.kind === 'mapping')
    return [...value.entries.values()].flatMap((entry) => weightsIn(entry.value, depth + 1));
  return [];
}
