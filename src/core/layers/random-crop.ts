/** RandomCrop: a piece of images, chosen at random in training. */
import { inert } from './args';
import { dataFormat } from './data-format';
import { defineLayer } from './definition';
import { imageSizeArg } from './image-size';
import { seedArg } from './noise';

export const randomCrop = defineLayer({
  name: 'RandomCrop',
  summary: 'Cuts a piece out of images, at random in training, from the middle otherwise.',
  frameworks: ['keras'],
  args: {
    height: imageSizeArg('Height of the output'),
    width: imageSizeArg('Width of the output'),
    seed: seedArg(),
    dataFormat: dataFormat(),
    boundingBoxFormat: inert({ namedOnly: true, doc: 'How bounding boxes are written' }),
  },
  commonByPosition: ['name'],
  rank: ({ dataFormat: format }) => ({ min: format === 'channels_first' ? 2 : 3 }),
  output: ({ height, width, dataFormat: format }, input) => {
    const first = input.length - (format === 'channels_first' ? 2 : 3);
    return input.map((dim, axis) => (axis === first ? height : axis === first + 1 ? width : dim));
  },
});
