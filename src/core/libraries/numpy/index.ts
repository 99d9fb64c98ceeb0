/** NumPy for the evaluator: arrays as shape and dtype, the functions of the module, operators and indexing. */
import { numbersOf } from '../../eval/array-numbers';
import type { Library } from '../../eval/library';
import { builtin, type ModuleValue, none, number, type ObjectType, type Value } from '../../eval/value';
import { argument } from '../common/data-calls';
import { fourierFunction, linalgFunction, numpyFunction } from './functions';
import { indexArray } from './indexing';
import { brackets } from './joining';
import { arrayAttribute } from './methods';
import { arrayBinary } from './operators';
import { randomFunction } from './random';

const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...brackets,
  ['newaxis', none],
  ['pi', number(Math.PI, true)],
  ['e', number(Math.E, true)],
  ['inf', number(Number.POSITIVE_INFINITY, true)],
  ['nan', number(Number.NaN, true)],
]);
const dtypes: ReadonlySet<string> = new Set([
  'float16',
  'float32',
  'float64',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'bool_',
  'object_',
]);

/** A generator of random numbers: `np.random.default_rng()`. */
const generator: ObjectType = { attribute: (_, name) => randomFunction(name) };

const random: ModuleValue = {
  kind: 'module',
  name: 'numpy.random',
  get: (name) => {
    if (name === 'default_rng' || name === 'RandomState') {
      return builtin(`numpy.random.${name}`, () => ({
        kind: 'object',
        class: 'numpy.random.Generator',
        type: generator,
        data: new Map(),
      }));
    }
    return randomFunction(name);
  },
  names: null,
};

const linalg: ModuleValue = { kind: 'module', name: 'numpy.linalg', get: linalgFunction, names: null };
const fft: ModuleValue = { kind: 'module', name: 'numpy.fft', get: fourierFunction, names: null };
const inner: ReadonlyMap<string, ModuleValue> = new Map([
  ['random', random],
  ['linalg', linalg],
  ['fft', fft],
]);

const numpy: ModuleValue = {
  kind: 'module',
  name: 'numpy',
  get: (name) => {
    const module = inner.get(name);
    if (module) return module;
    if (dtypes.has(name))
      return numpyFunction(name) ?? builtin(`numpy.${name}`, (args) => argument(args, 0, 'x')?.value ?? none);
    return constants.get(name) ?? numpyFunction(name);
  },
  names: null,
};

export const numpyLibrary: Library = {
  module: (name) => (name === 'numpy' ? numpy : name.startsWith('numpy.') ? (inner.get(name.slice(6)) ?? null) : null),
  binary: arrayBinary,
  unary: (operator, operand) =>
    operand.kind === 'array' && (operator === '-' || operator === '+' || operator === '~') ? { ...operand } : null,
  index: (object, index, span, context) => (object.kind === 'array' ? indexArray(object, index, span, context) : null),
  attribute: (object, name, span, context) =>
    object.kind === 'array' ? arrayAttribute(object, name, span, context) : null,
  iterate: (value, span, context) => {
    if (value.kind !== 'array') return null;
    const numbers = numbersOf(value);
    if (numbers) return numbers;
    const rows = value.shape?.[0];
    if (typeof rows !== 'number' || rows > 64) return null;
    return Array.from({ length: rows }, (_, i) => indexArray(value, number(i), span, context));
  },
};
