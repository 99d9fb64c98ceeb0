/** Layers that look words or numbers up in a vocabulary: their args, what they refuse, and what they put out. */
import { type Dim, isKnown, type Shape, unknownDim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, flag, inert, refused, show, size, unknownReading, value } from './args';
import type { Refusal } from './definition';
import { countedShape, type OutputMode, oneHotShape, outputModeArg } from './encoding';
import { type Plain, PlainFloat, PlainObject, PlainUnknown } from './plain';

export interface LookupValues {
  readonly maxTokens: Dim;
  readonly numOovIndices?: Dim;
  readonly maskToken: Plain;
  readonly oovToken?: Plain;
  readonly vocabulary: Vocabulary | null;
  readonly idfWeights: Plain;
  readonly invert?: boolean;
  readonly outputMode: OutputMode;
  readonly padToMaxTokens: boolean;
  readonly sparse: boolean;
  readonly vocabularySize?: Dim;
  /** Set once the layer was adapted to data: then only the running program knows the size. */
  readonly adapted?: boolean;
}

/** The tokens; null where they cannot be told. */
export interface Vocabulary {
  readonly tokens: readonly Plain[] | null;
}

export function maxTokensArg(): ArgSpec<Dim> {
  const spec = size({
    default: null,
    optional: true,
    min: 2,
    doc: 'Largest size of the vocabulary, special tokens included',
  });
  return {
    ...spec,
    // A fraction limits as well as a whole number does.
    read: (plain, target) => {
      const fraction = plain instanceof PlainFloat ? plain.value : plain;
      return typeof fraction === 'number' && fraction > 1 ? value(fraction) : spec.read(plain, target);
    },
  };
}
export const oovIndicesArg = () => size({ default: 1, min: 0, doc: 'Number of places for unknown tokens' });
export const lookupModeArg = () =>
  outputModeArg(['int', 'one_hot', 'multi_hot', 'count', 'tf_idf'], {
    default: 'int',
    older: { binary: 'multi_hot', 'tf-idf': 'tf_idf' },
  });
export const padArg = () =>
  flag({ default: false, doc: 'Give vectors of size max_tokens, however small the vocabulary' });
export const sparseArg = () => flag({ default: false, doc: 'Give a sparse tensor' });
export const invertArg = () => flag({ default: false, doc: 'Turn numbers back into tokens' });
export const idfArg = () => inert({ doc: 'Weights of the tokens, for output_mode tf_idf' });

/** What a saved layer tells of its vocabulary. */
export function savedLookupArgs() {
  return {
    // Dropped unread, whatever it is: the layer has no weights.
    trainable: inert({ default: true, namedOnly: true, doc: 'Without effect' }),
    vocabularySize: size({
      default: null,
      optional: true,
      namedOnly: true,
      doc: 'Size of the vocabulary of a saved layer',
    }),
    hasInputVocabulary: inert({ namedOnly: true, doc: 'Whether a saved layer was given its vocabulary' }),
  };
}

export function vocabularyArg(areTokens: (plain: readonly Plain[]) => boolean): ArgSpec<Vocabulary | null> {
  return {
    doc: 'The tokens, where they are known',
    default: null,
    takes: 'list of tokens',
    schema: { type: ['array', 'null'] },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null) return value(null);
      // A text is the name of a file, of which nothing is known.
      if (typeof plain === 'string' || plain instanceof PlainObject || plain instanceof Symbolic)
        return value({ tokens: null });
      if (!Array.isArray(plain)) return refused(`must be a list of tokens, not ${show(plain)}`);
      const tokens = plain as readonly Plain[];
      if (tokens.some((token) => token instanceof PlainUnknown || token instanceof PlainObject))
        return value({ tokens: null });
      if (tokens.length === 0) return refused('must hold a token at least');
      return areTokens(tokens) ? value({ tokens }) : refused(`must hold tokens of one kind, not ${show(plain)}`);
    },
  };
}

export function lookupRefusals(layer: string, values: LookupValues, isToken: (plain: Plain) => boolean): Refusal[] {
  const refuse = (arg: string, message: string): Refusal[] => [
    { rule: 'invalid-argument', arg, message: `${layer}: ${message}` },
  ];
  const { outputMode, vocabulary, maxTokens } = values;
  if (values.padToMaxTokens && maxTokens === null)
    return refuse('padToMaxTokens', 'pad_to_max_tokens needs max_tokens');
  if (values.padToMaxTokens && outputMode !== 'int' && isKnown(maxTokens) && !Number.isInteger(maxTokens))
    return refuse('maxTokens', `max_tokens must be a whole number, not ${maxTokens}`);
  if (values.invert && outputMode !== 'int') return refuse('invert', "invert goes with output_mode 'int' only");
  if (values.sparse && outputMode === 'int') return refuse('sparse', 'sparse goes with vectors only (output_mode)');
  if (values.idfWeights !== null && outputMode !== 'tf_idf')
    return refuse('idfWeights', "idf_weights go with output_mode 'tf_idf' only");
  if (vocabulary && outputMode === 'tf_idf' && values.idfWeights === null)
    return refuse('idfWeights', "a vocabulary for output_mode 'tf_idf' needs idf_weights");
  const { maskToken } = values;
  if (maskToken !== null && !(maskToken instanceof PlainUnknown) && !isToken(maskToken))
    return refuse('maskToken', `mask_token ${show(maskToken)} is no token`);
  const { oovToken = '[UNK]' } = values;
  if (values.invert && oovToken === null)
    return refuse('oovToken', 'invert needs a token for numbers that are not known, but oov_token is None');
  if (values.invert && !(oovToken instanceof PlainUnknown) && !(isToken(oovToken) && isKey(oovToken)))
    return refuse('oovToken', `oov_token ${show(oovToken)} is no token, which invert needs`);
  const tokens = vocabulary?.tokens;
  if (!tokens) return [];
  const own = ownTokens(values, tokens);
  if (new Set(own.map(textOf)).size < own.length) return refuse('vocabulary', 'a token stands in the vocabulary twice');
  if (values.maskToken !== null && own.some((token) => textOf(token) === textOf(values.maskToken)))
    return refuse('vocabulary', `the mask token ${show(values.maskToken)} stands among the tokens`);
  if (values.invert && oovToken !== null && own.some((token) => textOf(token) === textOf(oovToken)))
    return refuse('vocabulary', `the token for unknown ones ${show(oovToken)} stands among the tokens`);
  const size = vocabularySize(values);
  if (isKnown(size) && isKnown(maxTokens) && size > maxTokens)
    return refuse(
      'maxTokens',
      `the vocabulary has ${size} tokens, special ones included, but max_tokens is ${maxTokens}`,
    );
  const saved = values.vocabularySize ?? null;
  if (isKnown(saved) && saved !== size && outputMode !== 'int' && !values.padToMaxTokens)
    return refuse('vocabulary', `the vocabulary has ${size} tokens, but vocabulary_size is ${saved}`);
  const weights = values.idfWeights;
  if (typeof weights === 'number' || typeof weights === 'boolean' || weights instanceof PlainFloat)
    return refuse('idfWeights', `idf_weights must be one number for each token, not ${show(weights)}`);
  return Array.isArray(weights) && weights.length !== tokens.length
    ? refuse('idfWeights', `there are ${weights.length} idf_weights for ${tokens.length} tokens`)
    : [];
}

/** Numbers as they are, or vectors as long as the vocabulary. None before the layer has one. */
export function lookupOutput(values: LookupValues, input: Shape): readonly Dim[] {
  if (values.outputMode === 'int') return [...input];
  const depth = values.padToMaxTokens ? values.maxTokens : vocabularySize(values);
  return values.outputMode === 'one_hot' ? oneHotShape(input, depth) : countedShape(input, depth);
}

function vocabularySize(values: LookupValues): Dim {
  if (values.adapted) return unknownDim();
  const { vocabulary, numOovIndices = 1 } = values;
  if (vocabulary === null) return values.vocabularySize ?? null;
  if (!vocabulary.tokens || !isKnown(numOovIndices)) return unknownDim();
  return startOfTokens(values) + ownTokens(values, vocabulary.tokens).length;
}

/** The mask token, where it has a place, and the places for unknown tokens come first. */
function startOfTokens({ maskToken, outputMode, numOovIndices = 1 }: LookupValues): number {
  return (maskToken !== null && outputMode === 'int' ? 1 : 0) + (isKnown(numOovIndices) ? numOovIndices : 0);
}

/** The vocabulary without special tokens, where it begins with all of them. */
function ownTokens(values: LookupValues, tokens: readonly Plain[]): readonly Plain[] {
  const start = startOfTokens(values);
  const { oovToken = '[UNK]' } = values;
  const masks = values.maskToken !== null && values.outputMode === 'int' ? [values.maskToken] : [];
  const special = [...masks, ...new Array<Plain>(start - masks.length).fill(oovToken)];
  const found = tokens.length >= start && special.every((token, i) => textOf(token) === textOf(tokens[i]!));
  return found ? tokens.slice(start) : tokens;
}

function textOf(plain: Plain): string {
  if (plain instanceof PlainFloat) return String(plain.value);
  return typeof plain === 'string' ? `'${plain}'` : String(plain);
}

export const isWord = (plain: Plain): boolean => typeof plain === 'string';
export const isNumber = (plain: Plain): boolean =>
  typeof plain === 'number' || typeof plain === 'boolean' || plain instanceof PlainFloat;

/** The table of a layer holds words or 64-bit whole numbers. */
const isKey = (plain: Plain): boolean =>
  !(plain instanceof PlainFloat) && (typeof plain !== 'number' || Number.isInteger(plain));

/** One word is enough to make words of the numbers beside it. */
export const areWords = (tokens: readonly Plain[]): boolean =>
  tokens.some(isWord) && tokens.every((token) => isWord(token) || isNumber(token));
export const areNumbers = (tokens: readonly Plain[]): boolean => tokens.every(isNumber);
