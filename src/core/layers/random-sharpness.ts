/** RandomSharpness: changes the sharpness. */
import { augmentationLayer, strength, valueRangeArg } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomSharpness = augmentationLayer({
  name: 'RandomSharpness',
  summary: 'Changes the sharpness in training.',
  args: {
    factor: strength({ from: 0, to: 1, doc: 'Strength of the change' }),
    valueRange: valueRangeArg(),
    dataFormat: dataFormat(),
    seed: seedArg(),
  },
});
