/** RandomShear: shears images. */
import { choice } from './args';
import { augmentationLayer, fillValueArg, strength } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomShear = augmentationLayer({
  name: 'RandomShear',
  summary: 'Shears images in training.',
  args: {
    xFactor: strength({ default: 0, from: 0, to: 1, each: true, doc: 'Strength along the width' }),
    yFactor: strength({ default: 0, from: 0, to: 1, each: true, doc: 'Strength along the height' }),
    interpolation: choice(['nearest', 'bilinear'], { default: 'bilinear', doc: 'How pixels are put between others' }),
    fillMode: choice(['reflect', 'wrap', 'constant', 'nearest'], {
      default: 'reflect',
      doc: 'What lies beyond the edges',
    }),
    fillValue: fillValueArg(),
    dataFormat: dataFormat(),
    seed: seedArg(),
  },
});
