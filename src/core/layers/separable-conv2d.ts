/** SeparableConv2D: first each channel alone, then a mix of channels at each place. */
import { separableConvolutionLayer } from './convolution-separable';

export const separableConv2d = separableConvolutionLayer({
  name: 'SeparableConv2D',
  aliases: ['SeparableConvolution2D'],
  summary: 'Convolves each channel apart over height and width, then mixes the channels.',
  rank: 2,
});
