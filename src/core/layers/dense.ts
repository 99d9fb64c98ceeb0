/** Dense: every output is a weighted sum of all inputs along the last axis. */
import { elementCount, multiplyCounts } from '../shape/count';
import { flag, inert, size } from './args';
import { bias, defineLayer } from './definition';
import { loraArgs, loraRefusals, withLora } from './lora';
import { keepsMask } from './masks';
import { activation, kernelAndBiasArgs } from './words';

export const dense = defineLayer({
  name: 'Dense',
  summary: 'Weighted sums over the last axis.',
  masking: keepsMask,
  args: {
    units: size({ doc: 'Number of outputs' }),
    activation: activation(),
    useBias: flag({ default: true, doc: 'Add one number per output' }),
    ...kernelAndBiasArgs(),
    ...loraArgs(),
    quantizationConfig: inert({ frameworks: ['keras'], since: [3, 13], doc: 'How the weights are quantized' }),
  },
  rank: { min: 2 },
  linear: true,
  refuses: ({ loraRank, kernelConstraint }, input) =>
    input.at(-1) === null
      ? [{ rule: 'rank-mismatch', arg: null, message: 'Dense: the last axis of the input must be known, but is None' }]
      : loraRefusals('Dense', { loraRank }, kernelConstraint),
  output: ({ units }, input) => [...input.slice(0, -1), units],
  weights: ({ units, useBias, loraRank }, input) =>
    withLora([{ name: 'kernel', shape: [input.at(-1)!, units], trainable: true }, ...bias(units, useBias)], {
      loraRank,
    }),
  macs: ({ units }, input) => multiplyCounts(elementCount(input.slice(1)), units),
});
