/** A key that was of older versions counts where the layer has it: a JSON model has the counts of the program that saved it. */
import { expect, test } from 'vitest';
import { analyze, layerRows } from '../../../src/core';

test('rms_scaling of a LayerNormalization takes its shift away, in JSON as in Python', () => {
  const config = { name: 'n', axis: [-1], center: true, scale: true, rms_scaling: true };
  const input = { class_name: 'InputLayer', config: { batch_shape: [null, 7], name: 'i' } };
  const json = {
    module: 'keras',
    class_name: 'Sequential',
    config: { name: 's', layers: [input, { module: 'keras.layers', class_name: 'LayerNormalization', config }] },
  };
  const python =
    'import keras\nm = keras.Sequential([keras.Input((7,)), keras.layers.LayerNormalization(rms_scaling=True)])\n';
  const countOf = (languageId: string, text: string) =>
    layerRows(analyze({ kind: 'file', languageId, text })!).at(-1)?.params;
  expect(countOf('python', python)).toBeTypeOf('number');
  expect(countOf('json', JSON.stringify(json))).toBe(countOf('python', python));
});
