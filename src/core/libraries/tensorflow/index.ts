/** TensorFlow for the evaluator: the module around Keras, tensors with values, operations on symbolic tensors. */
import type { Library } from '../../eval/library';
import { type BuiltinValue, builtin, type ModuleValue, none, string, unknown, type Value } from '../../eval/value';
import { argument } from '../common/data-calls';
import { notFollowed } from '../common/not-followed';
import { shapeIn } from '../common/shape-value';
import { tensorsIn } from '../common/tensors';
import { kerasLibrary } from '../keras';
import { arange } from '../keras/creation';
import { array, dimsOf, dtypeName, toArray } from '../numpy/arrays';
import { tensorFunction } from '../operations';
import { dataModule, tensorShape, tensorSpec } from './data/module';
import { imageFunction, readFunction } from './images';

const dtypes: ReadonlySet<string> = new Set([
  'float16',
  'bfloat16',
  'float32',
  'float64',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'bool',
  'string',
]);

/** Modules whose functions work on tensors. */
const operationModules: ReadonlySet<string> = new Set([
  ...['nn', 'math', 'image', 'linalg', 'signal', 'bitwise', 'strings', 'dtypes', 'quantization', 'debugging'],
  // Python's operators on tensors, as a model file names them.
  '__operators__',
]);

function module(name: string, get: (name: string) => Value | null): ModuleValue {
  return { kind: 'module', name, get, names: null };
}

/** `tf.zeros(shape)` and its like. */
function filled(name: string): BuiltinValue {
  return builtin(`tf.${name}`, (args, site, context) => {
    const given = argument(args, 0, 'shape', 'dims')?.value;
    const symbolic = given && tensorsIn(given).length > 0 ? tensorFunction('tensorflow', name) : null;
    if (symbolic) return symbolic.call(args, site, context);
    const shape = shapeIn(given) ?? dimsOf(given);
    const dtype = dtypeName(argument(args, null, 'dtype')?.value) ?? 'float32';
    return shape
      ? array(shape, dtype, site.span, 'it is made here', 'tensorflow')
      : unknown('the shape of the tensor is not known', site.span);
  });
}

/** `tf.range(start, limit, delta)`, of sizes of tensors as well. */
const range: BuiltinValue = builtin('tf.range', (args, site, context) => {
  const given = [...args.positions, ...args.names.values()].flatMap(({ value }) => tensorsIn(value));
  return (given.length > 0 ? tensorFunction('tensorflow', 'range')! : arange).call(args, site, context);
});

/** `tf.constant(value)`: the value as a tensor. */
const constant: BuiltinValue = builtin('tf.constant', (args, site, context) => {
  const value = argument(args, 0, 'value', 'initial_value')?.value;
  if (value?.kind === 'tensor') return value;
  const made = value ? toArray(value, context, site.span) : null;
  const dtype = dtypeName(argument(args, 1, 'dtype')?.value);
  return made
    ? { ...made, library: 'tensorflow', dtype: dtype ?? made.dtype }
    : unknown('the value of the tensor is not known', site.span);
});

/** `@tf.function` leaves what a function computes alone, with or without arguments. */
const functionDecorator: BuiltinValue = builtin('tf.function', (args) => {
  const given = argument(args, 0, 'func')?.value;
  return given ?? builtin('tf.function', (inner) => inner.positions[0]?.value ?? none);
});

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['__version__', string('2.21.0')],
  ['function', functionDecorator],
  ['constant', constant],
  ['Variable', constant],
  ['convert_to_tensor', constant],
  ...['zeros', 'ones', 'fill'].map((name): [string, Value] => [name, filled(name)]),
  ['newaxis', none],
  ['range', range],
  ['data', dataModule],
  ['io', module('tensorflow.io', (name) => readFunction(name) ?? otherMember(`tf.io.${name}`))],
  ['TensorSpec', tensorSpec],
  ['TensorShape', tensorShape],
  [
    'random',
    module('tensorflow.random', (name) =>
      name === 'set_seed'
        ? builtin('tf.random.set_seed', () => none)
        : ['normal', 'uniform', 'truncated_normal'].includes(name)
          ? filled(`random.${name}`)
          : (tensorFunction('tensorflow', name, 'random') ?? notFollowed(`tf.random.${name}`)),
    ),
  ],
]);

function tensorflowMember(name: string): Value | null {
  if (name === 'keras') return kerasLibrary.module!('tensorflow.keras');
  if (name === 'compat') return compat;
  if (dtypes.has(name)) return builtin(`tensorflow.${name}`, (args) => args.positions[0]?.value ?? none);
  return (
    members.get(name) ??
    (operationModules.has(name) ? operationModule(name) : tensorFunction('tensorflow', name)) ??
    otherMember(`tf.${name}`)
  );
}

function operationModule(name: string): ModuleValue {
  return module(
    `tensorflow.${name}`,
    (member) =>
      (name === 'image' ? imageFunction(member, tensorFunction('tensorflow', member, name)) : null) ??
      (member === 'getitem' ? getItem : tensorFunction('tensorflow', member, name)) ??
      notFollowed(`tf.${name}.${member}`),
  );
}

/** `tensor[index]` of a model file: the index is an argument. */
const getItem: BuiltinValue = builtin('tf.__operators__.getitem', (args, site, context) => {
  const [tensor, at] = [args.positions[0]?.value, argument(args, 1, 'slice_spec')?.value ?? none];
  const parts: Value = at.kind === 'sequence' ? { ...at, type: 'tuple' } : at;
  return tensor ? context.index(tensor, parts, site.span) : unknown('the tensor is not known', site.span);
});

/** The older names: `tf.compat.v1.nn.conv2d`. */
const compat: ModuleValue = module('tensorflow.compat', (name) =>
  name === 'v1' || name === 'v2' ? module(`tensorflow.compat.${name}`, tensorflowMember) : null,
);

/** What is not listed: a function whose result is not known, with members of its own (`tf.distribute.MirroredStrategy`). */
function otherMember(path: string): BuiltinValue {
  return { ...notFollowed(path), attribute: (name) => otherMember(`${path}.${name}`) };
}

const tensorflow: ModuleValue = module('tensorflow', tensorflowMember);

export const tensorflowLibrary: Library = {
  module: (name): ModuleValue | null => {
    if (name === 'tensorflow' || name === 'tensorflow.compat.v1' || name === 'tensorflow.compat.v2') return tensorflow;
    const inner = /^tensorflow\.(\w+)$/.exec(name)?.[1];
    if (inner === 'data') return dataModule;
    return inner && operationModules.has(inner) ? operationModule(inner) : null;
  },
};
