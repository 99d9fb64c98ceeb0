/** The graph against recorded steps of real Keras: what tfjs-node cannot do, or does otherwise, has this judge. */

import { describe, expect, it } from 'vitest';
import type { NamedConfig } from '../../src/protocol/training';
import { difference, graphModel, installed, type Setup } from './graph-models';
import recorded from './recorded/keras-models.json';

interface Recorded {
  readonly title: string;
  readonly shape: readonly number[];
  readonly optimizer: NamedConfig;
  readonly layers: readonly { readonly class_name: string; readonly config: object }[];
  /** By the paths of Keras, which begin with the name of the model. */
  readonly start: Readonly<Record<string, readonly number[]>>;
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly pixels: readonly (readonly number[])[];
  readonly labels: readonly (readonly number[])[];
  readonly losses: readonly number[];
  readonly outputs: readonly number[];
}

const models = recorded.models as unknown as readonly Recorded[];

/** Both run TensorFlow, of two versions; errors of rounding grow from step to step. */
const ROUNDING = 1e-4;

function setupOf(model: Recorded): Setup {
  const { shape, layers, optimizer, start } = model;
  const [first, ...others] = layers;
  const withInput = { ...first!, config: { ...first!.config, batch_input_shape: [null, ...shape] } };
  const topology = { class_name: 'Sequential', config: { name: 'model', layers: [withInput, ...others] } };
  return { topology, sampleShape: shape, units: 4, optimizer, weights: namedAsInTfjs(model, start) };
}

/** The names that TensorFlow.js gives the weights. */
function namedAsInTfjs<Value>({ layers }: Recorded, byPath: Readonly<Record<string, Value>>): Record<string, Value> {
  const depthwise = layers.flatMap((layer, index) =>
    layer.class_name === 'DepthwiseConv2D' ? [`layer_${index}`] : [],
  );
  const renamed = ([path, value]: [string, Value]) => {
    const [, layer, weight] = path.split('/');
    const name = weight === 'kernel' && depthwise.includes(layer!) ? 'depthwise_kernel' : weight;
    return [`${layer}/${name}`, value];
  };
  return Object.fromEntries(Object.entries(byPath).map(renamed));
}

describe.skipIf(!installed)(`the graph trains as Keras ${recorded.keras} does`, () => {
  it.each(models.map((model) => [model.title, model] as const))('%s', async (_title, model) => {
    const graph = await graphModel(setupOf(model));
    const batches = model.labels.map((labels, step) => ({
      size: recorded.batch,
      labels: Uint8Array.from(labels),
      pixels: Uint8Array.from(model.pixels[step]!),
    }));
    const losses = batches.map((batch) => graph.trainOnBatch(batch).loss);
    losses.forEach((loss, step) => {
      expect(difference([loss], [model.losses[step]!]), `loss of step ${step + 1}`).toBeLessThan(ROUNDING);
    });
    expect(difference(graph.evaluateBatch(batches.at(-1)!).outputs, model.outputs)).toBeLessThan(ROUNDING);
    const expected = namedAsInTfjs(model, model.weights);
    const weights = graph.weights();
    graph.dispose();
    expect(weights.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
    for (const { name, values } of weights) {
      expect(difference(values, expected[name]!, 0.1), name).toBeLessThan(ROUNDING);
    }
  });
});
