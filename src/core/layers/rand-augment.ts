/** RandAugment: applies changes at random. */
import { choice, inert } from './args';
import { augmentationLayer, strength, valueRangeArg } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randAugment = augmentationLayer({
  name: 'RandAugment',
  summary: 'Applies some changes, chosen at random, in training.',
  args: {
    valueRange: valueRangeArg(),
    numOps: inert({ default: 2, doc: 'Number of changes' }),
    factor: strength({ default: 0.5, from: 0, to: 1, each: true, doc: 'Strength of the change' }),
    interpolation: choice(['nearest', 'bilinear'], { default: 'bilinear', doc: 'How pixels are put between others' }),
    seed: seedArg(),
    dataFormat: dataFormat(),
  },
});
