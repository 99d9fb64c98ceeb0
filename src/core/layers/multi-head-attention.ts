/** MultiHeadAttention: attention in several heads, each on its own projections of query, key and value. */
import { addCounts, elementCount, multiplyCounts, sumCounts } from '../shape/count';
import { type Dim, formatShape, type Shape } from '../shape/dim';
import { amount, flag, size } from './args';
import {
  attentionArgRefusals,
  attentionKernelArgs,
  flashArg,
  gateArg,
  headArg,
  outputShapeArg,
  projection,
  slidingWindowArg,
} from './attention-args';
import { wantsScores } from './attention-dot';
import { attentionCount, attentionInputs, attentionMacs, unequalSteps } from './attention-inputs';
import { axes, resolveAxis } from './axes';
import { defineManyLayer, type Refusal, type Weight } from './definition';
import { keepsMask } from './masks';
import { lateSeedArg } from './noise';

interface Values {
  readonly numHeads: Dim;
  readonly keyDim: Dim;
  readonly valueDim: Dim;
  readonly useBias: boolean;
  readonly useGate: boolean;
  readonly outputShape: readonly Dim[] | null;
}

interface ScoreValues {
  readonly numHeads: Dim;
  readonly attentionAxes: readonly number[] | null;
}

export const multiHeadAttention = defineManyLayer({
  name: 'MultiHeadAttention',
  holdsLayers: true,
  summary: 'Attention in several heads, each on its own projections of query, key and value.',
  frameworks: ['keras'],
  args: {
    numHeads: headArg('Number of heads'),
    keyDim: headArg('Size of each head for query and key'),
    valueDim: size({ default: null, optional: true, doc: 'Size of each head for the value; key_dim if not given' }),
    dropout: amount({ default: 0, min: 0, max: 1, doc: 'Share of the scores that is dropped in training' }),
    useBias: flag({ default: true, doc: 'Add a bias in each projection' }),
    outputShape: outputShapeArg(),
    attentionAxes: axes({
      default: null,
      optional: true,
      doc: 'Axes that are attended to; all between batch and features if not given',
    }),
    ...slidingWindowArg(),
    ...flashArg(),
    ...attentionKernelArgs(),
    ...gateArg(),
    seed: lateSeedArg(),
  },
  calledWith: ['query', 'value', 'key'],
  callFlags: ['returnAttentionScores'],
  masking: keepsMask,
  refuses: (args, inputs): Refusal[] => {
    const wrong = attentionCount('MultiHeadAttention', inputs);
    if (wrong.length > 0) return wrong;
    const faulty = attentionArgRefusals('MultiHeadAttention', args);
    if (faulty.length > 0) return faulty;
    const given = attentionInputs(inputs);
    const refuse = (rule: string, arg: string | null, message: string): Refusal[] => [
      { rule, arg, message: `MultiHeadAttention: ${message}` },
    ];
    const unequal = unequalSteps('MultiHeadAttention', given);
    if (unequal.length > 0) return unequal;
    const short = inputs.find(({ length }) => length < 2);
    if (short)
      return refuse('rank-mismatch', null, `takes inputs with at least 2 axes, but gets ${formatShape(short)}`);
    const open = inputs.find((shape) => shape.at(-1) === null);
    if (open)
      return refuse(
        'rank-mismatch',
        null,
        `the last axis of its inputs must be known, but is None in ${formatShape(open)}`,
      );
    const rank = given.value.length;
    const missing = args.attentionAxes?.find((axis) => resolveAxis(axis, rank) === null);
    if (missing !== undefined)
      return refuse('invalid-argument', 'attentionAxes', `there is no axis ${missing} in ${formatShape(given.value)}`);
    return [];
  },
  outputs: (args, inputs) => {
    const { query } = attentionInputs(inputs);
    const output = args.outputShape ? [...query.slice(0, -1), ...args.outputShape] : query;
    if (!wantsScores(args)) return [output];
    return [output, runs(args) ? scores(args, inputs) : [query[0]!, args.numHeads, query[1]!, query[1]!]];
  },
  weights: (args, inputs) => projections(args, inputs),
  macs: (args, inputs, [output]) => {
    const { query, value, key } = attentionInputs(inputs);
    const { numHeads, keyDim } = args;
    const valueDim = args.valueDim ?? keyDim;
    const places = (shape: Shape) => elementCount(shape.slice(1, -1));
    const each = (shape: Shape, size: Dim) =>
      multiplyCounts(places(shape), elementCount([shape.at(-1)!, numHeads, size]));
    const mixed = attentionMacs([...query.slice(1, -1), numHeads], key.slice(1, -1), [keyDim, valueDim]);
    const last = multiplyCounts(places(query), elementCount([numHeads, valueDim, ...output!.slice(query.length - 1)]));
    return addCounts(
      sumCounts([
        each(query, keyDim),
        each(key, keyDim),
        each(value, valueDim),
        ...(args.useGate ? [each(query, valueDim)] : []),
      ]),
      addCounts(mixed, last),
    );
  },
});

/**
 * True where the layer computes: on data, or in the body of another layer. Where Keras only infers the shape, it gives the
 * scores the length of the query twice, whatever the length of the key (`compute_output_spec`, 3.15).
 */
function runs(args: Readonly<Record<string, unknown>>): boolean {
  return args.runs === true;
}

/** Each query with each key, along the axes that are attended to. */
function scores({ numHeads, attentionAxes }: ScoreValues, inputs: readonly Shape[]): Shape {
  const { query, key } = attentionInputs(inputs);
  const places = query.map((_, axis) => axis).slice(1, -1);
  const attended = attentionAxes?.map((axis) => resolveAxis(axis, query.length)!) ?? places;
  const others = places.filter((axis) => !attended.includes(axis)).map((axis) => query[axis]!);
  const along = (shape: Shape): Shape => attended.map((axis) => shape[axis]!);
  return [query[0]!, ...others, numHeads, ...along(query), ...along(key)];
}

/** Query, key, gate, value and output, in the order in which Keras makes them. */
function projections(values: Values, inputs: readonly Shape[]): Weight[] {
  const { query, value, key } = attentionInputs(inputs);
  const { numHeads, keyDim, useBias, useGate } = values;
  const valueDim = values.valueDim ?? keyDim;
  return [
    ...projection([query.at(-1)!], [numHeads, keyDim], useBias),
    ...projection([key.at(-1)!], [numHeads, keyDim], useBias),
    ...(useGate ? projection([query.at(-1)!], [numHeads, valueDim], useBias) : []),
    ...projection([value.at(-1)!], [numHeads, valueDim], useBias),
    ...projection([numHeads, valueDim], values.outputShape ?? [query.at(-1)!], useBias),
  ];
}
