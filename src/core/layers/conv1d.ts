/** Conv1D: a kernel that slides along the steps of a sequence. */
import { convolutionLayer } from './convolution';

export const conv1d = convolutionLayer({
  name: 'Conv1D',
  aliases: ['Convolution1D'],
  summary: 'Slides kernels along a sequence; each filter sees all input channels at once.',
  rank: 1,
});
