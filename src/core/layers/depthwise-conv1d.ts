/** DepthwiseConv1D: each channel has kernels of its own. */
import { depthwiseConvolutionLayer } from './convolution-depthwise';

export const depthwiseConv1d = depthwiseConvolutionLayer({
  name: 'DepthwiseConv1D',
  summary: 'Convolves each channel apart along a sequence.',
  rank: 1,
  frameworks: ['keras'],
});
