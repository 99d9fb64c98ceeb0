/** Helpers of the Keras 2 backend that layers of programs still call. */
import { expect, it } from 'vitest';
import { analyze, layerRows } from '../../../src/core';

it.each([
  ['1d', 'keras.Input((8, 3))', '(3, 3, 5)'],
  ['2d', 'keras.Input((8, 8, 3))', '(3, 3, 3, 5)'],
  ['3d', 'keras.Input((8, 8, 8, 3))', '(3, 3, 3, 3, 5)'],
])('_preprocess_conv%s_input leaves what has its channels last', (rank, input, kernel) => {
  const text = `import keras
from keras import ops
from keras.src.legacy.backend import _preprocess_conv${rank}_input, _preprocess_padding
class Own(keras.Layer):
    def build(self, shape):
        self.kernel = self.add_weight(shape=${kernel})
    def call(self, x):
        x, order = _preprocess_conv${rank}_input(x, "channels_last")
        return ops.conv(x, self.kernel, padding="same" if _preprocess_padding("same") == "SAME" and order.endswith("C") else "valid")
Own()(${input})
`;
  const own = layerRows(analyze({ kind: 'file', languageId: 'python', text }, {})!).at(-1)!;
  const spatial = Number(rank[0]);
  expect(own.outputs).toEqual([[null, ...Array.from({ length: spatial }, () => 8), 5]]);
});
