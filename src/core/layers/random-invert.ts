/** RandomInvert: inverts images. */
import { augmentationLayer, strength, uncheckedValueRangeArg } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomInvert = augmentationLayer({
  name: 'RandomInvert',
  summary: 'Inverts the values of some images in training.',
  args: {
    factor: strength({ default: 1, from: 0, to: 1, doc: 'Strength of the change' }),
    valueRange: uncheckedValueRangeArg(),
    seed: seedArg(),
    dataFormat: dataFormat(),
  },
});
