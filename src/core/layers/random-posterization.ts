/** RandomPosterization: keeps fewer bits. */
import { augmentationLayer, strength, valueRangeArg } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomPosterization = augmentationLayer({
  name: 'RandomPosterization',
  summary: 'Keeps fewer bits of each value in training.',
  args: {
    factor: strength({ from: 1, to: 8, doc: 'Number of bits' }),
    valueRange: valueRangeArg(),
    dataFormat: dataFormat(),
    seed: seedArg(),
  },
});
