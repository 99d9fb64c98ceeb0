/** AutoContrast: stretches the values of each image over the whole range. */
import { augmentationLayer, valueRangeArg } from './augmentation';

export const autoContrast = augmentationLayer({
  name: 'AutoContrast',
  summary: 'Stretches the values of each image over the whole range.',
  args: {
    valueRange: valueRangeArg(),
  },
});
