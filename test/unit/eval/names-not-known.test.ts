/** Names that the program gives and that are not known: nothing else is said in their place, and no name is counted for them. */
import { expect, it } from 'vitest';
import { analyze } from '../../../src/core';

function names(body: string, languageId = 'python'): readonly string[] {
  const head = 'import sys\nimport keras\nfrom keras import layers\nn = int(sys.argv[1])\nx = keras.Input((4,))\n';
  const text = languageId === 'python' ? head + body : body;
  const { graph } = analyze({ kind: 'file', languageId, text }, {})!;
  return [...graph.applications.map(({ layer }) => layer.name), ...graph.models.map(({ name }) => name)];
}

it.each([
  ['y = layers.Dense(2, name=f"dense_{n}")(x)\nlayers.Dense(3)(y)', ['input_layer', '?', 'dense']],
  ['y = layers.Dense(2, name=None)(x)\nlayers.Dense(3)(y)', ['input_layer', 'dense', 'dense_1']],
  ['keras.Sequential([x, layers.Lambda(lambda t: t, name="l%d" % n)], name=sys.argv[2])', ['input_layer', '?', '?']],
  [
    'class Own(keras.Layer):\n    def call(self, t):\n        return t\ny = Own(name=sys.argv[2])(x)\nOwn()(y)',
    ['input_layer', '?', 'own'],
  ],
])('%s', (body, expected) => {
  expect(names(body)).toEqual(expected);
});

it('and in TensorFlow.js', () => {
  const text = `import * as tf from '@tensorflow/tfjs';
const name = process.argv[2];
const model = tf.sequential({ name });
model.add(tf.layers.dense({ units: 2, inputShape: [3], name: \`first_\${name}\` }));
model.add(tf.layers.dense({ units: 2 }));
`;
  expect(names(text, 'typescript').slice(-3)).toEqual(['?', 'dense_Dense1', '?']);
});
