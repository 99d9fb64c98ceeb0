/** HashedCrossing: two features together, spread over bins by a hash. */
import { formatShape } from '../shape/dim';
import { flag } from './args';
import { defineManyLayer, type Refusal } from './definition';
import { openRank, outputModeArg } from './encoding';
import { binsArg } from './hash-args';

export const hashedCrossing = defineManyLayer({
  name: 'HashedCrossing',
  summary: 'Spreads pairs of two features over bins by a hash.',
  frameworks: ['keras'],
  merges: true,
  args: {
    numBins: binsArg({ checked: false }),
    outputMode: outputModeArg(['int', 'one_hot'], { default: 'int' }),
    sparse: flag({ default: false, doc: 'Give a sparse tensor' }),
  },
  commonByPosition: ['name', 'dtype'],
  commonArgs: ['name', 'dtype'],
  takesAnyArg: true,
  dtype: ({ outputMode }, _, own) => own ?? (outputMode === 'int' ? 'int64' : 'float32'),
  refuses: ({ numBins, outputMode }, inputs): Refusal[] => {
    const refuse = (rule: string, arg: string | null, message: string): Refusal[] => [
      { rule, arg, message: `HashedCrossing: ${message}` },
    ];
    const shapes = inputs.map(formatShape).join(' and ');
    if (inputs.length !== 2) return refuse('merge-shape-mismatch', null, `takes 2 inputs, but gets ${inputs.length}`);
    if (inputs.some(({ length }) => length === 0)) return refuse('rank-mismatch', null, 'takes no tensor without axes');
    const [a, b] = inputs.map((shape) => shape.at(-1)!);
    if (a !== b && !(typeof a === 'object' && a !== null) && !(typeof b === 'object' && b !== null))
      return refuse('merge-shape-mismatch', null, `the inputs must have the same shape, but are ${shapes}`);
    return outputMode === 'one_hot' && numBins.size === null
      ? refuse('invalid-argument', 'numBins', 'num_bins must be a whole number')
      : [];
  },
  unknown: ({ outputMode }, [input]) => openRank(outputMode, input!),
  outputs: ({ numBins, outputMode }, [input]) => {
    if (outputMode === 'int') return [[...input!]];
    return [input!.at(-1) === 1 ? [...input!.slice(0, -1), numBins.size] : [...input!, numBins.size]];
  },
});
