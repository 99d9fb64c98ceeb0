/** ConvLSTM2DCell of TensorFlow.js: one step of ConvLSTM2D. */
import { inert, size } from './args';
import { kernelSizeArg } from './convolution';
import { defineManyLayer } from './definition';

export const convLSTM2dCell = defineManyLayer({
  name: 'ConvLSTM2DCell',
  summary: 'One step of ConvLSTM2D.',
  frameworks: ['tfjs'],
  args: {
    filters: size({ doc: 'Number of output channels' }),
    kernelSize: kernelSizeArg(2),
    strides: inert({ doc: 'Step of the window' }),
    padding: inert({ doc: 'How the edges are treated' }),
    dataFormat: inert({ doc: 'Where the channels are' }),
    dilationRate: inert({ doc: 'Distance between the elements of the window' }),
  },
  unknown: () => 'a cell by itself is not followed',
  outputs: () => [],
});
