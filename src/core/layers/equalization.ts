/** Equalization: brings all values to the same share. */
import { inert } from './args';
import { augmentationLayer, valueRangeArg } from './augmentation';
import { dataFormat } from './data-format';

export const equalization = augmentationLayer({
  name: 'Equalization',
  summary: 'Spreads the values of each image so that all are equally frequent.',
  dtype: 'kept',
  args: {
    valueRange: valueRangeArg(),
    bins: inert({ default: 256, doc: 'Number of values that are told apart' }),
    dataFormat: dataFormat(),
  },
});
