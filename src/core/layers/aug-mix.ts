/** AugMix: mixes chains of changes. */
import { choice, inert } from './args';
import { augmentationLayer, strength, valueRangeArg } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const augMix = augmentationLayer({
  name: 'AugMix',
  summary: 'Mixes an image with chains of changes of it.',
  args: {
    valueRange: valueRangeArg(),
    numChains: inert({ default: 3, doc: 'Number of chains' }),
    chainDepth: inert({ default: 3, doc: 'Changes in a chain' }),
    factor: strength({ default: 0.3, from: 0, to: 1, each: true, doc: 'Strength of the change' }),
    alpha: inert({ default: 1, doc: 'Spread of the shares' }),
    allOps: inert({ default: true, doc: 'Use all changes' }),
    interpolation: choice(['nearest', 'bilinear'], { default: 'bilinear', doc: 'How pixels are put between others' }),
    seed: seedArg(),
    dataFormat: dataFormat(),
  },
});
