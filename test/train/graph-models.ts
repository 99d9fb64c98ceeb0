/** Models on the real tfjs-node, once as a graph and once operation by operation, with equal weights. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import type * as layersApi from '@tensorflow/tfjs-layers';
import type { NamedConfig, TrainingJob } from '../../src/protocol/training';
import { planCompile } from '../../src/train/compile/plan';
import type { Batch, TrainableModel } from '../../src/train/engine';
import { buildGraphModel, type GraphModel } from '../../src/train/engines/graph/graph-model';
import { compileEagerly } from '../../src/train/engines/layers-model';
import { findNativeEngine, loadTfjsNode } from '../../src/train/engines/native';
import type { Tf } from '../../src/train/engines/tf';
import { type Random, seededRandom, seedMathRandom } from '../../src/train/random';

const PACKAGE_ROOT = path.resolve(import.meta.dirname, '../..');

const folder = findNativeEngine(PACKAGE_ROOT);

export const installed = folder !== null && existsSync(folder);

export type TfWithLayers = Tf & Pick<typeof layersApi, 'layers' | 'model' | 'input' | 'sequential'>;

let loaded: TfWithLayers | null = null;

export function tfjsNode(): TfWithLayers {
  loaded ??= loadTfjsNode(folder!) as TfWithLayers;
  return loaded;
}

export interface Setup {
  readonly topology: TrainingJob['topology'];
  readonly sampleShape: readonly number[];
  readonly units: number;
  readonly optimizer?: NamedConfig;
  readonly loss?: NamedConfig;
  readonly labels?: 'sparse' | 'one-hot';
  readonly scale?: number;
  readonly seed?: number;
  /** The first values of weights, by their names; the others are drawn. */
  readonly weights?: Readonly<Record<string, readonly number[]>>;
}

const SGD: NamedConfig = { name: 'sgd', config: { learning_rate: 0.05 } };

async function compiled<Model>(
  setup: Setup,
  compile: (model: layersApi.LayersModel, settings: Parameters<typeof compileEagerly>[2]) => Model,
): Promise<Model> {
  const restore = seedMathRandom(setup.seed ?? 1);
  try {
    const tf = tfjsNode();
    const model = await tf.models.modelFromJSON({ modelTopology: structuredClone(setup.topology) as never });
    for (const weight of model.weights) {
      const values = setup.weights?.[weight.originalName];
      if (values !== undefined) weight.write(tf.tensor(Float32Array.from(values), weight.shape as number[]));
    }
    const { labels = 'sparse', sampleShape, scale = 255, units } = setup;
    const loss = setup.loss ?? { name: 'sparse_categorical_crossentropy', config: {} };
    const plan = planCompile({ optimizer: setup.optimizer ?? SGD, loss, metrics: [] }, labels, units);
    return compile(model, { plan, sampleShape, scale, labels });
  } finally {
    restore();
  }
}

export function eagerModel(setup: Setup): Promise<TrainableModel> {
  return compiled(setup, (model, settings) => compileEagerly(tfjsNode(), model, settings));
}

/** The loss of a batch, without dropout, with some weights changed. */
export async function lossWith(
  setup: Setup,
  batch: Batch,
  changes: ReadonlyMap<string, (value: number, index: number) => number>,
): Promise<number> {
  const model = await compiled(setup, (layersModel, settings) => {
    for (const weight of layersModel.weights) {
      const change = changes.get(weight.originalName);
      if (change === undefined) continue;
      const values = Float32Array.from(weight.read().dataSync(), change);
      weight.write(tfjsNode().tensor(values, weight.shape as number[]));
    }
    return compileEagerly(tfjsNode(), layersModel, settings);
  });
  const { loss } = await model.evaluateBatch(batch);
  model.dispose();
  return loss;
}

/** Throws the reason where the graph does not cover the model. */
export function graphModel(setup: Setup): Promise<GraphModel> {
  return compiled(setup, (model, settings) => {
    const graph = buildGraphModel(tfjsNode(), model, settings);
    if (typeof graph === 'string') throw new Error(graph);
    return graph;
  });
}

/** Why the graph does not train the model, `null` if it does. */
export function refusal(setup: Setup): Promise<string | null> {
  return compiled(setup, (model, settings) => {
    const graph = buildGraphModel(tfjsNode(), model, settings);
    if (typeof graph === 'string') return graph;
    graph.dispose();
    return null;
  });
}

export function randomBatches(setup: Setup, count: number, size: number, random: Random = seededRandom(7)): Batch[] {
  const length = setup.sampleShape.reduce((product, dim) => product * dim, 1);
  const classes = setup.units === 1 ? 2 : setup.units;
  const bytes = (amount: number, below: number) =>
    Uint8Array.from({ length: amount }, () => Math.floor(random() * below));
  return Array.from({ length: count }, () => ({
    size,
    pixels: bytes(size * length, 256),
    labels: bytes(size, classes),
  }));
}

/** The largest difference, relative to the largest expected number, or to `least` if that is larger. */
export function difference(actual: ArrayLike<number>, expected: ArrayLike<number>, least = 1e-6): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [worst, size] = [0, least];
  for (let i = 0; i < expected.length; i++) {
    const gap = Math.abs(actual[i]! - expected[i]!);
    if (!(gap <= worst)) worst = gap;
    size = Math.max(size, Math.abs(expected[i]!));
  }
  return worst / size;
}

export interface Comparison {
  /** Relative differences: of the loss of each step, of the outputs of the last one, of all weights after it. */
  readonly losses: readonly number[];
  readonly outputs: number;
  readonly weights: ReadonlyMap<string, number>;
  /** Of an evaluation after the steps. */
  readonly evaluation: number;
}

/** Trains both from equal weights on equal batches. */
export async function compare(setup: Setup, batches: readonly Batch[]): Promise<Comparison> {
  const graph = await graphModel(setup);
  const eager = await eagerModel(setup);
  const losses: number[] = [];
  let outputs = 0;
  for (const batch of batches) {
    const [ours, theirs] = [graph.trainOnBatch(batch), await eager.trainOnBatch(batch)];
    losses.push(difference([ours.loss], [theirs.loss]));
    outputs = difference(ours.outputs, theirs.outputs);
  }
  const expected = eager.weights();
  const weights = new Map(
    graph.weights().map(({ name, values }, index) => [name, difference(values, expected[index]!.values, 0.01)]),
  );
  const last = batches.at(-1)!;
  const [ours, theirs] = [graph.evaluateBatch(last), await eager.evaluateBatch(last)];
  const evaluation = Math.max(difference([ours.loss], [theirs.loss]), difference(ours.outputs, theirs.outputs));
  graph.dispose();
  eager.dispose();
  return { losses, outputs, weights, evaluation };
}

/** The topology of a sequential model. */
export function stack(layers: layersApi.layers.Layer[]): TrainingJob['topology'] {
  const model = tfjsNode().sequential({ layers });
  const topology = model.toJSON(null, false) as unknown as TrainingJob['topology'];
  model.dispose();
  return topology;
}

/** The topology of a model between two tensors. */
export function network(inputs: layersApi.SymbolicTensor, outputs: unknown): TrainingJob['topology'] {
  const model = tfjsNode().model({ inputs, outputs: outputs as layersApi.SymbolicTensor });
  const topology = model.toJSON(null, false) as unknown as TrainingJob['topology'];
  model.dispose();
  return topology;
}
