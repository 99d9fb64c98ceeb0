/** index-out-of-range: an array is indexed by more axes than it has. */
import { faultRule } from './faults';

export const indexOutOfRange = faultRule({
  name: 'index-out-of-range',
  summary: 'An array is indexed by more axes than it has.',
  why: `Every index takes one axis away. NumPy stops with *too many indices for array*.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras.datasets import mnist
(x_train, y_train), _ = mnist.load_data()
first = x_train[0, :, :, 0]
`,
      good: `from keras.datasets import mnist
(x_train, y_train), _ = mnist.load_data()
first = x_train[0, :, :]
`,
    },
  ],
});
