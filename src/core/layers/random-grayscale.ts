/** RandomGrayscale: takes all colour away. */
import { amount } from './args';
import { augmentationLayer } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomGrayscale = augmentationLayer({
  name: 'RandomGrayscale',
  summary: 'Takes all colour away from some images in training.',
  dtype: 'kept',
  args: {
    factor: amount({ default: 0.5, min: 0, max: 1, doc: 'Share of the images' }),
    dataFormat: dataFormat(),
    seed: seedArg(),
  },
});
