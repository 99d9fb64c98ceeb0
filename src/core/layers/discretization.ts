/** Discretization: numbers replaced by the bin they fall into. */
import type { Dim } from '../shape/dim';
import { unknownDim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, flag, inert, refused, show, unknownReading, value } from './args';
import { numberOf } from './augmentation';
import { defineLayer, type Refusal } from './definition';
import { oneHotShape, openRank, outputModeArg } from './encoding';
import { PlainObject, PlainUnknown } from './plain';

export const discretization = defineLayer({
  name: 'Discretization',
  summary: 'Replaces each number by the bin that it falls into.',
  frameworks: ['keras'],
  args: {
    binBoundaries: boundariesArg(),
    numBins: numBinsArg(),
    epsilon: inert({ default: 0.01, doc: 'Error that is allowed when bins are found' }),
    outputMode: outputModeArg(['int', 'one_hot', 'multi_hot', 'count'], { default: 'int' }),
    sparse: flag({ default: false, doc: 'Give a sparse tensor' }),
  },
  commonByPosition: ['dtype', 'name'],
  commonArgs: ['dtype', 'name'],
  dtype: ({ outputMode }, _, own) => (outputMode === 'int' ? 'int32' : (own ?? 'float32')),
  refuses: ({ binBoundaries, numBins, outputMode, sparse }): Refusal[] => {
    const refuse = (arg: string, message: string): Refusal[] => [
      { rule: 'invalid-argument', arg, message: `Discretization: ${message}` },
    ];
    if (sparse && outputMode === 'int') return refuse('sparse', 'sparse goes with vectors only (output_mode)');
    if (binBoundaries !== null && numBins !== null)
      return refuse('numBins', 'num_bins and bin_boundaries cannot both be given');
    if (binBoundaries === null && numBins === null)
      return refuse('numBins', 'num_bins or bin_boundaries must be given');
    const { depth } = (binBoundaries ?? numBins)!;
    if (outputMode !== 'int' && depth === null)
      return refuse(binBoundaries ? 'binBoundaries' : 'numBins', 'the number of bins must be a whole number');
    return [];
  },
  unknown: ({ outputMode }, [input]) => openRank(outputMode, input!),
  output: ({ binBoundaries, numBins, outputMode }, input) => {
    if (outputMode === 'int') return [...input];
    const depth = (binBoundaries ?? numBins)!.depth!;
    if (outputMode === 'one_hot') return oneHotShape(input, depth);
    return input.length >= 2 ? [input[0]!, ...input.slice(2), depth] : [depth];
  },
});

/** How many bins there are; null if that makes no axis. */
interface Bins {
  readonly depth: Dim;
}

function boundariesArg(): ArgSpec<Bins | null> {
  return {
    doc: 'Numbers between the bins',
    default: null,
    takes: 'list of numbers',
    schema: { type: ['array', 'null'], items: { type: 'number' } },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null) return value(null);
      if (plain instanceof PlainObject) return value({ depth: unknownDim() });
      if (typeof plain === 'string') return value({ depth: plain.length + 1 });
      return value({ depth: Array.isArray(plain) ? plain.length + 1 : null });
    },
  };
}

function numBinsArg(): ArgSpec<Bins | null> {
  return {
    doc: 'Number of bins that are found by adapting',
    default: null,
    takes: 'whole number ≥ 0',
    schema: { type: ['integer', 'null'], minimum: 0 },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null) return value(null);
      if (plain instanceof Symbolic) return value({ depth: plain });
      const number = numberOf(plain);
      if (typeof number !== 'number' || number < 0) return refused(`must be a whole number ≥ 0, not ${show(plain)}`);
      return value({ depth: Number.isInteger(plain) || typeof plain === 'boolean' ? number : null });
    },
  };
}
