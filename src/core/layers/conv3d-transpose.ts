/** Conv3DTranspose: a convolution turned round, which enlarges depth, height and width. */
import { transposedConvolutionLayer } from './convolution-transpose';

export const conv3dTranspose = transposedConvolutionLayer({
  name: 'Conv3DTranspose',
  aliases: ['Convolution3DTranspose'],
  summary: 'Spreads each input element over depth, height and width with a kernel; the opposite of Conv3D.',
  rank: 3,
});
