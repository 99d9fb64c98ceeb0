/** What a training engine offers to the loop. Engines know tensors; the loop knows epochs, events and files. */

import type { EngineName, ModelRow, TrainingJob } from '../protocol/training';
import type { CompilePlan } from './compile/plan';

export interface Engine {
  readonly name: EngineName;
  /** Makes the model with fresh weights. Throws `TrainingFailure` with reason `model` if the framework refuses it. */
  build(topology: TrainingJob['topology']): Promise<BuiltModel>;
  /** A copy of the model to look into; its weights are to be loaded. */
  inspect(topology: TrainingJob['topology']): Promise<InspectedModel>;
  /** What the engine holds right now. */
  memory(): { readonly tensors: number; readonly tensorBytes: number };
}

/** What one layer gives for the samples of a batch. */
export interface LayerOutput {
  readonly name: string;
  readonly className: string;
  /** Its activation, by the class name of TensorFlow.js such as `relu`; `null` if it has none. */
  readonly activation: string | null;
  /** With the batch. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface InspectedModel {
  /** Takes the weights of a model with the same topology. */
  load(weights: readonly WeightValues[]): void;
  /** Whether any layer ends in one of these activations. */
  hasActivation(names: readonly string[]): boolean;
  /** `values` are scaled samples, one after the other. Only layers with one of the `activations` are told, if any are given. */
  run(
    values: Float32Array,
    sampleShape: readonly number[],
    activations?: readonly string[],
  ): { readonly layers: readonly LayerOutput[]; readonly output: Float32Array };
  dispose(): void;
}

/** Shapes and counts as the framework has them; batches are `null`. */
export interface BuiltModel {
  readonly rows: readonly ModelRow[];
  readonly totalParams: number;
  readonly inputShapes: readonly (readonly (number | null)[])[];
  readonly outputShapes: readonly (readonly (number | null)[])[];
  /** Makes it ready to train. The model has one input, and one output of `[null, units]`. */
  compile(settings: TrainingSettings): TrainableModel;
}

/** How a model is trained. */
export interface TrainingSettings {
  readonly plan: CompilePlan;
  /** The shape of one sample as the model takes it. */
  readonly sampleShape: readonly number[];
  /** Values are divided by this. */
  readonly scale: number;
  /** Bytes from 0 to 255, which is meant if nothing is said, or any numbers. */
  readonly values?: 'uint8' | 'float32';
  readonly labels: 'sparse' | 'one-hot';
  /** Whether samples are weighted; batches without weights count 1 all the same. */
  readonly weighted?: boolean;
}

/** Some samples, one after the other. The arrays are only valid during the call. */
export interface Batch {
  readonly size: number;
  /** Values before they are scaled, of the kind that the settings name; `size` times the elements of a sample. */
  readonly pixels: Uint8Array | Float32Array;
  /** One class number per sample, whatever form the loss wants. */
  readonly labels: Uint8Array;
  /** How much the loss of each sample counts; left out where all count 1. */
  readonly weights?: Float32Array;
}

export interface BatchResult {
  /** The weighted sum over the batch divided by its size, as in Keras; penalties of regularizers included. */
  readonly loss: number;
  /** What the model says, `size * outputUnits`, after the output activation. */
  readonly outputs: Float32Array;
}

export interface WeightValues {
  /** As in the files of TensorFlow.js, for example `conv2d/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface TrainableModel {
  /** How its steps are computed and why so, in one sentence, where the engine has several ways. */
  readonly method?: string;
  /** Of the next step. */
  learningRate: number;
  /** One step of gradient descent; the result is of before the step. */
  trainOnBatch(batch: Batch): BatchResult | Promise<BatchResult>;
  /** The model as it is used after training: no dropout, moving averages. */
  evaluateBatch(batch: Batch): BatchResult | Promise<BatchResult>;
  /** All weights as they are now, trainable or not. */
  weights(): WeightValues[];
  /** Takes such weights back; what the optimizer remembers stays. */
  load(weights: readonly WeightValues[]): void;
  dispose(): void;
}
