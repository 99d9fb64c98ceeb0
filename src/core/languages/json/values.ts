/** JSON values as core expressions: plain data, and the objects that Keras serialises as `{class_name, config}`. */
import type { Argument, Expr } from '../../lang/program';
import type { Span } from '../../text/span';
import { toSnakeCase } from './names';
import { call, library, list, named, string, tuple, unreadable } from './nodes';
import { get, getArray, getObject, getString, type Json, type JsonObject, type JsonProperty } from './tree';

/** How an object under a key is lowered; null leaves it to be a plain mapping. */
export type ObjectLowering = (object: JsonObject, key: string) => Expr | null;

/** `{a: [1, null]}` as the same data in the core. */
export function lowerValue(json: Json, lowerObject: ObjectLowering = () => null, key = ''): Expr {
  const { span } = json;
  switch (json.type) {
    case 'string':
      return string(json.value, span);
    case 'number':
      return { kind: 'number', value: json.value, float: json.float, span };
    case 'boolean':
      return { kind: 'boolean', value: json.value, span };
    case 'null':
      return { kind: 'none', span };
    case 'array':
      return list(
        json.items.map((item) => lowerValue(item, lowerObject, key)),
        span,
      );
    case 'object':
      return lowerObject(json, key) ?? lowerMapping(json, lowerObject);
  }
}

/** The value of a property that may still be missing. */
export function lowerPropertyValue(property: JsonProperty, lowerObject?: ObjectLowering): Expr {
  return property.value
    ? lowerValue(property.value, lowerObject, property.name)
    : unreadable(`"${property.name}" has no value yet`, property.span);
}

/** A property as an argument; `as` is its name in the core. */
export function argument(property: JsonProperty, as: string, value: Expr): Argument {
  return named(as, value, property.nameSpan, property.span);
}

/** An object that Keras wrote for something that is not a layer: an initializer, a dtype, a function. Null if it is none. */
export function lowerSerialized(object: JsonObject, key: string, lowerObject: ObjectLowering): Expr | null {
  const className = getString(object, 'class_name');
  if (!className) return null;
  const { span } = object;
  const module = getString(object, 'module')?.value ?? null;
  const config = getObject(object, 'config');
  switch (className.value) {
    case '__tuple__':
      return tuple(
        (getArray(object, 'items')?.items ?? []).map((item) => lowerValue(item, lowerObject)),
        span,
      );
    case '__numpy__':
    case '__tensor__': {
      const value = get(config, 'value');
      return value
        ? call(
            library('numpy.array', className.span),
            [{ ...named('object', lowerValue(value)), name: null, nameSpan: null }],
            span,
          )
        : unreadable('the array is not in the file', span);
    }
    case '__lambda__':
      return unreadable('a lambda is stored as compiled Python, which is never run', span);
    case 'function':
      return unreadable(`the function ${getString(object, 'config')?.value ?? ''} is code outside of the file`, span);
  }
  if (key === 'dtype') {
    const policy = getString(config, 'name');
    return policy ? string(policy.value, span) : unreadable('the dtype policy has no name', span);
  }
  const home = module ? publicModules.get(module) : homeOfKey(key);
  if (!home || isCustom(object)) return null;
  return call(
    library(`${home}.${className.value}`, className.span),
    configArguments(config, lowerObject),
    span,
    config?.span ?? span,
  );
}

/** `{learning_rate: 0.1}`, in TensorFlow.js `learningRate`, as named arguments; a `name` and entries that are null say nothing. */
export function configArguments(config: JsonObject | null, lowerObject: ObjectLowering): Argument[] {
  return (config?.properties ?? [])
    .filter(({ name, value }) => name !== 'name' && value && value.type !== 'null')
    .map((property) => argument(property, toSnakeCase(property.name), lowerPropertyValue(property, lowerObject)));
}

/** True for classes of the program that wrote the file: `registered_name: "my_package>MyLayer"`, or no module at all. */
export function isCustom(object: JsonObject): boolean {
  const module = get(object, 'module');
  if (getString(object, 'registered_name')?.value.includes('>')) return true;
  if (!module) return false;
  return (
    module.type === 'null' ||
    (module.type === 'string' && !/^(keras|tf_keras|builtins|tensorflow)(\.|$)/.test(module.value))
  );
}

export function spanOfClass(object: JsonObject): Span {
  return getString(object, 'class_name')?.span ?? object.span;
}

/** Modules whose objects are made by calling the class with its config. */
const publicModules: ReadonlyMap<string, string> = new Map(
  ['initializers', 'regularizers', 'constraints', 'optimizers', 'optimizers.schedules', 'losses', 'metrics'].map(
    (name) => [`keras.${name}`, `keras.${name}`] as const,
  ),
);

/** Keras 2 before 2.13 and TensorFlow.js write no module; there the key tells what the object is. */
function homeOfKey(key: string): string | undefined {
  for (const kind of ['initializer', 'regularizer', 'constraint', 'optimizer']) {
    if (key === kind || key.endsWith(`_${kind}`)) return `keras.${kind}s`;
  }
  if (key === 'optimizer_config') return 'keras.optimizers';
  if (key === 'learning_rate') return 'keras.optimizers.schedules';
  return key === 'loss' ? 'keras.losses' : key === 'metrics' ? 'keras.metrics' : undefined;
}

function lowerMapping(json: JsonObject, lowerObject: ObjectLowering): Expr {
  const entries = json.properties.map((property) => ({
    key: string(property.name, property.nameSpan),
    value: lowerPropertyValue(property, lowerObject),
    span: property.span,
  }));
  return { kind: 'mapping', entries, span: json.span };
}
