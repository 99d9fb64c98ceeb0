/** Conv2D: a kernel that slides over height and width. */
import { convolutionLayer } from './convolution';

export const conv2d = convolutionLayer({
  name: 'Conv2D',
  aliases: ['Convolution2D'],
  summary: 'Slides kernels over height and width; each filter sees all input channels at once.',
  rank: 2,
});
