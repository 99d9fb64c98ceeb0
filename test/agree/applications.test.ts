import { describe, expect, test } from 'vitest';
import { analyze, problemsOf } from '../../src/core';
import {
  applicationRecord,
  comparableRows,
  doubtfulCalls,
  type RecordedApplication,
  type RecordedRow,
  recordedApplications,
} from '../support/application-record';
import { describeLastModel } from '../support/model-record';

const names = recordedApplications();

describe.each(names)('keras.applications.%s', (name) => {
  const record = applicationRecord(name);
  const { cases, modules, json } = record;
  const standard = cases[0]!;

  test.each(cases.map((each) => [each.args, each] as const))('(%s) has the layers that Keras makes', (args, each) => {
    const analysis = analyzed(`import keras\nmodel = keras.applications.${name}(${args})\n`);
    const found = describeLastModel(analysis);
    expect(comparableRows(found.rows)).toEqual(each.rows);
    expect(found).toMatchObject({ name: each.name, params: each.params, trainable: each.trainable });
    expect(errorsOf(analysis)).toEqual([]);
    // Its layers are the library's: the file has none of its own, save what the arguments make.
    expect(analysis.graph.applications.every(({ inputs, layer }) => !inputs.length || layer.name === 'conv2d')).toBe(
      true,
    );
  });

  test('is found where Keras has it', () => {
    for (const module of modules) {
      const path = `tensorflow.keras.applications.${module}`;
      const text = `from ${path} import ${name}, preprocess_input, decode_predictions\nmodel = ${name}(weights=None)\n`;
      const analysis = analyzed(text);
      expect(describeLastModel(analysis).params).toBe(standard.params);
      expect(errorsOf(analysis)).toEqual([]);
    }
    const text = `import tensorflow as tf\nmodel = tf.keras.applications.${name}(weights=None)\n`;
    expect(describeLastModel(analyzed(text)).params).toBe(standard.params);
  });

  test('gives its layers by index and by name', () => {
    const at = Math.floor(standard.layers.length / 2);
    const layer = standard.layers[at]!;
    const { graph } = analyzed(`import keras
base = keras.applications.${name}(weights=None)
by_index = keras.Model(base.input, base.layers[${at}].output)
by_name = keras.Model(base.input, base.get_layer('${layer}').output)
from_end = keras.Model(base.input, base.layers[${at - standard.layers.length}].output)
`);
    const row = standard.rows.find(([rowName]) => rowName === layer)!;
    for (const model of graph.models.slice(1)) {
      expect(model.outputs[0]!.producer!.layer.name).toBe(layer);
      expect([model.outputs.map(({ shape }) => shape)]).toEqual(row[2]);
    }
  });

  test('gives behind an input of one size what it gives when made for that size', () => {
    const call = `keras.applications.${name}(include_top=False, weights=None`;
    const lastOf = (text: string) => analyzed(`import keras\n${text}`).graph.models.at(-1)!;
    const open = lastOf(`base = ${call})\n`).inputs[0]!.shape!;
    // NASNet is made for one size where none is given.
    const shape = `(${open.slice(1).map((dim) => dim ?? 256)},)`;
    const made = lastOf(`base = ${call}, input_shape=${shape})\n`);
    const text = `import keras\nx = keras.Input(${shape})\nbase = ${call})\nmodel = keras.Model(x, base(x))\n`;
    if (name === 'NASNetLarge') {
      // Made for an open size it takes no size at all in Keras 3.15.1: the pads of its branches do not agree.
      expect(errorsOf(analyzed(text))).not.toEqual([]);
      return;
    }
    const behind = lastOf(text.slice('import keras\n'.length));
    expect(behind.outputs[0]!.shape).toEqual(made.outputs[0]!.shape);
    expect(made.outputs[0]!.shape!.slice(1).every((dim) => typeof dim === 'number')).toBe(true);
  });

  test('is frozen in part and used in a model', () => {
    const found = describeLastModel(
      analyzed(`import keras
base = keras.applications.${name}(weights=None)
base.trainable = True
for layer in base.layers[:-5]:
    layer.trainable = False
inputs = keras.Input(${python(standard.inputs[0]!.slice(1))})
model = keras.Model(inputs, base(inputs, training=False))
`),
    );
    expect(found.params).toBe(standard.params);
    expect(found.trainable).toBe(trainedAtEnd(record, 5));
    expect(found.rows.at(-1)!.applications).toEqual([standard.outputs]);
  });

  test('reads the same from to_json()', () => {
    const analysis = analyze({ kind: 'file', languageId: 'json', text: JSON.stringify(json) })!;
    const found = describeLastModel(analysis);
    expect(comparableRows(found.rows)).toEqual(standard.rows);
    expect(found).toMatchObject({ name: standard.name, params: standard.params, trainable: standard.trainable });
    expect(errorsOf(analysis)).toEqual([]);
  });
});

describe.each(doubtfulCalls())('keras.applications.%s refuses what Keras refuses', (name, calls) => {
  test.each(calls.map((each) => [each.args, each] as const))('(%s)', (args, { refused, params, outputs }) => {
    const analysis = analyzed(`import keras\nmodel = keras.applications.${name}(${args})\n`);
    const errors = errorsOf(analysis);
    if (refused !== null) {
      expect(errors, refused).toHaveLength(1);
      return;
    }
    expect(errors).toEqual([]);
    expect(describeLastModel(analysis).params).toBe(params);
    expect(analysis.graph.models.at(-1)!.outputs.map(({ shape }) => shape)).toEqual(outputs);
  });
});

test('what is not known of the arguments leaves the rest known', () => {
  const { graph } = analyzed(`import keras
def build(size, classes):
    base = keras.applications.ResNet50(weights=None, include_top=False, input_shape=(size, size, 3), pooling='avg')
    return keras.Sequential([base, keras.layers.Dense(classes)])
`);
  const pooled = applicationRecord('ResNet50').cases.find(({ args }) => args.includes("(97, 161, 3), pooling='avg'"))!;
  const base = graph.models.find(({ name }) => name === 'resnet50')!;
  expect(base.outputs.map(({ shape }) => shape)).toEqual(pooled.outputs);
  expect(base.unknown).toBeNull();
});

/** What training changes in the last layers, by the record. */
function trainedAtEnd({ cases }: RecordedApplication, count: number): number {
  const [{ layers, rows }] = cases as [RecordedApplication['cases'][number]];
  const byName = new Map(rows.map((row): [string, RecordedRow] => [row[0], row]));
  return layers.slice(-count).reduce((sum, name) => sum + byName.get(name)![4], 0);
}

function python(shape: readonly (number | null)[]): string {
  return `(${shape.map((dim) => dim ?? 'None').join(', ')})`;
}

function analyzed(text: string) {
  return analyze({ kind: 'file', languageId: 'python', text })!;
}

function errorsOf(analysis: ReturnType<typeof analyzed>): readonly string[] {
  return problemsOf(analysis)
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
}
