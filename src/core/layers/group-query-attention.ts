/** GroupQueryAttention: attention whose heads share keys and values in groups. */
import { addCounts, elementCount, multiplyCounts, sumCounts } from '../shape/count';
import { type Dim, formatShape, isKnown, isSymbolic, type Shape } from '../shape/dim';
import { amount, flag } from './args';
import {
  attentionArgRefusals,
  attentionKernelArgs,
  flashArg,
  gateArg,
  headArg,
  projection,
  slidingWindowArg,
} from './attention-args';
import { wantsScores } from './attention-dot';
import { attentionCount, attentionInputs, attentionMacs, unequalSteps } from './attention-inputs';
import { defineManyLayer, type Refusal } from './definition';
import { keepsMask } from './masks';
import { lateSeedArg } from './noise';

export const groupQueryAttention = defineManyLayer({
  // Its public name is not that of its class.
  name: 'GroupedQueryAttention',
  aliases: ['GroupQueryAttention'],
  holdsLayers: true,
  summary: 'Attention in several heads, of which groups share their keys and values.',
  frameworks: ['keras'],
  args: {
    headDim: headArg('Size of each head'),
    numQueryHeads: headArg('Number of heads of the query'),
    numKeyValueHeads: headArg('Number of heads of key and value'),
    dropout: amount({ default: 0, min: 0, max: 1, doc: 'Share of the scores that is dropped in training' }),
    useBias: flag({ default: true, doc: 'Add a bias in each projection' }),
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
    const { numQueryHeads, numKeyValueHeads } = args;
    const wrong = attentionCount('GroupQueryAttention', inputs);
    if (wrong.length > 0) return wrong;
    const faulty = attentionArgRefusals('GroupQueryAttention', args);
    if (faulty.length > 0) return faulty;
    const refuse = (rule: string, arg: string | null, message: string): Refusal[] => [
      { rule, arg, message: `GroupQueryAttention: ${message}` },
    ];
    if (isKnown(numQueryHeads) && isKnown(numKeyValueHeads) && numQueryHeads % numKeyValueHeads !== 0) {
      const message = `${numKeyValueHeads} heads of key and value do not divide ${numQueryHeads} heads of the query`;
      return refuse('invalid-argument', 'numKeyValueHeads', message);
    }
    const given = attentionInputs(inputs);
    const odd = inputs.find(({ length }) => length !== 3);
    if (odd) return refuse('rank-mismatch', null, `takes inputs with 3 axes, but gets ${formatShape(odd)}`);
    const [features, valueFeatures] = [given.query.at(-1)!, given.value.at(-1)!];
    if (differ(features, valueFeatures))
      return refuse(
        'merge-shape-mismatch',
        null,
        `query and value must have the same features, but are ${formatShape(given.query)} and ${formatShape(given.value)}`,
      );
    const open = inputs.find((shape) => shape.at(-1) === null);
    if (open)
      return refuse(
        'rank-mismatch',
        null,
        `the last axis of its inputs must be known, but is None in ${formatShape(open)}`,
      );
    return unequalSteps('GroupQueryAttention', given);
  },
  outputs: (args, inputs) => {
    const { query, key } = attentionInputs(inputs);
    return wantsScores(args) ? [query, [query[0]!, args.numQueryHeads, query[1]!, key[1]!]] : [query];
  },
  // Query, key, gate, value and output, in the order in which Keras makes them.
  weights: ({ headDim, numQueryHeads, numKeyValueHeads, useBias, useGate }, inputs) => {
    const { query, value, key } = attentionInputs(inputs);
    return [
      ...projection([query.at(-1)!], [numQueryHeads, headDim], useBias),
      ...projection([key.at(-1)!], [numKeyValueHeads, headDim], useBias),
      ...(useGate ? projection([query.at(-1)!], [numQueryHeads, headDim], useBias) : []),
      ...projection([value.at(-1)!], [numKeyValueHeads, headDim], useBias),
      ...projection([numQueryHeads, headDim], [query.at(-1)!], useBias),
    ];
  },
  macs: ({ headDim, numQueryHeads, numKeyValueHeads, useGate }, inputs) => {
    const { query, value, key } = attentionInputs(inputs);
    const each = (shape: Shape, heads: Dim) =>
      multiplyCounts(elementCount(shape.slice(1)), elementCount([heads, headDim]));
    const ofQuery = useGate ? 3 : 2;
    return addCounts(
      sumCounts([
        multiplyCounts(ofQuery, each(query, numQueryHeads)),
        each(key, numKeyValueHeads),
        each(value, numKeyValueHeads),
      ]),
      attentionMacs([query[1]!, numQueryHeads], [key[1]!], [headDim, headDim]),
    );
  },
});

function differ(a: Dim, b: Dim): boolean {
  return !isSymbolic(a) && !isSymbolic(b) && a !== b;
}
