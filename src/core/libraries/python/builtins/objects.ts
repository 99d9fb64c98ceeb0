/** Functions that ask about objects and types: `isinstance`, `getattr`, `type`. */
import { type BuiltinValue, boolean, builtin, none, string, unknown, type Value } from '../../../eval/value';
import { because, type Call, define, defineLenient } from '../define';
import { attributesOf } from '../namespaces';

export const objects: readonly BuiltinValue[] = [
  defineLenient('builtins.isinstance', ['object', 'classinfo'], ([object, type], call) =>
    decide(object, type, call, isInstance),
  ),
  defineLenient('builtins.issubclass', ['cls', 'classinfo'], ([object, type], call) =>
    decide(object, type, call, isSubclass),
  ),
  defineLenient('builtins.hasattr', ['object', 'name'], ([object, name], call) => {
    if (!object || object.kind === 'unknown' || name?.kind !== 'string')
      return because(call, 'it is not known whether there is such an attribute');
    const found = attributeOf(object, name.value, call);
    if (found.kind !== 'unknown') return boolean(true);
    if (lacks(object, name.value, call)) return boolean(false);
    return object.kind === 'instance' && isPlainInstance(object.class) && !object.attributes.has(name.value)
      ? boolean(false)
      : because(call, 'it is not known whether there is such an attribute');
  }),
  defineLenient('builtins.getattr', ['object', 'name', 'default'], ([object, name, fallback], call) => {
    if (!object || name?.kind !== 'string') return because(call, 'the name of the attribute is not known');
    const found = attributeOf(object, name.value, call);
    if (found.kind === 'unknown' && fallback && lacks(object, name.value, call)) return fallback;
    return found.kind === 'unknown' && fallback && object.kind === 'instance' && isPlainInstance(object.class)
      ? fallback
      : found;
  }),
  defineLenient('builtins.setattr', ['object', 'name', 'value'], ([object, name, value], call) => {
    if (object?.kind === 'instance' && name?.kind === 'string' && value)
      call.context.journal.setEntry(object.attributes, name.value, value);
    return none;
  }),
  defineLenient('builtins.delattr', ['object', 'name'], () => none),
  define('builtins.callable', ['object'], ([object], call) => {
    if (!object || ['object', 'instance', 'array', 'tensor'].includes(object.kind))
      return because(call, 'it is not known whether it can be called');
    return boolean(['function', 'builtin', 'method', 'class', 'layer', 'model'].includes(object.kind));
  }),
  define(
    'builtins.type',
    ['object'],
    ([object], call) => (object ? typeOf(object, call) : null) ?? because(call, 'the type is not known'),
  ),
  define('builtins.id', ['object'], (_, call) => because(call, 'identities are not followed')),
  define('builtins.hash', ['object'], (_, call) => because(call, 'hashes are not followed')),
  define('builtins.vars', ['object'], ([object], call) =>
    object?.kind === 'instance' && !object.native
      ? attributesOf(object)
      : because(call, 'the attributes are not listed'),
  ),
  define('builtins.dir', ['object'], (_, call) => because(call, 'the attributes are not listed')),
  define('builtins.globals', [], (_, call) => because(call, 'the variables are not listed')),
  define('builtins.locals', [], (_, call) => because(call, 'the variables are not listed')),
];

type Test = (object: Value, type: Value) => boolean | null;

function decide(object: Value | undefined, type: Value | undefined, call: Call, test: Test): Value {
  const types = type?.kind === 'sequence' ? (type.open ? [type.open, ...type.items] : type.items) : type ? [type] : [];
  const answers = types.map((each) => (object ? test(object, each) : null));
  if (answers.includes(true)) return boolean(true);
  return answers.length === 0 || answers.includes(null)
    ? because(call, 'the type of the value is not known')
    : boolean(false);
}

/** The types of plain values. Others, such as tensors and layers, may or may not be of a type of a library. */
const plainTypes: Readonly<Partial<Record<Value['kind'], (value: Value) => readonly string[]>>> = {
  number: (value) => (value.kind === 'number' && value.float ? ['float'] : ['int']),
  boolean: () => ['bool', 'int'],
  string: () => ['str'],
  none: () => ['NoneType'],
  sequence: (value) => (value.kind === 'sequence' ? [value.type] : []),
  mapping: () => ['dict'],
  range: () => ['range'],
};

/** Types of Python itself; a value of another kind is of none of them. */
const builtinTypes: ReadonlySet<string> = new Set([
  'int',
  'float',
  'bool',
  'str',
  'list',
  'tuple',
  'set',
  'frozenset',
  'dict',
  'range',
  'bytes',
  'complex',
  'NoneType',
]);

/** Abstract types that plain values belong to. */
const abstractTypes: Readonly<Record<string, readonly string[]>> = {
  'collections.abc.Iterable': ['str', 'list', 'tuple', 'set', 'dict', 'range'],
  'collections.abc.Sequence': ['str', 'list', 'tuple', 'range'],
  'collections.abc.Mapping': ['dict'],
  'typing.Iterable': ['str', 'list', 'tuple', 'set', 'dict', 'range'],
  'typing.Sequence': ['str', 'list', 'tuple', 'range'],
  'typing.Mapping': ['dict'],
  'typing.List': ['list'],
  'typing.Tuple': ['tuple'],
  'typing.Dict': ['dict'],
  'numbers.Number': ['int', 'float'],
  'numbers.Integral': ['int'],
  'numbers.Real': ['int', 'float'],
};

/** Layer classes of Keras that derive from another public one (Keras 3.15). */
const derivedLayers: Readonly<Record<string, readonly string[]>> = {
  Dropout: ['SpatialDropout1D', 'SpatialDropout2D', 'SpatialDropout3D'],
  RNN: ['LSTM', 'GRU', 'SimpleRNN', 'ConvLSTM1D', 'ConvLSTM2D', 'ConvLSTM3D'],
  Wrapper: ['TimeDistributed', 'SpectralNormalization'],
  Attention: ['AdditiveAttention'],
  Embedding: ['ReversibleEmbedding'],
};

/** Whether a layer or a model is of a class of Keras. */
function isLayerOf(object: Value, path: string): boolean | null {
  const name = path.startsWith('keras.') ? path.split('.').at(-1)! : null;
  if (name === null) return null;
  if (name === 'Layer') return true;
  if (object.kind === 'model') {
    if (name === 'Model') return true;
    return name === object.model.className;
  }
  if (object.kind !== 'layer') return null;
  const { className, definition } = object.layer;
  if (!definition) return className === name ? true : null;
  return isLayerClass(className, name);
}

/** Whether a layer class of the framework is another one or derives from it. */
function isLayerClass(own: string, of: string): boolean {
  const [className, name] = [own.split('.').at(-1)!, of.split('.').at(-1)!];
  return className === name || (derivedLayers[name]?.includes(className) ?? false);
}

function isInstance(object: Value, type: Value): boolean | null {
  if ((object.kind === 'layer' || object.kind === 'model') && type.kind === 'builtin' && type.name.startsWith('keras.'))
    return isLayerOf(object, type.name);
  if (type.kind === 'builtin' && type.name === 'builtins.object') return true;
  if (object.kind === 'unknown' || object.kind === 'symbolic') {
    const { kind } = object;
    return kind === 'symbolic' && type.kind === 'builtin' && type.name === 'builtins.int' ? true : null;
  }
  const plain = plainTypes[object.kind]?.(object);
  if (type.kind === 'class') return object.kind === 'instance' ? inherits(object.class, type) : plain ? false : null;
  if (type.kind === 'none' || type.kind !== 'builtin') return null;
  const abstract = abstractTypes[type.name];
  if (plain && abstract) return plain.some((name) => abstract.includes(name));
  const name = type.name.startsWith('builtins.') ? type.name.slice('builtins.'.length) : null;
  if (name !== null && builtinTypes.has(name)) {
    if (plain) return plain.includes(name);
    return object.kind === 'object'
      ? null
      : object.kind === 'instance'
        ? isPlainInstance(object.class)
          ? false
          : null
        : false;
  }
  // A list or a number is no layer, model or tensor.
  if (plain && /^(keras|tensorflow|numpy)\./.test(type.name)) return false;
  return object.kind === 'instance' ? inheritsBuiltin(object.class, type.name) : null;
}

function isSubclass(object: Value, type: Value): boolean | null {
  if (object.kind === 'class' && type.kind === 'class') return inherits(object, type);
  if (object.kind === 'class' && type.kind === 'builtin') return inheritsBuiltin(object, type.name);
  if (object.kind === 'builtin' && type.kind === 'builtin') {
    if (object.name === type.name || type.name === 'keras.layers.Layer') return true;
    return object.name.startsWith('keras.layers.') ? isLayerClass(object.name, type.name) : null;
  }
  return null;
}

/** True, or null where a base is not known. */
function inherits(owner: Value, type: Value): boolean | null {
  if (owner.kind !== 'class') return owner.kind === 'unknown' ? null : false;
  if (type.kind === 'class' && (owner === type || owner.expr === type.expr)) return true;
  const answers = owner.bases.map((base) => inherits(base, type));
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

function inheritsBuiltin(owner: Value, name: string): boolean | null {
  if (owner.kind === 'builtin') return owner.name === name ? true : owner.name === 'builtins.object' ? false : null;
  if (owner.kind !== 'class') return null;
  const answers = owner.bases.map((base) => inheritsBuiltin(base, name));
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

/** What Python's numbers have besides what is followed. */
const ofNumbers = new Set([
  'real',
  'imag',
  'numerator',
  'denominator',
  'conjugate',
  'bit_length',
  'bit_count',
  'to_bytes',
]);
const plainKinds = new Set<Value['kind']>(['none', 'number', 'boolean', 'symbolic', 'string', 'sequence', 'mapping']);

/** The attribute; unknown where the version that the program targets has none of that name. */
function attributeOf(object: Value, name: string, { context, span }: Call): Value {
  const lacking = object.kind === 'module' ? object.lacks?.(name, context) : null;
  return lacking ? unknown(lacking.message, span) : context.attribute(object, name, span);
}

/** True for what a library certainly has not, and for a plain value of Python, of whose attributes all others are followed. */
function lacks(object: Value, name: string, { context }: Call): boolean {
  if (object.kind === 'module') return Boolean(object.lacks?.(name, context));
  return plainKinds.has(object.kind) && !name.startsWith('__') && !ofNumbers.has(name) && !name.startsWith('is_');
}

/** All its bases are classes of the program. */
function isPlainInstance(owner: Value): boolean {
  if (owner.kind === 'builtin') return owner.name === 'builtins.object';
  return owner.kind === 'class' && !owner.members.has('__getattr__') && owner.bases.every(isPlainInstance);
}

function typeOf(object: Value, call: Call): Value | null {
  if (object.kind === 'instance') return object.class;
  if (object.kind === 'layer' || object.kind === 'model') return call.context.attribute(object, '__class__', call.span);
  const [name] = plainTypes[object.kind]?.(object) ?? [];
  return name
    ? builtin(
        `builtins.${name}`,
        (args, site, context) => {
          const { semantics } = context;
          const type = semantics.builtin(name);
          return type
            ? context.call(type, args, site)
            : because({ args, site, span: site.span, context }, 'the type is not known');
        },
        (attribute) => (attribute === '__name__' ? string(name) : null),
      )
    : null;
}
