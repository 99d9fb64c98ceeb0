/** StringLookup: words replaced by their numbers in a vocabulary. */
import { choice, inert } from './args';
import { defineLayer } from './definition';
import { openRank } from './encoding';
import { saltArg } from './hash-args';
import {
  areWords,
  idfArg,
  invertArg,
  isWord,
  lookupModeArg,
  lookupOutput,
  lookupRefusals,
  maxTokensArg,
  oovIndicesArg,
  padArg,
  savedLookupArgs,
  sparseArg,
  vocabularyArg,
} from './lookup';

export const stringLookup = defineLayer({
  name: 'StringLookup',
  summary: 'Replaces words by their numbers in a vocabulary.',
  frameworks: ['keras'],
  args: {
    maxTokens: maxTokensArg(),
    numOovIndices: oovIndicesArg(),
    maskToken: inert({ doc: 'The word for what is left out' }),
    oovToken: inert({ default: '[UNK]', doc: 'The word for unknown words' }),
    vocabulary: vocabularyArg(areWords),
    idfWeights: idfArg(),
    invert: invertArg(),
    outputMode: lookupModeArg(),
    padToMaxTokens: padArg(),
    sparse: sparseArg(),
    encoding: inert({ default: 'utf-8', doc: 'How words are written in bytes' }),
    name: inert({ doc: 'Name of the layer' }),
    salt: { ...saltArg(), since: [3, 14] },
    oovMethod: {
      ...choice(['floormod', 'farmhash'], { default: 'floormod', doc: 'How unknown words get a place' }),
      namedOnly: true,
    },
    ...savedLookupArgs(),
  },
  commonArgs: ['trainable', 'dtype'],
  dtype: ({ outputMode }) => (outputMode === 'int' ? 'int64' : 'float32'),
  refuses: (args) => lookupRefusals('StringLookup', args, isWord),
  unknown: ({ outputMode }, [input]) => openRank(outputMode, input!),
  output: lookupOutput,
});
