/** Functions of `keras.ops`, TensorFlow and the Keras backend on symbolic tensors, held against what Keras answered: shape and dtype of each result. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/core';

interface Row {
  readonly tensors: Readonly<Record<string, readonly [shape: readonly (number | null)[], dtype: string]>>;
  readonly call: string;
  readonly outputs?: readonly (readonly [shape: readonly (number | null)[], dtype: string])[];
  readonly refused?: string;
}

const load = (file: string): Row[] =>
  (JSON.parse(readFileSync(new URL(`operations/${file}`, import.meta.url), 'utf8')) as { rows: Row[] }).rows;
const rows = load('keras.json');

const byFunction = new Map<string, Row[]>();
for (const row of rows) {
  const name = /^\w+/.exec(row.call)![0];
  byFunction.set(name, [...(byFunction.get(name) ?? []), row]);
}

/** Functions whose result another function of the program decides, or the values of their arguments. */
const unknown = new Set(['cond', 'map', 'vectorized_map']);

/** Functions that Keras refuses numbers of the program or open sizes, of which less is said here than could be. */
const lenient = new Set([
  'append',
  'bitwise_and',
  'bitwise_or',
  'bitwise_xor',
  'bitwise_left_shift',
  'bitwise_right_shift',
  'left_shift',
  'right_shift',
  'heaviside',
  'hypot',
  'isin',
  'digitize',
  'lstsq',
  'lu_factor',
  'qr',
  'svd',
]);

function shown(shape: readonly (number | null)[]): string {
  return `(${shape.map((dim) => `${dim ?? 'None'},`).join(' ')})`;
}

function program({ tensors, call }: Row): string {
  const names = [...call.matchAll(/\b(\w+)\(/g)]
    .map(([, name]) => name!)
    .filter((name) => name !== 'slice' || !call.startsWith('get_item'));
  const inputs = Object.entries(tensors).map(
    ([name, [shape, dtype]]) => `${name} = keras.Input(batch_shape=${shown(shape)}, dtype="${dtype}")\n`,
  );
  const imports = /^(tf|K)\./.test(call)
    ? 'import tensorflow as tf\nfrom tensorflow.keras import backend as K\n'
    : `from keras.ops import ${[...new Set(names)].join(', ')}\n`;
  return `import keras\n${imports}${inputs.join('')}y = ${call}\n`;
}

/** What the analysis says of the last statement; null where it says nothing, with the reason. */
function answer(row: Row): {
  readonly outputs: unknown;
  readonly faults: readonly string[];
  readonly reason: string | null;
} {
  const { graph } = analyze({ kind: 'file', languageId: 'python', text: program(row) })!;
  const faults = graph.faults.map(({ message }) => message);
  const last = graph.applications.at(-1);
  const array = graph.arrays.findLast(({ name }) => name === 'y');
  if (last && last.layer.className !== 'InputLayer') {
    const isKnown = last.outputs.every(({ shape }) => shape !== null);
    return {
      outputs: isKnown ? last.outputs.map(({ shape, dtype }) => [shape, dtype]) : null,
      faults,
      reason: last.unknown,
    };
  }
  return { outputs: array ? [[array.shape, array.dtype]] : null, faults, reason: null };
}

describe.each([...byFunction])('keras.ops.%s', (name, calls) => {
  it('gives what Keras gives, and no fault where Keras has none', () => {
    const accepted = calls.filter(({ outputs }) => outputs);
    const expected = accepted.map((row) => [program(row), unknown.has(name) ? null : row.outputs, []]);
    const found = accepted.map((row) => {
      const { outputs, faults } = answer(row);
      return [program(row), outputs, faults];
    });
    expect(found).toEqual(expected);
  });

  it.skipIf(lenient.has(name))('gives nothing where Keras refuses the call', () => {
    const sound = calls.filter((row) => {
      const { outputs, faults } = row.refused ? answer(row) : { outputs: null, faults: [] };
      return outputs !== null && faults.length === 0;
    });
    expect(sound.map((row) => [row.refused, program(row)])).toEqual([]);
  });
});

describe('what Keras 2 gives', () => {
  const accepted = load('tensorflow.json').filter(({ outputs }) => outputs);
  it.each(accepted.map((row) => [Object.values(row.tensors).map(String).join(' | '), row.call, row] as const))(
    'on %s: %s',
    (_, _call, row) => {
      const { outputs, faults } = answer(row);
      expect([program(row), outputs, faults]).toEqual([program(row), row.outputs, []]);
    },
  );
});
