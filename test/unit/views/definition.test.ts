/** Names of a model file lead to what has them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyze, definitionAt } from '../../../src/core';

const example = (name: string): string => readFileSync(new URL(`../../../examples/${name}`, import.meta.url), 'utf8');

/** The text from the definition of the nth (from 0) `word` on, to the end of its line. */
function definitionOf(text: string, word: string, nth = 0, languageId = 'jsonc'): string | null {
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = text.indexOf(word, offset + 1);
  const found = definitionAt(analyze({ kind: 'file', languageId, text })!, offset + 1);
  return found && text.slice(found.target.start).split('\n')[0]!;
}

test('a layer spec: inputs, layers, models and where a model is applied', () => {
  const text = example('branches.convlint.json');
  expect(definitionOf(text, '"left"', 1)).toMatch(/^left": \[32, 32, 3\]/);
  expect(definitionOf(text, '"encoder"', 1)).toMatch(/^encoder": \{/);
  expect(definitionOf(text, '"seenLeft"', 1)).toMatch(/^\{ "use": "encoder", "name": "seenLeft"/);
  expect(definitionOf(text, '"residual"', 1)).toMatch(/^"Conv2D", "name": "residual"/);
});

test('a Keras model file: the layer that an inbound node names', () => {
  const text = example('conv_mnist_keras3.json');
  const node = text.slice(0, text.indexOf('"keras_history"', text.indexOf('"keras_history"') + 1));
  const at = text.slice(0, node.length).split('"keras_history"').length - 1;
  expect(definitionOf(text, '"keras_history"', at)).toMatch(/^"Conv2D"/);
});

test('what is made here leads nowhere, and programs are left to their own tools', () => {
  expect(definitionOf(example('branches.convlint.json'), '"Concatenate"')).toBeNull();
  const program = 'from keras import Input, layers\nx = Input((4,))\ny = layers.Dense(2)(x)\n';
  expect(definitionOf(program, '(x)', 0, 'python')).toBeNull();
});
