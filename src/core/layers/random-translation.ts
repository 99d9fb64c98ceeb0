/** RandomTranslation: shifts images. */
import { choice } from './args';
import { augmentationLayer, fillValueArg, strength } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomTranslation = augmentationLayer({
  name: 'RandomTranslation',
  summary: 'Shifts images in training.',
  args: {
    heightFactor: strength({ from: -1, to: 1, each: true, doc: 'How far along the height' }),
    widthFactor: strength({ from: -1, to: 1, each: true, doc: 'How far along the width' }),
    fillMode: choice(['reflect', 'wrap', 'constant', 'nearest'], {
      default: 'reflect',
      doc: 'What lies beyond the edges',
    }),
    interpolation: choice(['nearest', 'bilinear'], { default: 'bilinear', doc: 'How pixels are put between others' }),
    seed: seedArg(),
    fillValue: fillValueArg(),
    dataFormat: dataFormat(),
  },
});
