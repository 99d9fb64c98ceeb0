/** RandomGaussianBlur: blurs images. */
import { augmentationLayer, strength, uncheckedValueRangeArg } from './augmentation';
import { oddArg } from './augmentation-numbers';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomGaussianBlur = augmentationLayer({
  name: 'RandomGaussianBlur',
  summary: 'Blurs images in training.',
  args: {
    factor: strength({ default: 1, from: 0, to: 1, doc: 'Strength of the change' }),
    kernelSize: oddArg(),
    sigma: strength({ default: 1, from: 0, to: 1, doc: 'Width of the blur' }),
    valueRange: uncheckedValueRangeArg(),
    dataFormat: dataFormat(),
    seed: seedArg(),
  },
});
