/** unpack-mismatch: values are unpacked into another number of names. */
import { faultRule } from './faults';

export const unpackMismatch = faultRule({
  name: 'unpack-mismatch',
  summary: 'Values are unpacked into another number of names.',
  why: `\`a, b, c = values\` needs exactly three values. Python stops with *too many values to unpack* or *not enough values to unpack*.
A common cause is the shape of an image array: grey images as they are loaded have three axes, \`(n, height, width)\`.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras.datasets import mnist
(x_train, y_train), _ = mnist.load_data()
n, h, w, c = x_train.shape
`,
      good: `from keras.datasets import mnist
(x_train, y_train), _ = mnist.load_data()
n, h, w = x_train.shape
`,
    },
  ],
});
