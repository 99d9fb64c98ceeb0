/** Conv3D: a kernel that slides over depth, height and width. */
import { convolutionLayer } from './convolution';

export const conv3d = convolutionLayer({
  name: 'Conv3D',
  aliases: ['Convolution3D'],
  summary: 'Slides kernels over depth, height and width; each filter sees all input channels at once.',
  rank: 3,
});
