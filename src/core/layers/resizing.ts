/** Resizing: images brought to a height and a width. */

import { formatShape } from '../shape/dim';
import { type ArgSpec, choice, flag, inert } from './args';
import { dataFormat } from './data-format';
import { defineLayer, type Refusal } from './definition';
import { imageSizeArg, resized } from './image-size';

export const resizing = defineLayer({
  frameworks: ['keras'],
  name: 'Resizing',
  summary: 'Brings images to a height and a width.',
  args: {
    height: imageSizeArg('Height of the output'),
    width: imageSizeArg('Width of the output'),
    interpolation: interpolationArg(),
    cropToAspectRatio: flag({ default: false, doc: 'Cut off what does not fit' }),
    padToAspectRatio: flag({ default: false, frameworks: ['keras'], doc: 'Fill up what is missing' }),
    fillMode: inert({ default: 'constant', frameworks: ['keras'], doc: 'What lies beyond the edges' }),
    fillValue: inert({ default: 0, frameworks: ['keras'], doc: 'The value put in there' }),
    antialias: flag({ default: false, frameworks: ['keras'], doc: 'Smooth before making smaller' }),
    dataFormat: dataFormat({ frameworks: ['keras'] }),
    boundingBoxFormat: inert({ namedOnly: true, frameworks: ['keras'], doc: 'How bounding boxes are written' }),
  },
  // Keras looks at it only when it runs.
  refuses: (_, input, { framework }): Refusal[] =>
    input.length === 3 || input.length === 4 || (framework === 'tfjs' && input.length > 4)
      ? []
      : [
          {
            rule: 'rank-mismatch',
            arg: null,
            message: `Resizing takes an image or a batch of them, but gets ${formatShape(input)}`,
          },
        ],
  output: (args, input, { framework }) =>
    // TensorFlow.js gives three axes, whatever it is given.
    framework === 'tfjs' ? [args.height, args.width, input[2]!] : resized(args, input),
});

/** Keras looks at it only when it runs. */
function interpolationArg(): ArgSpec<unknown> {
  const words = choice(['bilinear', 'nearest'], { default: 'bilinear', doc: 'How pixels are put between others' });
  const any = inert({ default: 'bilinear', doc: words.doc });
  return { ...any, read: (plain, target) => (target.framework === 'tfjs' ? words : any).read(plain, target) };
}
