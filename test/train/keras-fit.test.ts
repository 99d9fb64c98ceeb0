/** Whole trainings against recorded `fit` of real Keras, on every engine: the curve of each epoch and the weights at the end. */

import { beforeAll, describe, expect, it } from 'vitest';
import type { CompileSettings, FitSettings, NamedConfig, TrainingEvent } from '../../src/protocol/training';
import { planCallbacks } from '../../src/train/callbacks/plan-callbacks';
import { planCompile } from '../../src/train/compile/plan';
import { fitParts } from '../../src/train/data/fit-parts';
import type { TrainableModel } from '../../src/train/engine';
import { loadBuiltInEngine } from '../../src/train/engines/built-in';
import { buildGraphModel } from '../../src/train/engines/graph/graph-model';
import { type Compiler, compileEagerly, layersEngine } from '../../src/train/engines/layers-model';
import type { Tf } from '../../src/train/engines/tf';
import { type LoopEnd, runLoop } from '../../src/train/loop';
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
  readonly callbacks?: readonly NamedConfig[];
  readonly initial_epoch?: number;
  readonly steps_per_epoch?: number;
  readonly validation_steps?: number;
  readonly validation_batch_size?: number;
  readonly validation_freq?: number | readonly number[];
  readonly loss_weights?: number | readonly [number];
  /** Where they are not those of all cases. */
  readonly labels_of_case?: readonly number[];
  /** By the paths of Keras, which begin with the name of the model. */
  readonly start: Readonly<Record<string, readonly number[]>>;
  /** `null` for what is not finite. */
  readonly history: Readonly<Record<string, readonly (number | null)[]>>;
  readonly weights: Readonly<Record<string, readonly (number | null)[]>>;
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
    weighted: one.class_weight !== null || one.loss_weights !== undefined,
  });
  const start = byName(one.start);
  model.load(model.weights().map((weight) => ({ ...weight, values: Float32Array.from(start[weight.name]!) })));
  return model;
}

function compileOf({ optimizer, loss, metrics, weighted_metrics }: Case): CompileSettings {
  const named = (name: string) => ({ name, config: {} });
  return { optimizer, loss, metrics: metrics.map(named), weightedMetrics: weighted_metrics.map(named) };
}

function fitOf(one: Case): FitSettings {
  const given = {
    classWeight: one.class_weight,
    callbacks: one.callbacks,
    initialEpoch: one.initial_epoch,
    stepsPerEpoch: one.steps_per_epoch,
    validationSteps: one.validation_steps,
    validationBatchSize: one.validation_batch_size,
    validationFreq: one.validation_freq,
  };
  return {
    epochs: one.epochs,
    batchSize: recorded.batch,
    shuffle: false,
    validation: one.validation_split,
    seed: 1,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null)),
  };
}

type Epoch = Extract<TrainingEvent, { type: 'epoch' }>;

/** The epochs as they are told. */
async function train(one: Case, model: TrainableModel): Promise<{ epochs: Epoch[]; end: LoopEnd }> {
  const fit = fitOf(one);
  const set = { ...images, labels: Uint8Array.from(one.labels_of_case ?? recorded.labels) };
  const parts = fitParts({ train: set, test: set }, null, fit, [one.loss_weights ?? 1].flat()[0]);
  const plan = planCompile(compileOf(one), one.labels, one.units);
  const callbacks = planCallbacks(fit, plan, 'keras');
  const epochs: Epoch[] = [];
  const end = await runLoop(
    { model, plan, fit, callbacks, parts, classes: ['0', '1', '2', '3'], outputUnits: one.units },
    {
      time: () => 0,
      emit: (event) => event.type === 'epoch' && epochs.push(event),
      reporting: (work) => work(),
      stopRequested: () => false,
      attend: () => Promise.resolve(),
      epochDone: () => Promise.resolve(),
      memory: () => ({ process: 0, tensors: 0, tensorBytes: 0 }),
    },
  );
  return { epochs, end };
}

/** What Keras has of some epochs only stands there without a place, in their order. */
function curvesOf(epochs: readonly Epoch[]): Record<string, number[]> {
  const curves: Record<string, number[]> = {};
  for (const { metrics, learningRate } of epochs) {
    for (const [name, value] of Object.entries(metrics)) curves[name] = [...(curves[name] ?? []), value];
    if (learningRate !== undefined) curves.learning_rate = [...(curves.learning_rate ?? []), learningRate];
  }
  return curves;
}

async function holds(one: Case, tf: Tf, compiler: Compiler): Promise<void> {
  const model = await modelOf(one, tf, compiler);
  const { epochs, end } = await train(one, model);
  const ended = one.history.loss!.length < one.epochs - (one.initial_epoch ?? 0);
  expect(end).toMatchObject({ isStopped: false, epochsDone: one.history.loss!.length });
  expect(end.reason, `${end.reason}`).toEqual(ended ? expect.stringMatching(/^Stopped early/) : null);
  const curves = curvesOf(epochs);
  for (const [name, theirs] of Object.entries(one.history)) {
    const values = theirs.filter((value) => value !== null);
    const ours = curves[name] ?? [];
    expect(difference(ours, values, 0.1), `${name}: ${ours} and ${values}`).toBeLessThan(ROUNDING);
  }
  const told = Object.keys(curves).filter((name) => name !== 'learning_rate');
  expect(Object.keys(one.history)).toEqual(expect.arrayContaining(told));
  const expected = byName(one.weights);
  for (const { name, values } of model.weights()) {
    const theirs = expected[name]!.map((value) => value ?? Number.NaN);
    if (theirs.every(Number.isFinite)) expect(difference(values, theirs, 0.1), name).toBeLessThan(ROUNDING);
  }
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
