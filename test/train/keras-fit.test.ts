/** Whole trainings against recorded `fit` of real Keras, on every engine: the curve of each epoch and the weights at the end. */

import { beforeAll, describe, expect, it } from 'vitest';
import type { CompileSettings, FitSettings, Metrics, NamedConfig } from '../../src/protocol/training';
import { planCompile } from '../../src/train/compile/plan';
import { takeParts, weighted } from '../../src/train/data/image-set';
import type { TrainableModel } from '../../src/train/engine';
import { loadBuiltInEngine } from '../../src/train/engines/built-in';
import { buildGraphModel } from '../../src/train/engines/graph/graph-model';
import { type Compiler, compileEagerly, layersEngine } from '../../src/train/engines/layers-model';
import type { Tf } from '../../src/train/engines/tf';
import { runLoop } from '../../src/train/loop';
import { PACKAGE_ROOT } from './build-trainer';
import { difference, installed, tfjsNode } from './graph-models';
import recorded from './recorded/keras-fit.json';

interface Case {
  readonly title: string;
  readonly layers: readonly { readonly class_name: string; readonly config: object }[];
  readonly optimizer: NamedConfig;
  readonly loss: NamedConfig;
  readonly metrics: readonly string[];
  readonly weighted_metrics: readonly string[];
  readonly units: number;
  readonly labels: 'sparse' | 'one-hot';
  readonly epochs: number;
  readonly validation_split: number | null;
  readonly class_weight: Readonly<Record<string, number>> | null;
  /** By the paths of Keras, which begin with the name of the model. */
  readonly start: Readonly<Record<string, readonly number[]>>;
  readonly history: Readonly<Record<string, readonly number[]>>;
  readonly weights: Readonly<Record<string, readonly number[]>>;
}

const cases = recorded.cases as unknown as readonly Case[];

/** Errors of rounding grow from step to step. */
const ROUNDING = 1e-4;

const images = {
  count: recorded.labels.length,
  height: recorded.shape[0]!,
  width: recorded.shape[1]!,
  channels: recorded.shape[2]!,
  pixels: Uint8Array.from(recorded.pixels),
  labels: Uint8Array.from(recorded.labels),
};

function byName<Value>(weights: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(weights).map(([path, value]) => [path.split('/').slice(1).join('/'), value]),
  );
}

/** The compiled model with the weights that Keras started from. */
async function modelOf(one: Case, tf: Tf, compiler: Compiler): Promise<TrainableModel> {
  // A model that is left over takes the names of the weights.
  tf.disposeVariables();
  const [first, ...others] = one.layers;
  const withInput = { ...first!, config: { ...first!.config, batch_input_shape: [null, ...recorded.shape] } };
  const topology = { class_name: 'Sequential', config: { name: 'model', layers: [withInput, ...others] } };
  const built = await layersEngine('native', tf, compiler).build(topology);
  const model = built.compile({
    plan: planCompile(compileOf(one), one.labels, one.units),
    sampleShape: recorded.shape,
    scale: 255,
    labels: one.labels,
    weighted: one.class_weight !== null,
  });
  const start = byName(one.start);
  model.load(model.weights().map((weight) => ({ ...weight, values: Float32Array.from(start[weight.name]!) })));
  return model;
}

function compileOf({ optimizer, loss, metrics, weighted_metrics }: Case): CompileSettings {
  const named = (name: string) => ({ name, config: {} });
  return { optimizer, loss, metrics: metrics.map(named), weightedMetrics: weighted_metrics.map(named) };
}

async function train(one: Case, model: TrainableModel) {
  const fit: FitSettings = {
    epochs: one.epochs,
    batchSize: recorded.batch,
    shuffle: false,
    validation: one.validation_split,
    seed: 1,
  };
  const data = { train: images, test: images, classes: [], origin: '' };
  const taken = takeParts(data, null, fit.validation);
  const parts = one.class_weight ? { ...taken, train: weighted(taken.train, one.class_weight) } : taken;
  const plan = planCompile(compileOf(one), one.labels, one.units);
  const epochs: Metrics[] = [];
  await runLoop(
    { model, plan, fit, parts, classes: ['0', '1', '2', '3'], outputUnits: one.units },
    {
      time: () => 0,
      emit: (event) => event.type === 'epoch' && epochs.push(event.metrics),
      stopRequested: () => false,
      attend: () => Promise.resolve(),
      epochDone: () => Promise.resolve(),
      memory: () => ({ process: 0, tensors: 0, tensorBytes: 0 }),
    },
  );
  return epochs;
}

async function holds(one: Case, tf: Tf, compiler: Compiler): Promise<void> {
  const model = await modelOf(one, tf, compiler);
  const epochs = await train(one, model);
  expect(Object.keys(epochs[0]!).sort()).toEqual(Object.keys(one.history).sort());
  for (const [name, values] of Object.entries(one.history)) {
    const ours = epochs.map((metrics) => metrics[name]!);
    expect(difference(ours, values, 0.1), `${name}: ${ours} and ${values}`).toBeLessThan(ROUNDING);
  }
  const expected = byName(one.weights);
  for (const { name, values } of model.weights())
    expect(difference(values, expected[name]!, 0.1), name).toBeLessThan(ROUNDING);
  model.dispose();
}

const inGraph: Compiler = (tf, model, settings) => {
  const graph = buildGraphModel(tf, model, settings);
  if (typeof graph === 'string') throw new Error(graph);
  return graph;
};

const rows = cases.map((one) => [one.title, one] as const);

describe.skipIf(!installed)(`the graph fits as Keras ${recorded.keras} does`, () => {
  it.each(rows)('%s', (_title, one) => holds(one, tfjsNode(), inGraph));
});

describe.skipIf(!installed)(`tfjs-node fits as Keras ${recorded.keras} does`, () => {
  it.each(rows)('%s', (_title, one) => holds(one, tfjsNode(), compileEagerly));
});

describe(`the built-in engine fits as Keras ${recorded.keras} does`, () => {
  let tf: Tf;
  beforeAll(async () => {
    await loadBuiltInEngine([PACKAGE_ROOT]);
    const [core, layers] = await Promise.all([import('@tensorflow/tfjs-core'), import('@tensorflow/tfjs-layers')]);
    tf = { ...core, models: layers.models, model: layers.model };
  });

  it.each(rows)('%s', (_title, one) => holds(one, tf, compileEagerly));
});
