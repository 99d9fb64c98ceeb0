/** RandomHue: shifts the hue. */
import { augmentationLayer, strength, uncheckedValueRangeArg } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomHue = augmentationLayer({
  name: 'RandomHue',
  summary: 'Shifts the hue in training.',
  args: {
    factor: strength({ from: 0, to: 1, doc: 'Strength of the change' }),
    valueRange: uncheckedValueRangeArg(),
    dataFormat: dataFormat(),
    seed: seedArg(),
  },
});
