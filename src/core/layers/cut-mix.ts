/** CutMix: puts a piece of one image into another. */
import { augmentationLayer, strength } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const cutMix = augmentationLayer({
  name: 'CutMix',
  summary: 'Puts a piece of one image of the batch into another.',
  args: {
    factor: strength({ default: 1, from: 0, to: 1, doc: 'Strength of the change' }),
    seed: seedArg(),
    dataFormat: dataFormat(),
  },
});
