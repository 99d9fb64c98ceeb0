/** RepeatVector: a vector several times, as the steps of a sequence. */
import { size } from './args';
import { defineLayer } from './definition';

export const repeatVector = defineLayer({
  name: 'RepeatVector',
  summary: 'Makes a sequence in which every step is the same vector.',
  affine: true,
  args: { n: size({ strict: true, minInTfjs: 0, doc: 'Number of steps' }) },
  rank: 2,
  output: ({ n }, input) => [input[0]!, n, input[1]!],
});
