/** CenterCrop: the middle of images. */
import { isKnown } from '../shape/dim';
import { inert } from './args';
import { dataFormat } from './data-format';
import { defineLayer } from './definition';
import { imageSizeArg, resized } from './image-size';

export const centerCrop = defineLayer({
  frameworks: ['keras'],
  name: 'CenterCrop',
  summary: 'Cuts the middle out of images, or resizes those that are smaller.',
  args: {
    height: imageSizeArg('Height of the output'),
    width: imageSizeArg('Width of the output'),
    dataFormat: dataFormat({ frameworks: ['keras'] }),
    boundingBoxFormat: inert({ namedOnly: true, frameworks: ['keras'], doc: 'How bounding boxes are written' }),
  },
  rank: [3, 4],
  output: (args, input) => resized(args, input),
  // What is too small is resized; else it is cut, and where a size is open both come out open.
  traced: (args, input) => {
    const sized = resized(args, input);
    const sides = sized.flatMap((size, axis) => (size === input[axis] ? [] : [[size, input[axis]!] as const]));
    const isSmall = sides.some(([wanted, size]) => isKnown(wanted) && isKnown(size) && size < wanted);
    const isOpen = sides.some(([, size]) => size === null);
    return isOpen && !isSmall ? resized({ ...args, height: null, width: null }, input) : sized;
  },
});
