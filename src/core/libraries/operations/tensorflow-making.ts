/** Functions of TensorFlow that make tensors of a shape that is computed. */
import { isKnown } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { NOT_FOLLOWED, needed, type Operation, operation } from './operation';
import { metType } from './tensorflow-elementwise';

/** `tf.zeros(shape)` and its like: the shape is the first argument, under one of two names. */
function made(className: string, dtypeOf: (given: string | null) => string): Operation {
  return operation(
    className,
    (call) => {
      const shape = call.dims(0, 'shape', 'dims');
      return shape ? { shape, dtype: dtypeOf(call.word(-1, 'dtype') ?? call.dtypeOf(1, 'value')) } : NOT_FOLLOWED;
    },
    [],
  );
}

const floats = (given: string | null): string => given ?? 'float32';

/** `tf.range(start, limit, delta)`; the one argument is the limit. */
const range = operation(
  'Range',
  (call) => {
    const [first, limit, step] = [call.dims(0, 'start'), call.dims(1, 'limit'), call.dims(2, 'delta')];
    if (!first || limit === undefined || step === undefined) return NOT_FOLLOWED;
    const [from, to, by] = [limit ? first[0]! : 0, limit ? limit[0]! : first[0]!, step?.[0] ?? 1];
    const count = isKnown(from) && isKnown(to) && isKnown(by) ? Math.max(0, Math.ceil((to - from) / by)) : null;
    return { shape: [count], dtype: call.word(3, 'dtype') ?? 'int32' };
  },
  [],
);

/** So many steps from one tensor to another, along a new axis. */
const linspace = operation(
  'Linspace',
  (call) => {
    const [count, axis] = [needed(call, 2, 'num'), call.number(4, 'axis')];
    const [start, stop] = call.shapes;
    if (count?.length !== 1 || axis === undefined || !stop) return NOT_FOLLOWED;
    const shape = transform.broadcast(start!, stop);
    const at = shape && transform.axisIndex(axis ?? 0, shape.length + 1);
    if (!shape || at === null) return null;
    return { shape: [...shape.slice(0, at), count[0]!, ...shape.slice(at)], dtype: metType(call.dtypes) };
  },
  [['start'], ['stop']],
);

export const tensorflowMaking: readonly (readonly [name: string, operation: Operation])[] = [
  ['zeros', made('Zeros', floats)],
  ['ones', made('Ones', floats)],
  ['fill', made('Fill', floats)],
  ['range', range],
  ['linspace', linspace],
  ...['normal', 'uniform', 'truncated_normal'].map((name) => [`random.${name}`, made('Random', floats)] as const),
];
