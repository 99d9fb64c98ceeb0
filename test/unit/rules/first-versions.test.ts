/** Names that the newest version has and the one that the project declares has not. */
import { expect, test } from 'vitest';
import { analyze, problemsOf } from '../../../src/core';
import type { HostVersions } from '../../../src/core/analyze';

function problems(languageId: string, text: string, versions?: HostVersions): string[] {
  const analysis = analyze({ kind: 'file', languageId, text }, versions ? { versions } : {})!;
  return problemsOf(analysis).map(
    ({ rule, span, message }) => `${rule} ${text.slice(span.start, span.end)}: ${message}`,
  );
}
const keras = (version: readonly [number, number]) => ({ keras: { version, said: 'requirements.txt' } });
const tfjs = (version: readonly [number, number]) => ({ tfjs: { version, said: 'package.json' } });

const RMS = 'import keras\nx = keras.layers.RMSNormalization()(keras.Input((8,)))\n';
const IMPORTED = 'from keras.layers import RMSNormalization\n';
const CROP = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.centerCrop({ height: 2, width: 2, inputShape: [8, 8, 3] })] });
`;

test('a layer that came with a later Keras', () => {
  const message = "keras.layers has 'RMSNormalization' since Keras 3.9, but the program is for Keras 3.8";
  expect(problems('python', RMS, keras([3, 8]))).toEqual([`unknown-name RMSNormalization: ${message}`]);
  expect(problems('python', IMPORTED, keras([3, 8]))).toEqual([`unknown-name RMSNormalization: ${message}`]);
  for (const version of [keras([3, 9]), keras([3, 15]), undefined])
    expect(problems('python', RMS, version)).toEqual([]);
});

test('a function that came with a later Keras', () => {
  const text = 'import keras\ny = keras.ops.rot90(keras.Input((8, 8, 3)))\n';
  expect(problems('python', text, keras([3, 8]))[0]).toContain("keras.ops has 'rot90' since Keras 3.9");
  expect(problems('python', text, keras([3, 9]))).toEqual([]);
});

test('names that Keras 2 had and Keras 3 took up again are not accused in Keras 2', () => {
  const text = 'import keras\nlayer = keras.layers.Dense(3, kernel_initializer=keras.initializers.Orthogonal())\n';
  expect(problems('python', text, keras([2, 15]))).toEqual([]);
});

test('a program that asks first is not accused', () => {
  const asks =
    "import keras\nif hasattr(keras.layers, 'RMSNormalization'):\n    norm = keras.layers.RMSNormalization\n";
  const tries =
    'try:\n    from keras.layers import RMSNormalization\nexcept ImportError:\n    RMSNormalization = None\n';
  expect(problems('python', asks, keras([3, 8]))).toEqual([]);
  expect(problems('python', tries, keras([3, 8]))).toEqual([]);
});

test('a factory that came with a later TensorFlow.js', () => {
  const message = "tf.layers has 'centerCrop' since TensorFlow.js 4.1, but the program is for TensorFlow.js 3.21";
  expect(problems('typescript', CROP, tfjs([3, 21]))).toEqual([`unknown-name centerCrop: ${message}`]);
  for (const version of [tfjs([4, 1]), undefined]) expect(problems('typescript', CROP, version)).toEqual([]);
});
