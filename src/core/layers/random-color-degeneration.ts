/** RandomColorDegeneration: takes colour away. */
import { formatShape, isKnown } from '../shape/dim';
import { augmentationLayer, strength, valueRangeArg } from './augmentation';
import { type DataFormat, dataFormat } from './data-format';
import type { Refusal } from './definition';
import { seedArg } from './noise';

export const randomColorDegeneration = augmentationLayer({
  name: 'RandomColorDegeneration',
  summary: 'Takes colour away in training.',
  args: {
    factor: strength({ from: -1, to: 1, doc: 'Strength of the change' }),
    valueRange: valueRangeArg(),
    dataFormat: dataFormat(),
    seed: seedArg(),
  },
  // The only one of its kind that is computed to tell its shape.
  refuses: ({ dataFormat: format }: { readonly dataFormat: DataFormat }, input): Refusal[] => {
    const channels = input.at(format === 'channels_first' ? -3 : -1)!;
    if (!isKnown(channels) || channels === 3) return [];
    const message = `RandomColorDegeneration: takes images with 3 channels, but gets ${channels} in ${formatShape(input)}`;
    return [{ rule: 'invalid-argument', arg: null, message }];
  },
});
