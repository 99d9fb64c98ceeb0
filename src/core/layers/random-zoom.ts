/** RandomZoom: zooms images. */
import { choice } from './args';
import { augmentationLayer, fillValueArg, strength } from './augmentation';
import { dataFormat } from './data-format';
import { seedArg } from './noise';

export const randomZoom = augmentationLayer({
  name: 'RandomZoom',
  summary: 'Zooms images in training.',
  args: {
    heightFactor: strength({ from: -1, to: 1, each: true, openStart: true, doc: 'How much along the height' }),
    widthFactor: strength({
      default: null,
      from: -1,
      to: 1,
      each: true,
      openStart: true,
      optional: true,
      doc: 'How much along the width; as the height if not given',
    }),
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
