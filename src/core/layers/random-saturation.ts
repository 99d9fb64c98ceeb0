/** RandomSaturation: changes the saturation. */
import { augmentationLayer, strength, valueRangeArg } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomSaturation = augmentationLayer({
  name: 'RandomSaturation',
  summary: 'Changes the saturation in training.',
  args: {
    factor: strength({ from: -1, to: 1, doc: 'Strength of the change' }),
    valueRange: valueRangeArg(),
    dataFormat: dataFormat(),
    seed: seedArg(),
  },
});
