/** RandomElasticTransform: bends images. */
import { choice } from './args';
import { augmentationLayer, fillValueArg, strength, uncheckedValueRangeArg } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomElasticTransform = augmentationLayer({
  name: 'RandomElasticTransform',
  summary: 'Bends images in training.',
  args: {
    factor: strength({ default: 1, from: 0, to: 1, doc: 'Strength of the change' }),
    scale: strength({ default: 1, from: 0, to: 1, doc: 'How far pixels move' }),
    interpolation: choice(['nearest', 'bilinear'], { default: 'bilinear', doc: 'How pixels are put between others' }),
    fillMode: choice(['constant', 'nearest', 'wrap', 'mirror', 'reflect'], {
      default: 'reflect',
      doc: 'What lies beyond the edges',
    }),
    fillValue: fillValueArg(),
    valueRange: uncheckedValueRangeArg(),
    seed: seedArg(),
    dataFormat: dataFormat(),
  },
});
