/** Conv1DTranspose: a convolution turned round, which enlarges a sequence. */
import { transposedConvolutionLayer } from './convolution-transpose';

export const conv1dTranspose = transposedConvolutionLayer({
  name: 'Conv1DTranspose',
  aliases: ['Convolution1DTranspose'],
  summary: 'Spreads each input element along a sequence with a kernel; the opposite of Conv1D.',
  rank: 1,
  frameworks: ['keras'],
});
