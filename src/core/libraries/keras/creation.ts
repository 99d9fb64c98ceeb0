/** Tensors that Keras makes from sizes: `keras.ops.arange`, `keras.random.normal`. */
import { type BuiltinValue, builtin, type CallArguments, unknown, type Value } from '../../eval/value';
import { type Dim, unknownDim } from '../../shape/dim';
import { argument } from '../common/data-calls';
import { shapeIn } from '../common/shape-value';
import { array, dtypeName, toArray } from '../numpy/arrays';

const filledNames = new Set(['zeros', 'ones', 'full', 'empty']);
const spaceNames = new Set(['linspace', 'logspace', 'geomspace']);
const windowNames = new Set(['bartlett', 'blackman', 'hamming', 'hanning', 'kaiser']);
const randomNames = new Set(['normal', 'uniform', 'truncated_normal', 'randint', 'gamma', 'beta', 'binomial']);

/** A function of `keras.ops` that makes a tensor; null if it is none. */
export function creationFunction(name: string): BuiltinValue | null {
  if (filledNames.has(name)) return filled(`keras.ops.${name}`, 'shape');
  if (name === 'arange') return arange;
  if (name === 'convert_to_tensor' || name === 'array') return converted(name);
  if (spaceNames.has(name)) return spaced(name);
  if (windowNames.has(name)) return windowed(name);
  return name === 'eye' || name === 'tri' || name === 'identity' ? matrix(name) : null;
}

/** `keras.random.normal(shape, …)`. */
export function randomFunction(name: string): BuiltinValue | null {
  return randomNames.has(name) ? filled(`keras.random.${name}`, 'shape') : null;
}

function filled(path: string, sizes: string): BuiltinValue {
  return builtin(path, (args, site) => {
    const given = argument(args, 0, sizes)?.value;
    const shape = given?.kind === 'number' ? [given.value] : shapeIn(given);
    const dtype = dtypeName(argument(args, null, 'dtype')?.value) ?? 'float32';
    return shape
      ? array(shape, dtype, site.span, 'it is made here', 'tensorflow')
      : unknown(given?.kind === 'unknown' ? given.reason : 'the shape of the tensor is not known', site.span);
  });
}

/** `arange(start, stop=None, step=1)`: floats where one of them is. */
export const arange: BuiltinValue = builtin('keras.ops.arange', (args, site) => {
  const given = [argument(args, 0, 'start'), argument(args, 1, 'stop', 'limit'), argument(args, 2, 'step', 'delta')];
  const isFloat = given.some((each) => each?.value.kind === 'number' && each.value.float);
  const dtype = dtypeName(argument(args, 3, 'dtype')?.value) ?? (isFloat ? 'float32' : 'int32');
  return array([steps(args)], dtype, site.span, 'a range', 'tensorflow');
});

/** `linspace(start, stop, num=50)` between numbers. */
function spaced(name: string): BuiltinValue {
  return builtin(`keras.ops.${name}`, (args, site) => {
    const ends = [argument(args, 0, 'start'), argument(args, 1, 'stop')];
    const count = argument(args, 2, 'num')?.value;
    const size = count ? sizeIn(count) : 50;
    const isPlain = ends.every((end) => end?.value.kind === 'number') && !args.names.has('retstep');
    const dtype = dtypeName(argument(args, null, 'dtype')?.value) ?? 'float32';
    return isPlain
      ? array([size], dtype, site.span, 'it is made here', 'tensorflow')
      : unknown(`${name} computes it`, site.span);
  });
}

/** `hamming(n)`. */
function windowed(name: string): BuiltinValue {
  return builtin(`keras.ops.${name}`, (args, site) => {
    const size = argument(args, 0, 'x')?.value;
    return size?.kind === 'number' || size?.kind === 'symbolic'
      ? array([sizeIn(size)], 'float32', site.span, 'it is made here', 'tensorflow')
      : unknown('the length of the window is not known', site.span);
  });
}

/** `eye(N, M=None, k=0, dtype=None)`, `identity(n, dtype=None)`. */
function matrix(name: string): BuiltinValue {
  const square = name === 'identity';
  return builtin(`keras.ops.${name}`, (args, site) => {
    const rows = argument(args, 0, 'N', 'n')?.value;
    const columns = square ? undefined : argument(args, 1, 'M')?.value;
    const dtype = dtypeName(argument(args, square ? 1 : 3, 'dtype')?.value) ?? 'float32';
    if (rows && rows.kind !== 'number' && rows.kind !== 'symbolic')
      return unknown('the size of the matrix is not known', site.span);
    if (!rows) return unknown('the size of the matrix is not known', site.span);
    const shape = [sizeIn(rows), sizeIn(columns && columns.kind !== 'none' ? columns : rows)];
    return array(shape, dtype, site.span, 'it is made here', 'tensorflow');
  });
}

function sizeIn(value: Value): Dim {
  if (value.kind === 'number' && Number.isInteger(value.value)) return Math.max(0, value.value);
  return value.kind === 'symbolic' ? value.value : unknownDim();
}

function steps(args: CallArguments): Dim {
  const first = argument(args, 0, 'start')?.value;
  const second = argument(args, 1, 'stop', 'limit')?.value;
  const by = argument(args, 2, 'step', 'delta')?.value;
  const open = second && second.kind !== 'none' ? second : first;
  const from = open === second ? first : undefined;
  // A size that only the running program knows makes a range of such a size.
  if (open?.kind === 'none') return null;
  const start = from ? numberOf(from) : 0;
  const step = by ? numberOf(by) : 1;
  const stop = open ? numberOf(open) : null;
  if (stop === null || start === null || step === null || step === 0) return unknownDim();
  return Math.max(0, Math.ceil((stop - start) / step));
}

function numberOf(value: Value): number | null {
  return value.kind === 'number' ? value.value : null;
}

function converted(name: string): BuiltinValue {
  return builtin(`keras.ops.${name}`, (args, site, context) => {
    const value = argument(args, 0, 'x')?.value;
    if (value?.kind === 'tensor') return value;
    const made = value ? toArray(value, context, site.span) : null;
    // Numbers of the program take half of the bits that NumPy gives them.
    const own = value?.kind === 'array' ? made?.dtype : (made?.dtype?.replace('64', '32') ?? null);
    return made
      ? { ...made, library: 'tensorflow', dtype: dtypeName(argument(args, 1, 'dtype')?.value) ?? own ?? null }
      : unknown('the value of the tensor is not known', site.span);
  });
}
