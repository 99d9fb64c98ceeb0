/** CategoryEncoding: whole numbers as vectors with a place for each. */
import type { Dim, Shape } from '../shape/dim';
import { type ArgSpec, flag, size, value } from './args';
import { defineLayer, type Refusal } from './definition';
import { countedShape, type OutputMode, oneHotShape, openRank, outputModeArg } from './encoding';
import { PlainUnknown } from './plain';

export const categoryEncoding = defineLayer({
  name: 'CategoryEncoding',
  summary: 'Turns whole numbers into vectors with a place for each of them.',
  args: {
    numTokens: numTokensArg(),
    outputMode: modeArg(),
    sparse: flag({ default: false, frameworks: ['keras'], doc: 'Give a sparse tensor' }),
  },
  unknown: ({ outputMode }, [input]) => openRank(outputMode, input!),
  refuses: ({ numTokens }, input): Refusal[] => {
    if (!Number.isNaN(numTokens) || input.length === 0) return [];
    const message = 'CategoryEncoding: numTokens must be a whole number ≥ 1';
    return [{ rule: 'invalid-argument', arg: 'numTokens', message }];
  },
  output: ({ numTokens, outputMode }, input, { framework }) =>
    framework === 'tfjs'
      ? tfjsOutput(outputMode, numTokens, input)
      : input.length > 0 && outputMode === 'one_hot'
        ? oneHotShape(input, numTokens)
        : countedShape(input, numTokens),
});

/** TensorFlow.js takes no number for one that is open, and looks at it only where an axis gets that size. */
function numTokensArg(): ArgSpec<Dim> {
  const spec = size({ doc: 'How many numbers there are' });
  return {
    ...spec,
    default: null,
    defaultInTfjs: undefined,
    nullCounts: true,
    read: (plain, target) => {
      if (target.framework === 'keras' || plain instanceof PlainUnknown) return spec.read(plain, target);
      if (plain === null) return value(null);
      const reading = spec.read(plain, target);
      return reading.kind === 'refused' ? value(Number.NaN) : reading;
    },
  };
}

/** TensorFlow.js looks for `oneHot` and takes anything else for a count. */
function modeArg(): ArgSpec<OutputMode> {
  const spec = outputModeArg(['count', 'one_hot', 'multi_hot'], {
    default: 'multi_hot',
    older: { binary: 'multi_hot' },
  });
  return {
    ...spec,
    read: (plain, target) => {
      if (target.framework === 'tfjs' && !(plain instanceof PlainUnknown))
        return value(plain === 'oneHot' ? 'one_hot' : 'multi_hot');
      return spec.read(plain, target);
    },
  };
}

/** A vector of one number is replaced like any last axis of size 1. */
function tfjsOutput(mode: OutputMode, depth: Dim, input: Shape): Shape {
  if (input.length === 0) return input;
  return mode === 'one_hot' && input.at(-1) !== 1 ? [...input, depth] : countedShape(input, depth);
}
