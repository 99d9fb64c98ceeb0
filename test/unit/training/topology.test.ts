/** Every layer that TensorFlow.js has, built by the real TensorFlow.js from our topology: same shapes, same counts, and it runs. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import * as core from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { layerDefinitions } from '../../../src/core/layers';
import { loadTables, type RecordedRow } from '../../oracle/load-rows';
import { buildInTfjs, topologyIn } from './plans';

await core.setBackend('cpu');

/** Layers of which Keras says more than the graph of one input and one output. */
const tables = loadTables('keras').filter(({ layer }) => !['Input', 'InputLayer'].includes(layer));

/** Layers that both frameworks have and that no model is trained with, with the reason. */
const never: Readonly<Record<string, string>> = {
  GRUCell: 'only inside of an RNN',
  InputLayer: 'part of every model',
  LSTMCell: 'only inside of an RNN',
  SimpleRNNCell: 'only inside of an RNN',
  StackedRNNCells: 'only inside of an RNN',
};

describe('each recorded row of Keras', () => {
  const trained = new Set<string>();
  for (const { layer, rows } of tables) {
    test(`${layer} is built with the shapes and counts of the analysis, or refused by name`, async () => {
      for (const row of rows.filter(({ refused }) => refused === null)) {
        const text = program(layer, row);
        const topology = topologyIn(text);
        if (!topology) continue;
        if ('refused' in topology) {
          expect(topology.refused, text).toMatch(/\S/);
          continue;
        }
        trained.add(layer);
        const { real, expected } = await buildInTfjs(topology).catch((error) => {
          throw new Error(`${error.message} for\n${text}`);
        });
        expect(real, text).toEqual(expected);
      }
    });
  }
  test('covers every layer that both frameworks have', () => {
    const both = layerDefinitions
      .filter(({ frameworks }) => !frameworks || frameworks.length === 2)
      .map(({ name }) => name);
    expect(both.filter((name) => !trained.has(name)).sort()).toEqual(Object.keys(never).sort());
  });
});

function program(layer: string, { args, input, inputs }: RecordedRow): string {
  const shapes = (inputs ?? [input!]) as readonly (readonly (number | null)[])[];
  const names = shapes.map((_, i) => `in${i}`);
  const lines = shapes.map((shape, i) => `in${i} = keras.Input(batch_shape=${python(shape)})`);
  const given = Object.entries(args).map(([name, value]) => `${name}=${python(value)}`);
  const called = inputs ? `[${names.join(', ')}]` : names[0];
  return `import keras\n${lines.join('\n')}\nout = keras.layers.${layer}(${given.join(', ')})(${called})\nmodel = keras.Model([${names.join(', ')}], out)\n`;
}

function python(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `(${value.map(python).join(', ')}${value.length === 1 ? ',' : ''})`;
  if (typeof value === 'object' && 'class_name' in value) {
    const { class_name, config } = value as { class_name: string; config: object };
    return `keras.layers.${class_name}(**${python(config)})`;
  }
  if (typeof value === 'object')
    return `{${Object.entries(value as object)
      .map(([key, each]) => `${JSON.stringify(key)}: ${python(each)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}
