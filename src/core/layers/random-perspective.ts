/** RandomPerspective: tilts images. */
import { amount, choice } from './args';
import { augmentationLayer, fillValueArg, strength } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomPerspective = augmentationLayer({
  name: 'RandomPerspective',
  summary: 'Tilts images in training.',
  args: {
    factor: strength({ default: 1, from: 0, to: 1, doc: 'Strength of the change' }),
    scale: amount({ default: 1, min: 0, max: 1, doc: 'How far corners move' }),
    interpolation: choice(['nearest', 'bilinear'], { default: 'bilinear', doc: 'How pixels are put between others' }),
    fillValue: fillValueArg(),
    seed: seedArg(),
    dataFormat: dataFormat(),
  },
});
