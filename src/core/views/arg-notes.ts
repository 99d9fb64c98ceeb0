/** What there is to say about the args of a layer: how each is written, what it takes, its default, its words. */
import { show } from '../layers/args';
import { argSpecs } from '../layers/bind';
import { takesCommonArg } from '../layers/common-args';
import type { LayerDefinition, Target } from '../layers/definition';
import { toCamelCase, toSnakeCase } from '../layers/names';
import type { Plain } from '../layers/plain';

export interface ArgNote {
  /** Camel case, as in the definition. */
  readonly name: string;
  /** As the program writes it: `kernel_size`, `kernelSize`. */
  readonly written: string;
  /** What it takes: `whole number ≥ 1`. */
  readonly takes: string;
  readonly doc: string;
  /** As the program would write it; null if it must be given. */
  readonly default: string | null;
  /** The words it takes, without quotes; empty if it takes other things. */
  readonly words: readonly string[];
  /** True if it can be given without its name. */
  readonly byPosition: boolean;
}

/** Args that every layer takes beside its own, as far as they are worth offering. */
const common: readonly Omit<ArgNote, 'written'>[] = [
  { name: 'name', takes: 'text', doc: 'Name of the layer', default: 'None', words: [], byPosition: false },
  {
    name: 'trainable',
    takes: 'True or False',
    doc: 'Whether training changes its weights',
    default: 'True',
    words: [],
    byPosition: false,
  },
  {
    name: 'dtype',
    takes: 'name of a kind of numbers',
    doc: 'Kind of numbers it computes with',
    default: 'None',
    words: ['float32', 'float16', 'bfloat16', 'float64', 'mixed_float16', 'mixed_bfloat16'],
    byPosition: false,
  },
  {
    name: 'inputShape',
    takes: 'sizes without the batch',
    doc: 'Shape of one sample, for the first layer of a model',
    default: 'None',
    words: [],
    byPosition: false,
  },
];

/** The args of a layer in the order of their positions, then those of every layer. */
export function argNotes(definition: LayerDefinition, target: Target): readonly ArgNote[] {
  const own = argSpecs(definition, target).map(([name, spec]): ArgNote => {
    const inTfjs = target.framework === 'tfjs' && 'defaultInTfjs' in spec;
    const value = inTfjs ? spec.defaultInTfjs : spec.default;
    const words = wordsOf(spec.schema, (word) => spec.read(word, target).kind === 'value', target);
    return {
      name,
      written: writtenName(name, target),
      takes: takesText(spec.takes, words, target),
      doc: spec.doc,
      default: value === undefined ? null : showValue(value, target),
      words,
      byPosition: target.framework === 'keras' && !spec.namedOnly,
    };
  });
  const shared = common
    .filter(({ name }) => takesCommonArg(definition, name, target.framework) && !own.some((note) => note.name === name))
    // Keras 3 wants an Input instead.
    .filter(({ name }) => name !== 'inputShape' || target.framework === 'tfjs')
    .map((note): ArgNote => {
      const inTfjs = target.framework === 'tfjs';
      return {
        ...note,
        written: writtenName(note.name, target),
        takes: takesText(note.takes, [], target),
        default: inTfjs ? (note.default?.replace('None', 'null').toLowerCase() ?? null) : note.default,
        words: inTfjs && note.name === 'dtype' ? ['float32', 'int32', 'bool', 'complex64', 'string'] : note.words,
      };
    });
  return [...own, ...shared];
}

function writtenName(name: string, { framework }: Target): string {
  return framework === 'keras' ? toSnakeCase(name) : name;
}

/** A value as the program's language writes it. */
export function showValue(value: Plain, { framework }: Target): string {
  if (framework === 'keras') return show(value);
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${toCamelCase(value)}'`;
  if (Array.isArray(value))
    return `[${value.map((item) => showValue(item as Plain, { framework, version: [0, 0] })).join(', ')}]`;
  return typeof value === 'boolean' ? String(value) : show(value);
}

/** The words of a schema that the framework takes; of two spellings the one in small letters. */
function wordsOf(
  schema: Readonly<Record<string, unknown>>,
  isTaken: (word: string) => boolean,
  { framework }: Target,
): readonly string[] {
  if (!Array.isArray(schema.enum)) return [];
  const listed = schema.enum.filter((word): word is string => typeof word === 'string');
  const spelt = framework === 'tfjs' ? listed.map(toCamelCase) : listed;
  const small = new Set(spelt.filter((word) => !/^[A-Z]/.test(word)).map(letters));
  return [...new Set(spelt)].filter((word) => (!/^[A-Z]/.test(word) || !small.has(letters(word))) && isTaken(word));
}

function letters(word: string): string {
  return word.replaceAll('_', '').toLowerCase();
}

function takesText(takes: string, words: readonly string[], { framework }: Target): string {
  if (words.length > 0 && takes.startsWith('one of')) return `one of ${words.map((word) => `'${word}'`).join(', ')}`;
  return framework === 'tfjs' ? takes.replace('True or False', 'true or false') : takes;
}
