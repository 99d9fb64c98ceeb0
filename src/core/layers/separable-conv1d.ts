/** SeparableConv1D: first each channel alone, then a mix of channels at each place. */
import { separableConvolutionLayer } from './convolution-separable';

export const separableConv1d = separableConvolutionLayer({
  name: 'SeparableConv1D',
  aliases: ['SeparableConvolution1D'],
  summary: 'Convolves each channel apart along a sequence, then mixes the channels.',
  rank: 1,
  frameworks: ['keras'],
});
