/** IntegerLookup: numbers replaced by their places in a vocabulary. */
import { choice, inert } from './args';
import { defineLayer } from './definition';
import { openRank } from './encoding';
import { saltArg } from './hash-args';
import {
  areNumbers,
  idfArg,
  invertArg,
  isNumber,
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

export const integerLookup = defineLayer({
  name: 'IntegerLookup',
  summary: 'Replaces whole numbers by their places in a vocabulary.',
  frameworks: ['keras'],
  args: {
    maxTokens: maxTokensArg(),
    numOovIndices: oovIndicesArg(),
    maskToken: inert({ doc: 'The number for what is left out' }),
    oovToken: inert({ default: -1, doc: 'The number for unknown ones' }),
    vocabulary: vocabularyArg(areNumbers),
    vocabularyDtype: choice(['int64'], { default: 'int64', doc: 'Kind of the numbers' }),
    idfWeights: idfArg(),
    invert: invertArg(),
    outputMode: lookupModeArg(),
    sparse: sparseArg(),
    padToMaxTokens: padArg(),
    oovMethod: choice(['floormod', 'farmhash'], {
      default: 'floormod',
      since: [3, 14],
      doc: 'How unknown numbers get a place',
    }),
    salt: { ...saltArg(), since: [3, 14] },
    ...savedLookupArgs(),
  },
  commonByPosition: ['name'],
  commonArgs: ['name', 'trainable', 'dtype'],
  dtype: ({ outputMode }) => (outputMode === 'int' ? 'int64' : 'float32'),
  refuses: (args) =>
    args.salt !== null && args.oovMethod !== 'farmhash'
      ? [{ rule: 'invalid-argument', arg: 'salt', message: "IntegerLookup: salt goes with oov_method 'farmhash' only" }]
      : lookupRefusals('IntegerLookup', args, isNumber),
  unknown: ({ outputMode }, [input]) => openRank(outputMode, input!),
  output: lookupOutput,
});
