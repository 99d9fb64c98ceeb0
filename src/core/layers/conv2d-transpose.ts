/** Conv2DTranspose: a convolution turned round, which enlarges height and width. */
import { transposedConvolutionLayer } from './convolution-transpose';

export const conv2dTranspose = transposedConvolutionLayer({
  name: 'Conv2DTranspose',
  aliases: ['Convolution2DTranspose'],
  summary: 'Spreads each input element over height and width with a kernel; the opposite of Conv2D.',
  rank: 2,
});
