/** Functions and objects that layers name (activations, initializers, regularizers, constraints) as TensorFlow.js writes them in a topology. */
import type { ObjectValue } from '../eval/value';
import { isBefore, type Target } from '../layers/definition';
import { toSnakeCase } from '../layers/names';
import { type Plain, PlainFloat, PlainObject } from '../layers/plain';
import { tfjsConstraints, tfjsInitializers } from '../layers/words';

/** A named object of the framework: `{ class_name: 'HeNormal', config: {} }`. */
export interface SerializedObject {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** What came of the translation: a value for the topology, or why there is none (completes "… is not in TensorFlow.js: …"). */
export type Translation = { readonly value: unknown } | { readonly lacks: string };

/** Activations that both frameworks have and compute alike, by their Keras names (tfjs-layers 4.22, `activations.ts`). */
const activations: ReadonlyMap<string, string> = new Map([
  ...[
    'elu',
    'selu',
    'relu',
    'relu6',
    'linear',
    'sigmoid',
    'softplus',
    'softsign',
    'tanh',
    'softmax',
    'gelu',
    'mish',
    'swish',
  ].map((name) => [name, name] as const),
  ['silu', 'swish'],
  ['log_softmax', 'logSoftmax'],
]);

/** The name of an activation as TensorFlow.js has it. `null` is none. */
export function activationName(name: string | null, target: Target): Translation {
  if (name === null) return { value: 'linear' };
  if (target.framework === 'tfjs') return { value: name };
  // Keras 3 has another slope than Keras 2 and TensorFlow.js (`relu6(x + 3) / 6` against `0.2 x + 0.5`).
  if (name === 'hard_sigmoid' && isBefore(target, [3, 0])) return { value: 'hardSigmoid' };
  const found = activations.get(name);
  return found ? { value: found } : { lacks: `TensorFlow.js has no activation ${name} that computes the same` };
}

/** Class names by all spellings that are not plain Pascal case. */
const initializerNames: ReadonlyMap<string, string> = new Map([
  ['uniform', 'RandomUniform'],
  ['normal', 'RandomNormal'],
  ['one', 'Ones'],
  ['zero', 'Zeros'],
  ['lecun_normal', 'LeCunNormal'],
  ['lecun_uniform', 'LeCunUniform'],
  ['identity_initializer', 'Identity'],
  ['orthogonal_initializer', 'Orthogonal'],
]);
const initializers: ReadonlySet<string> = new Set(tfjsInitializers);
const constraints: ReadonlySet<string> = new Set(tfjsConstraints);

export function initializerObject(plain: Plain): Translation {
  return namedObject(plain, 'initializer', initializers);
}

export function constraintObject(plain: Plain): Translation {
  return namedObject(plain, 'constraint', constraints);
}

/** All of them are the one class L1L2, whose other half must be set to 0; a factor that is not given is 0.01 (both frameworks). */
export function regularizerObject(plain: Plain, target: Target): Translation {
  const parts = nameAndArgs(plain);
  if (!parts) return { lacks: 'it is not a regularizer that can be read' };
  const { name, args } = parts;
  const given = (key: string, other: number): unknown => args[key] ?? other;
  switch (name.replaceAll('_', '').toLowerCase()) {
    case 'l1':
      return { value: { class_name: 'L1L2', config: { l1: given('l1', 0.01), l2: 0 } } };
    case 'l2':
      return { value: { class_name: 'L1L2', config: { l1: 0, l2: given('l2', 0.01) } } };
    case 'l1l2': {
      // `L1L2()` of Keras adds nothing, its words and the function `l1_l2` and TensorFlow.js have 0.01.
      const other = target.framework === 'keras' && name === 'L1L2' && typeof plain !== 'string' ? 0 : 0.01;
      return { value: { class_name: 'L1L2', config: { l1: given('l1', other), l2: given('l2', other) } } };
    }
    default:
      return { lacks: `TensorFlow.js has no regularizer ${name}` };
  }
}

function namedObject(plain: Plain, what: string, known: ReadonlySet<string>): Translation {
  const parts = nameAndArgs(plain);
  if (!parts) return { lacks: `it is not an ${what} that can be read` };
  const name = className(parts.name);
  if (!known.has(name)) return { lacks: `TensorFlow.js has no ${what} ${parts.name}` };
  return { value: { class_name: name, config: parts.args } satisfies SerializedObject };
}

/** `he_normal`, `heNormal` and `HeNormal` are the class HeNormal. */
function className(name: string): string {
  const snake = toSnakeCase(name.charAt(0).toLowerCase() + name.slice(1));
  const found = initializerNames.get(snake);
  if (found) return found;
  return snake
    .replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^LeCun|^Lecun/, 'LeCun');
}

/** Name and plain args of a word, of an object of the program or of a serialized one; null if an arg is not known. */
function nameAndArgs(plain: Plain): { readonly name: string; readonly args: Readonly<Record<string, unknown>> } | null {
  if (typeof plain === 'string') return { name: plain, args: {} };
  if (plain instanceof PlainObject) {
    if (plain.name === null) return null;
    const value = plain.value as { readonly kind?: string } | null;
    if (value?.kind === 'builtin') return { name: plain.name, args: {} };
    return value?.kind === 'object' ? objectArgs(plain.name, value as ObjectValue) : null;
  }
  if (plain === null || typeof plain !== 'object' || Array.isArray(plain)) return null;
  const serialized = plain as { readonly [key: string]: Plain };
  const name = serialized.class_name ?? serialized.className;
  const config = serialized.config ?? {};
  if (typeof name !== 'string' || config === null || typeof config !== 'object') return null;
  const args: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    const read = plainValue(value as Plain);
    if (read === undefined) return null;
    if (read !== null && !IGNORED.has(key)) args[toSnakeCase(key)] = read;
  }
  return { name, args };
}

/** Where random numbers start, and the kind of numbers: not taken over. */
const IGNORED: ReadonlySet<string> = new Set(['seed', 'dtype', 'name']);

function objectArgs(name: string, { data }: ObjectValue) {
  const args: Record<string, unknown> = {};
  for (const [key, value] of data) {
    if (value.kind === 'none' || IGNORED.has(key)) continue;
    if (value.kind !== 'number' && value.kind !== 'string' && value.kind !== 'boolean') return null;
    args[toSnakeCase(key)] = value.value;
  }
  return { name, args };
}

/** Numbers, words, flags and lists of them; undefined for what is not plain data. */
export function plainValue(plain: Plain): unknown {
  if (plain === null || typeof plain === 'number' || typeof plain === 'string' || typeof plain === 'boolean')
    return plain;
  if (plain instanceof PlainFloat) return plain.value;
  if (!Array.isArray(plain)) return undefined;
  const items = (plain as readonly Plain[]).map(plainValue);
  return items.includes(undefined) ? undefined : items;
}

/** The name of an arg that takes an activation. */
export const isActivation = (name: string): boolean => /activation$/i.test(name);

/** The name of an arg that takes an initializer, a regularizer or a constraint. */
export const isNamedObject = (name: string): boolean => /(Initializer|Regularizer|Constraint)$/.test(name);
