/** RandomErasing: blots out a piece. */
import { augmentationLayer, fillValueArg, strength, uncheckedValueRangeArg } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomErasing = augmentationLayer({
  name: 'RandomErasing',
  summary: 'Blots out a piece of each image in training.',
  args: {
    factor: strength({ default: 1, from: 0, to: 1, doc: 'Strength of the change' }),
    scale: strength({ default: [0.02, 0.33], from: 0, to: 1, doc: 'Size of the piece' }),
    fillValue: fillValueArg(null),
    valueRange: uncheckedValueRangeArg(),
    seed: seedArg(),
    dataFormat: dataFormat(),
  },
});
