/** RandomFlip: mirrors images. */
import { inert } from './args';
import { augmentationLayer } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomFlip = augmentationLayer({
  name: 'RandomFlip',
  summary: 'Mirrors images in training.',
  args: {
    mode: inert({ default: 'horizontal_and_vertical', doc: 'Along which axes' }),
    seed: seedArg(),
    dataFormat: dataFormat(),
  },
});
