/** broadcast-mismatch: two arrays in one expression have shapes that do not fit. */
import { faultRule } from './faults';

export const broadcastMismatch = faultRule({
  name: 'broadcast-mismatch',
  summary: 'Two arrays in one expression have shapes that do not fit together.',
  why: `Arithmetic on arrays lays their last axes over each other. Two sizes fit if they are equal or one of them is 1, which is
stretched. NumPy stops with *operands could not be broadcast together*.`,
  examples: [
    {
      languageId: 'python',
      bad: `import numpy as np
total = np.zeros((100, 28, 28)) + np.ones((100,))
`,
      good: `import numpy as np
total = np.zeros((100, 28, 28)) + np.ones((100, 1, 1))
`,
    },
  ],
});
