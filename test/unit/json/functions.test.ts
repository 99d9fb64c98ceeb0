/** Functions among the layers of a model file: what does not fit is found at its node, what is not in the file is told. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { analyze, problemsOf } from '../../../src/core';

const packed = readFileSync(new URL('../../oracle/keras2-functions/recorded.json.br', import.meta.url));
const { rows } = JSON.parse(brotliDecompressSync(packed).toString()) as {
  readonly rows: readonly { readonly call: string; readonly json: string }[];
};

/** The analysis of the file that Keras 2 wrote for a call, after a change of its text. */
function changed(call: string, change: (json: string) => string) {
  const { json } = rows.find((row) => row.call === call)!;
  const text = change(json);
  return { text, analysis: analyze({ kind: 'file', languageId: 'json', text })! };
}

it('finds at the node of a function that shapes do not fit', () => {
  const call = 'tf.matmul(a, b, transpose_b=True)';
  expect(changed(call, (json) => json).analysis.graph.faults).toEqual([]);
  const { text, analysis } = changed(call, (json) => json.replace('"transpose_b": true', '"transpose_b": false'));
  expect(analysis.graph.applications.at(-1)!.unknown).toMatch(/^Matmul: .* do not fit$/);
  const [fault, ...others] = analysis.graph.faults;
  expect(others).toEqual([]);
  expect(JSON.parse(text.slice(fault!.span.start, fault!.span.end))).toMatchObject({ name: 'tf.linalg.matmul' });
});

it('tells of a tensor that no layer gives', () => {
  const { analysis } = changed('tf.multiply(a, y=b)', (json) =>
    json.replaceAll('"y": ["b", 0, 0]', '"y": ["c", 0, 0]'),
  );
  expect(problemsOf(analysis).map(({ message }) => message)).toContain('there is no layer named "c"');
});

it('says why the result of a function is not known whose tensors are not in the file', () => {
  const { json } = rows.find(({ call }) => call.startsWith('tf.einsum("bij->bji"'))!;
  const { graph } = analyze({ kind: 'file', languageId: 'json', text: json })!;
  expect(graph.applications.at(-1)!.unknown).toBe('Keras 2 writes only the first argument of tf.einsum into the file');
});

/** `keras.Model(x, ops.einsum("bij,bkj->bik", x, x))`, as Keras 3.15.1 writes it. */
const einsum = {
  module: 'keras.src.models.functional',
  class_name: 'Functional',
  config: {
    name: 'functional',
    trainable: true,
    layers: [
      {
        module: 'keras.layers',
        class_name: 'InputLayer',
        config: {
          batch_shape: [null, 4, 6],
          dtype: 'float32',
          sparse: false,
          ragged: false,
          name: 'x',
          optional: false,
        },
        registered_name: null,
        name: 'x',
        inbound_nodes: [],
      },
      {
        module: 'keras.src.ops.numpy',
        class_name: 'Einsum',
        config: { name: 'einsum', subscripts: 'bij,bkj->bik' },
        registered_name: 'Einsum',
        name: 'einsum',
        inbound_nodes: [
          {
            args: [
              {
                class_name: '__keras_tensor__',
                config: { shape: [null, 4, 6], dtype: 'float32', keras_history: ['x', 0, 0] },
              },
              {
                class_name: '__keras_tensor__',
                config: { shape: [null, 4, 6], dtype: 'float32', keras_history: ['x', 0, 0] },
              },
            ],
            kwargs: {},
          },
        ],
      },
    ],
    input_layers: [['x', 0, 0]],
    output_layers: ['einsum', 0, 0],
  },
  registered_name: 'Functional',
  build_config: { input_shape: null },
  compile_config: {},
};

it('gives the letters of an einsum of Keras 3 before its tensors, and calls it as the file does', () => {
  const { graph } = analyze({ kind: 'file', languageId: 'json', text: JSON.stringify(einsum) })!;
  const [{ layer, outputs }] = graph.applications.slice(-1) as [(typeof graph.applications)[number]];
  expect([layer.name, layer.className, outputs[0]!.shape]).toEqual(['einsum', 'Einsum', [null, 4, 4]]);
});
