/** A model of the TensorFlow.js layers API with a training step of our own; the same for every backend. */

import type { Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { EngineName, TrainingJob } from '../../protocol/training';
import { type UpdateRule, updateRule } from '../compile/update-rule';
import type { Batch, BatchResult, BuiltModel, Engine, TrainableModel, TrainingSettings, WeightValues } from '../engine';
import { messageOf, TrainingFailure } from '../failure';
import { buildInspectedModel } from './inspected-model';
import { applyFolded, foldOutputActivation } from './output-activation';
import { type FoldedActivation, type TensorLoss, tensorLoss } from './tensor-loss';
import type { Tf } from './tf';

/** Makes a compiled model trainable; engines that have a faster way put it here. */
export type Compiler = (tf: Tf, model: LayersModel, settings: TrainingSettings) => TrainableModel;

/** An engine on the layers API of this namespace. */
export function layersEngine(name: EngineName, tf: Tf, compile: Compiler): Engine {
  return {
    name,
    build: (topology) => buildLayersModel(tf, topology, compile),
    inspect: (topology) => buildInspectedModel(tf, topology),
    memory: () => {
      const { numTensors, numBytes } = tf.memory();
      return { tensors: numTensors, tensorBytes: numBytes };
    },
  };
}

export async function buildLayersModel(
  tf: Tf,
  topology: TrainingJob['topology'],
  compile: Compiler = compileEagerly,
): Promise<BuiltModel> {
  let model: LayersModel;
  try {
    // The loader may change what it is given.
    model = await tf.models.modelFromJSON({ modelTopology: structuredClone(topology) as never });
  } catch (error) {
    throw new TrainingFailure('model', `TensorFlow.js does not accept the model: ${messageOf(error)}`);
  }
  return {
    rows: model.layers.map((layer) => ({
      name: layer.name,
      className: layer.getClassName(),
      outputShape: firstShape(layer),
      paramCount: layer.countParams(),
    })),
    totalParams: model.countParams(),
    inputShapes: model.inputs.map((input) => input.shape),
    outputShapes: model.outputs.map((output) => output.shape),
    compile: (settings) => compile(tf, model, settings),
  };
}

/** Trains operation by operation. */
export function compileEagerly(
  tf: Tf,
  model: LayersModel,
  settings: TrainingSettings,
  method?: string,
): TrainableModel {
  return new TrainableLayersModel(tf, model, settings, method);
}

class TrainableLayersModel implements TrainableModel {
  learningRate: number;
  private readonly outputUnits: number;
  private readonly folded: FoldedActivation;
  private readonly loss: TensorLoss;
  private readonly update: UpdateRule;
  private steps = 0;

  constructor(
    private readonly tf: Tf,
    private readonly model: LayersModel,
    private readonly settings: TrainingSettings,
    readonly method?: string,
  ) {
    this.learningRate = settings.plan.optimizer.learningRate;
    this.outputUnits = model.outputs[0]!.shape.at(-1)!;
    this.folded = foldOutputActivation(model.outputs[0]!, settings.plan.loss);
    this.loss = tensorLoss(tf, settings.plan.loss, this.folded);
    this.update = updateRule(settings.plan.optimizer);
  }

  trainOnBatch(batch: Batch): BatchResult {
    const { tf, model } = this;
    this.steps++;
    return this.tidied(() => {
      const input = this.inputTensor(batch);
      const truth = this.truthTensor(batch);
      const sampleWeights = this.weightTensor(batch);
      const weights = model.trainableWeights.map((weight) => weight.read() as Variable);
      let outputs: Tensor2D | undefined;
      const forward = (): Scalar => {
        outputs = model.apply(input, { training: true }) as Tensor2D;
        tf.keep(outputs);
        return this.lossWithPenalties(truth, outputs, sampleWeights);
      };
      if (weights.length === 0) return this.result(forward(), outputs!);
      const { value, grads } = tf.variableGrads(forward, weights);
      model.trainableWeights.forEach((weight, index) => {
        const gradient = grads[weights[index]!.name];
        if (gradient) this.change(weight, index, gradient);
      });
      return this.result(value, outputs!);
    });
  }

  evaluateBatch(batch: Batch): BatchResult {
    return this.tidied(() => {
      const outputs = this.model.apply(this.inputTensor(batch), { training: false }) as Tensor2D;
      return this.result(this.lossWithPenalties(this.truthTensor(batch), outputs, this.weightTensor(batch)), outputs);
    });
  }

  weights(): WeightValues[] {
    return this.model.weights.map((weight) => {
      const tensor = weight.read();
      return { name: weight.originalName, shape: tensor.shape, values: tensor.dataSync() as Float32Array };
    });
  }

  load(weights: readonly WeightValues[]): void {
    this.tf.tidy(() => {
      this.model.weights.forEach((weight, index) => {
        const { values, shape } = weights[index]!;
        weight.write(this.tf.tensor(values, [...shape]));
      });
    });
  }

  dispose(): void {
    this.model.dispose();
  }

  /** Frees all tensors that were made; the result, which holds none, is kept away from the search for them. */
  private tidied(measure: () => BatchResult): BatchResult {
    const results: BatchResult[] = [];
    this.tf.tidy(() => {
      results.push(measure());
    });
    return results[0]!;
  }

  private lossWithPenalties(truth: Tensor2D, outputs: Tensor2D, sampleWeights: Tensor2D | null): Scalar {
    const penalties = this.model.calculateLosses();
    return penalties.reduce((sum, penalty) => this.tf.add(sum, penalty), this.loss(truth, outputs, sampleWeights));
  }

  private result(loss: Scalar, outputs: Tensor2D): BatchResult {
    const rows = outputs.dataSync() as Float32Array;
    const result = { loss: loss.dataSync()[0]!, outputs: applyFolded(this.folded, rows, this.outputUnits) };
    outputs.dispose();
    return result;
  }

  private change(weight: LayersModel['trainableWeights'][number], index: number, gradient: Tensor): void {
    const old = weight.read();
    const values = old.dataSync().slice() as Float32Array;
    const step = { count: this.steps, learningRate: this.learningRate };
    this.update(index, step, values, gradient.dataSync() as Float32Array);
    weight.write(this.tf.tensor(values, old.shape));
  }

  private inputTensor(batch: Batch): Tensor {
    const { scale, sampleShape } = this.settings;
    const values = new Float32Array(batch.pixels.length);
    for (let i = 0; i < values.length; i++) values[i] = batch.pixels[i]! / scale;
    return this.tf.tensor(values, [batch.size, ...sampleShape]);
  }

  private weightTensor({ weights, size }: Batch): Tensor2D | null {
    return weights ? this.tf.tensor2d(weights, [size, 1]) : null;
  }

  private truthTensor(batch: Batch): Tensor2D {
    const { labels, plan } = this.settings;
    const asRows = labels === 'one-hot' || plan.loss.kind === 'sparse_categorical_crossentropy';
    if (!asRows) return this.tf.tensor2d(Float32Array.from(batch.labels), [batch.size, 1]);
    const rows = new Float32Array(batch.size * this.outputUnits);
    for (let i = 0; i < batch.size; i++) rows[i * this.outputUnits + batch.labels[i]!] = 1;
    return this.tf.tensor2d(rows, [batch.size, this.outputUnits]);
  }
}

/** A layer with several outputs or applications counts with its first; `outputShape` fails where these differ. */
function firstShape(layer: LayersModel['layers'][number]): (number | null)[] {
  const output = layer.getOutputAt(0);
  return (Array.isArray(output) ? output[0]! : output).shape;
}
