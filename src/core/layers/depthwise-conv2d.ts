/** DepthwiseConv2D: each channel has kernels of its own. */
import { depthwiseConvolutionLayer } from './convolution-depthwise';

export const depthwiseConv2d = depthwiseConvolutionLayer({
  name: 'DepthwiseConv2D',
  summary: 'Convolves each channel apart over height and width.',
  rank: 2,
});
