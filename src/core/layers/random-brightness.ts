/** RandomBrightness: changes the brightness. */
import { augmentationLayer, strength, valueRangeArg } from './augmentation';
import { seedArg } from './noise';

export const randomBrightness = augmentationLayer({
  name: 'RandomBrightness',
  summary: 'Changes the brightness in training.',
  args: {
    factor: strength({ from: -1, to: 1, noneIsZero: true, doc: 'Strength of the change' }),
    valueRange: valueRangeArg(),
    seed: seedArg(),
  },
});
