/** MixUp: mixes two images. */
import { inert } from './args';
import { augmentationLayer } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const mixUp = augmentationLayer({
  name: 'MixUp',
  summary: 'Mixes two images of the batch.',
  args: {
    alpha: inert({ default: 0.2, doc: 'Spread of the shares' }),
    dataFormat: dataFormat(),
    seed: seedArg(),
  },
});
