/** A model whose whole training step is one TensorFlow graph, run by tfjs-node. */

import { rmSync } from 'node:fs';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Batch, BatchResult, TrainableModel, TrainingSettings, WeightValues } from '../../engine';
import { messageOf } from '../../failure';
import { scratchFolder } from '../../scratch';
import { applyFolded, foldOutputActivation } from '../output-activation';
import type { FoldedActivation } from '../tensor-loss';
import type { Tf } from '../tf';
import { type GraphProgram, weightKey, writeProgram } from './program';
import { type Fed, GraphSession, type Runner } from './session';
import { NotInGraph } from './unsupported';

/** The model as it is now, or why the graph cannot train it: a phrase after "because". */
export function buildGraphModel(tf: Tf, model: LayersModel, settings: TrainingSettings): GraphModel | string {
  const output = model.outputs[0]!.sourceLayer as unknown as { activation?: unknown };
  const { activation } = output;
  const folder = scratchFolder();
  try {
    const folded = foldOutputActivation(model.outputs[0]!, settings.plan.loss);
    const program = writeProgram(folder, model, settings, folded);
    return new GraphModel(new GraphSession(tf, folder), program, model, settings, folded);
  } catch (error) {
    if (activation !== undefined) output.activation = activation;
    if (error instanceof NotInGraph) return error.message;
    console.error(error);
    return `TensorFlow does not run the graph (${messageOf(error).split('\n')[0]})`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export class GraphModel implements TrainableModel {
  readonly method = 'Each training step is one TensorFlow graph.';
  learningRate: number;
  private readonly names: readonly string[];
  private readonly shapes: readonly (readonly number[])[];
  private readonly outputUnits: number;
  private readonly step: Runner;
  private readonly evaluate: Runner;
  private readonly read: Runner;
  private readonly gradientsOf: Runner;

  constructor(
    private readonly session: GraphSession,
    private readonly program: GraphProgram,
    private readonly model: LayersModel,
    private readonly settings: TrainingSettings,
    private readonly folded: FoldedActivation,
  ) {
    this.learningRate = settings.plan.optimizer.learningRate;
    this.names = model.weights.map((weight) => weight.originalName);
    this.shapes = model.weights.map((weight) => weight.shape.map((dim) => dim!));
    this.outputUnits = model.outputs[0]!.shape.at(-1)!;
    this.step = session.runner(program.step);
    this.evaluate = session.runner(program.evaluate);
    this.read = session.runner(program.read);
    this.gradientsOf = session.runner(program.gradients);
    this.write(model.weights.map((weight) => weight.read().dataSync() as Float32Array));
    this.tryOut();
  }

  trainOnBatch(batch: Batch): BatchResult {
    const rate = { shape: [], values: Float32Array.of(this.learningRate) };
    return this.result(this.step([...this.feeds(batch), rate]));
  }

  evaluateBatch(batch: Batch): BatchResult {
    return this.result(this.evaluate(this.feeds(batch)));
  }

  weights(): WeightValues[] {
    if (this.names.length === 0) return [];
    const values = this.read([{ shape: [], values: new Float32Array(1) }]);
    return values.map((one, index) => ({ name: this.names[index]!, shape: [...this.shapes[index]!], values: one }));
  }

  load(weights: readonly WeightValues[]): void {
    this.write(weights.map(({ values }) => values));
  }

  /** The gradients that a step on this batch would follow, by the names of the weights. */
  gradients(batch: Batch): ReadonlyMap<string, Float32Array> {
    const results = this.gradientsOf(this.feeds(batch));
    const keys = Object.keys(this.program.gradients.outputs);
    const named = this.names.map((name, index) => [name, results[keys.indexOf(weightKey(index))]] as const);
    return new Map(named.flatMap(([name, gradient]) => (gradient === undefined ? [] : [[name, gradient]])));
  }

  dispose(): void {
    this.session.dispose();
    this.model.dispose();
  }

  private write(values: readonly Float32Array[]): void {
    if (values.length === 0) return;
    const fed = values.map((one, index) => ({ shape: this.shapes[index]!, values: one }));
    this.session.runner(this.program.write)(fed);
  }

  /** Builds the kernels of a whole step and runs them, so that what TensorFlow cannot do is known before the start. */
  private tryOut(): void {
    const size = this.settings.sampleShape.reduce((product, dim) => product * dim, 1);
    const pixels = this.settings.values === 'float32' ? new Float32Array(2 * size) : new Uint8Array(2 * size);
    this.gradients({ size: 2, pixels, labels: new Uint8Array(2) });
  }

  private feeds({ size, pixels, labels, weights }: Batch): Fed[] {
    const { weighted } = this.settings;
    return [
      { shape: [size, ...this.settings.sampleShape], values: pixels },
      { shape: [size], values: labels },
      ...(weighted ? [{ shape: [size, 1], values: weights ?? new Float32Array(size).fill(1) }] : []),
    ];
  }

  private result([loss, outputs]: Float32Array[]): BatchResult {
    return { loss: loss![0]!, outputs: applyFolded(this.folded, outputs!, this.outputUnits) };
  }
}
