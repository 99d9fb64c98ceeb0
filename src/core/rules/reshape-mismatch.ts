/** reshape-mismatch: an array is given a shape with another number of elements. */
import { faultRule } from './faults';

export const reshapeMismatch = faultRule({
  name: 'reshape-mismatch',
  summary: 'An array is reshaped to another number of elements.',
  why: `Reshaping keeps every number, so the product of the sizes must stay the same; one size may be \`-1\` and follows from the others.
NumPy stops with *cannot reshape array of size 47040000 into shape (60000,28,28,3)*. A new shape makes no channels: a grey image
becomes a colour image by repeating, not by reshaping.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras.datasets import mnist
(x_train, y_train), _ = mnist.load_data()
x_train = x_train.reshape(60000, 28, 28, 3)
`,
      good: `from keras.datasets import mnist
(x_train, y_train), _ = mnist.load_data()
x_train = x_train.reshape(60000, 28, 28, 1)
`,
    },
  ],
});
