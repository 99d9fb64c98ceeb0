/** TextVectorization: texts split into words, and the words looked up in a vocabulary. */
import type { Dim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, flag, inert, refused, show, unknownReading, value, wholeNumber } from './args';
import { defineLayer, type Refusal } from './definition';
import { openRank } from './encoding';
import {
  areWords,
  idfArg,
  isWord,
  type LookupValues,
  lookupModeArg,
  lookupOutput,
  lookupRefusals,
  maxTokensArg,
  padArg,
  savedLookupArgs,
  sparseArg,
  vocabularyArg,
} from './lookup';
import { type Plain, PlainObject, PlainUnknown } from './plain';

export const textVectorization = defineLayer({
  name: 'TextVectorization',
  summary: 'Splits texts into words and replaces these by their numbers in a vocabulary.',
  frameworks: ['keras'],
  args: {
    maxTokens: maxTokensArg(),
    standardize: wayArg(
      ['lower_and_strip_punctuation', 'lower', 'strip_punctuation'],
      'lower_and_strip_punctuation',
      'How texts are cleaned',
    ),
    split: wayArg(['whitespace', 'character'], 'whitespace', 'How texts are split'),
    ngrams: ngramsArg(),
    outputMode: lookupModeArg(),
    outputSequenceLength: lengthArg(),
    padToMaxTokens: padArg(),
    vocabulary: vocabularyArg(areWords),
    idfWeights: idfArg(),
    sparse: sparseArg(),
    ragged: flag({ default: false, doc: 'Give a ragged tensor' }),
    encoding: inert({ default: 'utf-8', doc: 'How words are written in bytes' }),
    ...savedLookupArgs(),
  },
  commonByPosition: ['name'],
  dtype: ({ outputMode }) => (outputMode === 'int' ? 'int64' : 'float32'),
  rank: ({ outputMode }) => (outputMode === 'int' ? { min: 1 } : null),
  refuses: (args): Refusal[] => {
    const refuse = (arg: string, message: string): Refusal[] => [
      { rule: 'invalid-argument', arg, message: `TextVectorization: ${message}` },
    ];
    const { outputMode, outputSequenceLength: length, ragged } = args;
    if (outputMode === 'int' && length === 'other')
      return refuse('outputSequenceLength', 'output_sequence_length must be a whole number or None');
    if (outputMode !== 'int' && length !== null)
      return refuse('outputSequenceLength', "output_sequence_length goes with output_mode 'int' only");
    if (ragged && outputMode !== 'int') return refuse('ragged', "ragged goes with output_mode 'int' only");
    return lookupRefusals('TextVectorization', lookupValues(args), isWord);
  },
  // Words are an axis of their own, of open size; only whole texts keep the last axis of the input.
  unknown: ({ outputMode, split }, [input]) => (split === null ? openRank(outputMode, input!) : null),
  output: (args, input) => {
    const { outputMode, outputSequenceLength: length, split } = args;
    if (outputMode === 'int') return [input[0]!, length === 'other' ? null : length];
    // The words of a text are another axis, of open size.
    const words = split === null ? (input.length <= 1 ? [...input, 1] : input) : [...input, null];
    return lookupOutput(lookupValues(args), words);
  },
});

/** The layer that looks words up has the empty word for what is left out. */
function lookupValues(args: Omit<LookupValues, 'maskToken'>): LookupValues {
  return { ...args, maskToken: '' };
}

/** The name of a way, a function, or none. */
function wayArg(names: readonly string[], fallback: string, doc: string): ArgSpec<string | null> {
  return {
    doc,
    default: fallback,
    takes: `one of ${names.map((name) => `'${name}'`).join(', ')}, a function, or none`,
    schema: { enum: [...names, null] },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null) return value(null);
      if (plain instanceof PlainObject) return value(plain.name ?? plain.what);
      return typeof plain === 'string' && names.includes(plain)
        ? value(plain)
        : refused(`must be one of ${names.map((name) => `'${name}'`).join(', ')}, not ${show(plain)}`);
    },
  };
}

function ngramsArg(): ArgSpec<null> {
  return {
    doc: 'Groups of so many words count as words, too',
    default: null,
    takes: 'whole number, or a tuple of them',
    whenUnknown: () => null,
    schema: { anyOf: [{ type: ['integer', 'null'] }, { type: 'array', items: { type: 'integer' } }] },
    read: (plain, target) => {
      const items = Array.isArray(plain) ? (plain as readonly Plain[]) : [plain];
      const whole = items.every(
        (item) => item instanceof PlainUnknown || item instanceof Symbolic || wholeNumber(item, target) !== null,
      );
      return plain === null || whole
        ? value(null)
        : refused(`must be a whole number or a tuple of them, not ${show(plain)}`);
    },
  };
}

/** Read as a size, or `other` for what is none. */
function lengthArg(): ArgSpec<Dim | 'other'> {
  return {
    doc: 'Number of words that each text is brought to',
    default: null,
    takes: 'whole number ≥ 0',
    schema: { type: ['integer', 'null'], minimum: 0 },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null || plain instanceof Symbolic) return value(plain);
      return value(wholeNumber(plain, target) ?? 'other');
    },
  };
}
