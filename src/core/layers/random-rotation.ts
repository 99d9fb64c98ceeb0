/** RandomRotation: turns images. */
import { choice } from './args';
import { augmentationLayer, fillValueArg, strength } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomRotation = augmentationLayer({
  name: 'RandomRotation',
  summary: 'Turns images in training.',
  args: {
    factor: strength({ from: -1, to: 1, noneIsZero: true, doc: 'Greatest angle as a share of a full turn' }),
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
