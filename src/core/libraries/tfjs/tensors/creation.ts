/** Making tensors: from data, filled, random, counted. */

import { unknown, type Value } from '../../../eval/value';
import { elementCount } from '../../../shape/count';
import { formatShape, isKnown, type Shape, unknownDim } from '../../../shape/dim';
import { argument } from '../../common/data-calls';
import {
  arrayIn,
  derived,
  dimOf,
  dimsIn,
  literalDtype,
  literalShape,
  newArray,
  type TensorFunction,
  wordIn,
} from './array';

export const creation: ReadonlyMap<string, TensorFunction> = new Map<string, TensorFunction>([
  ['tensor', fromData(null)],
  [
    'scalar',
    (args) => newArray([], wordIn(argument(args, 1)?.value) ?? literalDtype(argument(args, 0)?.value ?? unknownValue)),
  ],
  ['tensor1d', fromData(1)],
  ['tensor2d', fromData(2)],
  ['tensor3d', fromData(3)],
  ['tensor4d', fromData(4)],
  ['tensor5d', fromData(5)],
  ['tensor6d', fromData(6)],
  ['zeros', filled(1, 'float32')],
  ['ones', filled(1, 'float32')],
  ['fill', filled(2, 'float32')],
  ['randomNormal', filled(3, 'float32')],
  ['truncatedNormal', filled(3, 'float32')],
  ['randomStandardNormal', filled(1, 'float32')],
  ['randomUniform', filled(3, 'float32')],
  ['randomUniformInt', filled(99, 'int32')],
  ['randomGamma', filled(3, 'float32')],
  ['zerosLike', like],
  ['onesLike', like],
  ['clone', like],
  ['variable', like],
  [
    'eye',
    (args) => {
      const rows = dimOf(argument(args, 0)?.value ?? unknownValue);
      const columns = argument(args, 1)?.value;
      return newArray([rows, columns && columns.kind !== 'none' ? dimOf(columns) : rows], 'float32');
    },
  ],
  [
    'range',
    (args) => {
      const [start, stop, step] = args.positions.map(({ value }) => (value.kind === 'number' ? value.value : null));
      const known = start !== null && stop !== null && step !== null && start !== undefined && stop !== undefined;
      return newArray(
        [known ? Math.max(0, Math.ceil((stop - start) / (step ?? (start < stop ? 1 : -1)))) : unknownDim()],
        wordIn(argument(args, 3)?.value) ?? 'float32',
      );
    },
  ],
  ['linspace', (args) => newArray([dimOf(argument(args, 2)?.value ?? unknownValue)], 'float32')],
  [
    'oneHot',
    (args, site, context) => {
      const indices = arrayIn(argument(args, 0)?.value, site, context);
      if (indices.kind === 'unknown') return indices;
      const depth = dimOf(argument(args, 1)?.value ?? unknownValue);
      const result = derived(
        indices,
        indices.shape && [...indices.shape, depth],
        wordIn(argument(args, 4)?.value) ?? 'int32',
        site.span,
        'oneHot makes one column per class',
      );
      return { ...result, facts: { oneHot: true, ...(isKnown(depth) ? { classes: depth } : {}) } };
    },
  ],
]);

const unknownValue: Value = unknown('it is not given', { start: 0, end: 0 });

/** `tf.tensor2d(values, shape?, dtype?)`. */
function fromData(rank: number | null): TensorFunction {
  return (args, site, context) => {
    const values = argument(args, 0)?.value;
    if (!values) return unknown('no data are given', site.span);
    const given = argument(args, 1)?.value;
    const dtype =
      wordIn(argument(args, 2)?.value) ??
      (given?.kind === 'string' ? given.value : values.kind === 'array' ? values.dtype : literalDtype(values));
    const written = literalShape(values, site, context, rank);
    const shape =
      given && given.kind !== 'none' && given.kind !== 'string'
        ? dimsIn(given)
        : values.kind === 'array'
          ? values.shape
          : written;
    const refusal = written && shape ? misfit(written, shape, rank) : null;
    if (refusal !== null) {
      context.fault('array-shape-mismatch', refusal, site.span);
      return unknown('the tensor cannot be made', site.span);
    }
    if (shape) return newArray(shape, dtype);
    return newArray(rank === null ? null : Array.from({ length: rank }, unknownDim), dtype);
  };
}

/** What `tensor1d`, `tensor2d` and their like refuse; null if nothing is surely wrong. */
function misfit(written: Shape, shape: Shape, rank: number | null): string | null {
  if (rank !== null && shape.length !== rank) {
    return shape === written && written.length === 1
      ? `tensor${rank}d takes flat data only with a shape`
      : `tensor${rank}d takes ${rank} ${rank === 1 ? 'axis' : 'axes'}, but the data have shape ${formatShape(shape)}`;
  }
  const [given, wanted] = [elementCount(written), elementCount(shape)];
  if (typeof given !== 'number' || typeof wanted !== 'number' || given === wanted) return null;
  return `the shape ${formatShape(shape)} takes ${wanted} numbers, but there are ${given}`;
}

/** A tensor of a given shape; the dtype may stand at a later place. */
function filled(dtypeAt: number, dtype: string): TensorFunction {
  return (args) => newArray(dimsIn(argument(args, 0)?.value), wordIn(argument(args, dtypeAt)?.value) ?? dtype);
}

function like(
  args: Parameters<TensorFunction>[0],
  site: Parameters<TensorFunction>[1],
  context: Parameters<TensorFunction>[2],
): Value {
  return arrayIn(argument(args, 0)?.value, site, context);
}
