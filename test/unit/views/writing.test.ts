/** What is offered while a call is written, in half-typed text of each language, and which problems wait. */
import { describe, expect, it, test } from 'vitest';
import { outline, problemsOf, signatureAt } from '../../../src/core';
import { analysisOf, atMark, offeredAt } from './mark';

const py = 'from keras import Input, Sequential, layers\nx = Input((28, 28, 1))\n';
const ts = "import * as tf from '@tensorflow/tfjs';\nconst m = tf.sequential();\n";

describe('names of args', () => {
  test.each([
    ['y = layers.Conv2D(|', ['filters=', 'kernel_size=', 'strides=']],
    ['y = layers.Conv2D(32, |', ['kernel_size=', 'strides=', 'padding=']],
    ['y = layers.Conv2D(32, 3, pad|)(x)\nz = layers.Flatten()(x)', ['strides=', 'padding=', 'data_format=']],
    ['y = layers.Conv2D(\n    32,\n    3,\n    |\n)(x)\n', ['strides=', 'padding=', 'data_format=']],
    ['y = layers.Bidirectional(layers.LSTM(3, |))', ['activation=', 'recurrent_activation=', 'use_bias=']],
    ['y = layers.Conv2D(32, # filters, and |', []],
    ['y = layers.Conv2D(32, (3, |))(x)', []],
    ['y = layers.Dense(3)(|x)', []],
    ['y = print(|)', []],
  ])('%s', (text, first) => {
    expect(offeredAt(py + text).slice(0, 3)).toEqual(first);
  });
  test.each([
    ['m.add(tf.layers.conv2d({|}));', ['filters', 'kernelSize', 'strides']],
    ['m.add(tf.layers.conv2d({ filters: 3, pad|', ['kernelSize', 'strides', 'padding']],
    ['m.add(tf.layers.conv2d(|));', []],
  ])('%s', (text, first) => {
    expect(offeredAt(ts + text, 'typescript').slice(0, 3)).toEqual(first);
  });
});

describe('words of args', () => {
  test.each([
    ["y = layers.Conv2D(32, 3, padding='|", ['valid', 'same']],
    ["y = layers.Conv2D(32, 3, padding='|')(x)", ['valid', 'same']],
    ['y = layers.Conv2D(32, 3, padding=|)(x)', ["'valid'", "'same'"]],
    ['y = layers.Conv2D(32, 3, 1, "|")(x)', ['valid', 'same']],
    ['y = layers.LSTM(3, return_sequences=|)', ['True', 'False']],
  ])('%s', (text, words) => {
    expect(offeredAt(py + text)).toEqual(words);
  });
  it('are those of the framework', () => {
    expect(offeredAt(`${ts}m.add(tf.layers.conv2d({ dataFormat: '|`, 'typescript')).toEqual([
      'channelsLast',
      'channelsFirst',
    ]);
    expect(offeredAt(`${py}y = layers.Dense(3, activation="|")`)).toEqual(
      expect.arrayContaining(['relu', 'hard_sigmoid']),
    );
    expect(offeredAt(`${ts}m.add(tf.layers.dense({ activation: '|`, 'typescript')).toEqual(
      expect.arrayContaining(['relu', 'hardSigmoid']),
    );
  });
});

it('the signature marks the arg under the cursor', () => {
  const active = (marked: string): string | null => {
    const { analysis, offset } = atMark(marked);
    const found = signatureAt(analysis, offset)!;
    return found.active === null
      ? null
      : found.label.slice(found.args[found.active]!.start, found.args[found.active]!.end);
  };
  expect(active(`${py}layers.Conv2D(|`)).toBe('filters');
  expect(active(`${py}layers.Conv2D(3, |`)).toBe('kernel_size');
  expect(active(`${py}layers.Conv2D(3, 3, padding="|`)).toBe("padding='valid'");
});

it('no prefix of a text makes the views throw', () => {
  const text = `${py}y = layers.Conv2D(3, kernel_size=(3, 3), padding='same')(x)\nm = Sequential([layers.Dense(3)])\n`;
  for (let i = 0; i <= text.length; i++) {
    const { analysis, offset } = atMark(`${text.slice(0, i)}|`);
    offeredAt(`${text.slice(0, i)}|`);
    signatureAt(analysis, offset);
    outline(analysis);
  }
});

it('what is half typed is no error yet', () => {
  const line = 'y = layers.Conv2D(32, kernel_size=(3, 3), padding="same")(x)';
  for (let i = 1; i < line.length; i++) {
    const analysis = analysisOf(py + line.slice(0, i));
    if (analysis.programs.every(({ syntaxErrors }) => syntaxErrors.length === 0)) continue;
    expect(
      problemsOf(analysis).filter(({ severity }) => severity === 'error'),
      line.slice(0, i),
    ).toEqual([]);
  }
  expect(problemsOf(analysisOf(`${py}y = layers.Conv2D(32)(x)\n`)).map(({ rule }) => rule)).toContain(
    'missing-argument',
  );
});

it('brackets that are nested without end do not stop the problems', () => {
  const text = `${py}z = layers.Conv2D(3, 40)(x)\ny = ${'['.repeat(3000)}`;
  expect(problemsOf(analysisOf(text)).map(({ rule }) => rule)).toContain('window-too-large');
});

it('an error beside a half-typed statement stays', () => {
  const text = `${py}z = layers.Conv2D(3, 40)(x)\ny = layers.Conv2D(32, `;
  expect(problemsOf(analysisOf(text)).map(({ rule }) => rule)).toContain('window-too-large');
});

it('the outline has models with their layers', () => {
  const [model] = outline(analysisOf(`${py}net = Sequential([Input((8,)), layers.Dense(2)])\n`));
  expect(model).toMatchObject({ kind: 'model', name: 'net' });
  expect(model!.children.map(({ name }) => name)).toEqual(['InputLayer', 'Dense']);
  expect(model!.children[1]!.detail).toMatch(/^\(None, 2\) · \d+$/);
});
