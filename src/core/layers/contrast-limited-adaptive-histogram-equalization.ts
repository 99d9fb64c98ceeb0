/** ContrastLimitedAdaptiveHistogramEqualization: spreads values within tiles. */
import { inert } from './args';
import { augmentationLayer, uncheckedValueRangeArg } from './augmentation';
import { dataFormat } from './data-format';

export const contrastLimitedAdaptiveHistogramEqualization = augmentationLayer({
  name: 'ContrastLimitedAdaptiveHistogramEqualization',
  summary: 'Spreads the values of each image within tiles.',
  args: {
    valueRange: uncheckedValueRangeArg(),
    clipLimit: inert({ default: 4, doc: 'Limit of the contrast' }),
    tileGridSize: inert({ default: [8, 8], doc: 'Number of tiles' }),
    dataFormat: dataFormat(),
  },
});
