/** RandomContrast: changes the contrast. */
import { augmentationLayer, strength, uncheckedValueRangeArg } from './augmentation';
import { seedArg } from './noise';

export const randomContrast = augmentationLayer({
  name: 'RandomContrast',
  summary: 'Changes the contrast in training.',
  args: {
    factor: strength({ from: 0, to: 1, doc: 'Strength of the change' }),
    valueRange: uncheckedValueRangeArg(),
    seed: seedArg(),
  },
});
