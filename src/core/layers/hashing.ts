/** Hashing: words or numbers spread over bins by a hash. */
import { flag, inert } from './args';
import { defineLayer, type Refusal } from './definition';
import { countedShape, outputModeArg } from './encoding';
import { binsArg, ownDtypeArg, saltArg } from './hash-args';

export const hashing = defineLayer({
  name: 'Hashing',
  summary: 'Spreads words or numbers over bins by a hash.',
  frameworks: ['keras'],
  args: {
    numBins: binsArg({ checked: true }),
    maskValue: inert({ doc: 'The value that goes into bin 0' }),
    salt: saltArg(),
    outputMode: outputModeArg(['int', 'one_hot', 'multi_hot', 'count'], { default: 'int' }),
    sparse: flag({ default: false, doc: 'Give a sparse tensor' }),
    dtype: ownDtypeArg(),
  },
  dtype: ({ outputMode, dtype }) => dtype ?? (outputMode === 'int' ? 'int64' : 'float32'),
  refuses: ({ numBins, outputMode, sparse, dtype }): Refusal[] => {
    const refuse = (arg: string, message: string): Refusal[] => [
      { rule: 'invalid-argument', arg, message: `Hashing: ${message}` },
    ];
    if (outputMode === 'int') {
      if (dtype !== null && dtype !== 'int32' && dtype !== 'int64')
        return refuse('dtype', `dtype must be int32 or int64 for output_mode 'int', not ${dtype}`);
      return sparse ? refuse('sparse', 'sparse goes with vectors only (output_mode)') : [];
    }
    return numBins.size === null ? refuse('numBins', 'num_bins must be a whole number') : [];
  },
  output: ({ numBins, outputMode }, input) => (outputMode === 'int' ? [...input] : countedShape(input, numBins.size)),
});
