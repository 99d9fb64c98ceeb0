/** Solarization: inverts bright values. */
import { augmentationLayer, strength, valueRangeArg } from './augmentation';
import { seedArg } from './noise';

export const solarization = augmentationLayer({
  name: 'Solarization',
  summary: 'Inverts the values above a threshold in training.',
  args: {
    additionFactor: strength({ default: 0, from: 0, to: 1, each: true, doc: 'What is added first' }),
    thresholdFactor: strength({ default: 0, from: 0, to: 1, each: true, doc: 'Where the inversion begins' }),
    valueRange: valueRangeArg(),
    seed: seedArg(),
  },
});
