/** What the editor, the command line, the trainer process and the training panel say to each other. Plain data, versioned. */

import type { SampleForm, SamplePrediction } from './samples';
import type { PictureStrip, RunSettings, TrainerAnswer } from './training-control';

export const TRAINING_PROTOCOL_VERSION = 1;

export type EngineName = 'native' | 'built-in';
export type EngineChoice = EngineName | 'auto';

/** One layer row of the model as the static analysis sees it; the trainer compares it with the real model. */
export interface ModelRow {
  /** Layer name as the framework prints it, for example `conv2d`. */
  readonly name: string;
  /** Keras class name, for example `Conv2D`. */
  readonly className: string;
  /** Output shape without unknowns other than the batch (`null`). */
  readonly outputShape: readonly (number | null)[];
  readonly paramCount: number;
}

/** A named object of the framework with its settings: an optimizer, a loss or a metric. */
export interface NamedConfig {
  /** Keras class or function name in the Keras spelling, for example `adam`, `sparse_categorical_crossentropy`. */
  readonly name: string;
  /** Arguments by their Keras name, for example `{ learning_rate: 0.001 }`. */
  readonly config: Readonly<Record<string, ConfigValue>>;
}

/** A learning rate may be an object itself, a schedule, which may hold lists. */
export type ConfigValue = number | string | boolean | null | readonly number[] | NamedConfig;

export interface CompileSettings {
  readonly optimizer: NamedConfig;
  readonly loss: NamedConfig;
  readonly metrics: readonly NamedConfig[];
  /** Metrics in which samples count by their weights. */
  readonly weightedMetrics?: readonly NamedConfig[];
  /** What the loss is multiplied by, in training and in validation; 1 if nothing is said. */
  readonly lossWeight?: number;
  /** Set where losses are meant as in TensorFlow.js, which differs from Keras in a crossentropy of another activation. */
  readonly framework?: 'tfjs';
}

export interface FitSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly shuffle: boolean;
  /** `test` validates on the data set's test part; a number is the fraction of the training part held out; `null` is no validation. */
  readonly validation: 'test' | number | null;
  /** The seed of the initial weights and of the shuffling. */
  readonly seed: number;
  /** How much the loss of a sample counts, by its class number; a class without a weight counts 1, and so do all without this. */
  readonly classWeight?: Readonly<Record<string, number>>;
  /** Objects that follow the run and may change or end it: `EarlyStopping`. */
  readonly callbacks?: readonly NamedConfig[];
  /** What a `ModelCheckpoint` chooses the best epoch by; the validation loss (loss without validation) if nothing is said. */
  readonly best?: { readonly monitor: string; readonly mode: 'auto' | 'min' | 'max'; readonly threshold?: number };
  /** Epochs that count as done before the first one. */
  readonly initialEpoch?: number;
  /** Steps of an epoch; it has one for each batch if nothing is said. */
  readonly stepsPerEpoch?: number;
  /** Validation takes so many batches, of `validationBatchSize` samples or as large as those of the training. */
  readonly validationSteps?: number;
  readonly validationBatchSize?: number;
  /** Validation comes after every so many epochs, or after these; after each if nothing is said. */
  readonly validationFreq?: number | readonly number[];
}

/** The data sets that ConvLint knows by name, in the spelling of `keras.datasets`. */
export type DatasetName = 'mnist' | 'fashion_mnist' | 'kmnist' | 'cifar10' | 'cifar100';

/** What a plan must know of data before a run reads them. */
export interface DataDescription {
  readonly name: DatasetName | 'own';
  /** What messages call it: `CIFAR-10`, or the name of the file or folder. */
  readonly title: string;
  /** The shape of one sample, for example `[32, 32, 3]`; `null` for images that are resized to what the model takes. */
  readonly sampleShape: readonly number[] | null;
  readonly classes: number;
  /** Whole numbers from 0 to 255, as pixels are. */
  readonly isPixels: boolean;
  /** The file or folder of the user's own data. */
  readonly path?: string | null;
}

export interface DatasetSettings {
  readonly name: DatasetName | 'own';
  /** At most so many training and test samples are used; `null` uses all there are. */
  readonly limit: number | null;
  /** What the labels look like to the loss: class numbers or one-hot rows. */
  readonly labels: 'sparse' | 'one-hot';
  /** Every value (pixels are 0 to 255) is divided by this number: 255 for values from 0 to 1, 1 to leave them as they are. */
  readonly scale: number;
  /** The shape of one sample as the model takes it, for example `[28, 28, 1]` or `[784]`. */
  readonly sampleShape: readonly number[];
  /** A folder with the four IDX files of MNIST; without it the trainer looks for them itself and falls back on its own subset. */
  readonly folder?: string | null;
  /** The user's own data where the name is `own`: `.npz`, `.csv`, an IDX file or a folder. */
  readonly path?: string | null;
  /** The folder in which downloaded data sets are kept; without it the trainer takes that of the command line. */
  readonly storage?: string | null;
}

/** Everything the trainer needs, written to `job.json` in the run folder. */
export interface TrainingJob {
  readonly version: typeof TRAINING_PROTOCOL_VERSION;
  readonly modelName: string;
  /** The model in the form `tf.models.modelFromJSON` takes: `{ class_name, config }` with Keras 2 names. */
  readonly topology: { readonly class_name: string; readonly config: unknown };
  readonly rows: readonly ModelRow[];
  readonly compile: CompileSettings;
  readonly fit: FitSettings;
  readonly dataset: DatasetSettings;
  readonly engine: EngineChoice;
  /** What was chosen or left out because the program does not say it or it cannot be applied, as sentences. */
  readonly notes?: readonly string[];
  /** The source as it was at the start; kept with the run. */
  readonly source: { readonly path: string; readonly languageId: string; readonly text: string };
  /** Folder that holds this run: `job.json`, `run.json`, `metrics.jsonl`, `model/`. Made by the trainer if absent. */
  readonly runFolder: string;
  /** Whether who starts the run removes its folder at the end; the trainer does so where that process goes away before. */
  readonly isTemporary?: boolean;
}

/** What the best epoch of a run is chosen by. */
export interface BestBy {
  /** Its name in the results; an epoch without it is not looked at. */
  readonly metric: string;
  /** Whether more is better. */
  readonly rises: boolean;
  /** What a value must beat to count at all. */
  readonly threshold?: number;
}

/** `than` is the best one so far, if there is one. Keras compares 32-bit floats. */
export function isBetter({ rises, threshold }: BestBy, value: number, than: number | undefined): boolean {
  const other = than ?? threshold;
  if (!Number.isFinite(value)) return false;
  if (other === undefined) return true;
  return rises ? Math.fround(value) > Math.fround(other) : Math.fround(value) < Math.fround(other);
}

/** Values by the Keras name of the loss or metric: `loss`, `sparse_categorical_accuracy`, `val_loss`, ... */
export type Metrics = Readonly<Record<string, number>>;

/**
 * What a failed run failed of: `job` (a setting is out of range or the job cannot be read), `dataset`, `engine`, `model`,
 * `folder` (the run folder cannot be written), `numeric` (the loss is not a number), `killed` (the process died), `internal`.
 */
export type FailureReason = 'job' | 'dataset' | 'engine' | 'model' | 'folder' | 'numeric' | 'killed' | 'internal';

export interface MemoryUse {
  /** Bytes of the whole process. */
  readonly process: number;
  /** Tensors that the engine holds, and their bytes. */
  readonly tensors: number;
  readonly tensorBytes: number;
}

/** How the values of one weight are spread: `counts` over equal parts from `least` to `most`. */
export interface WeightSpread {
  readonly name: string;
  readonly shape: readonly number[];
  readonly least: number;
  readonly most: number;
  readonly mean: number;
  readonly deviation: number;
  readonly counts: readonly number[];
}

/** Units of a layer with a ReLU that gave 0 for every one of `samples` validation samples. */
export interface DeadUnits {
  readonly layer: string;
  readonly units: number;
  readonly dead: number;
  readonly samples: number;
}

/** The filters of the first convolution. */
export interface LearnedFilters {
  readonly layer: string;
  /** What is to be known of the pictures, in a sentence. */
  readonly note: string | null;
  /** `curves`: over one axis, a row per input channel. */
  readonly form: 'pictures' | 'curves';
  readonly pictures: PictureStrip;
}

/** What the model has learned so far. */
export interface WeightsEvent {
  readonly type: 'weights';
  readonly time: number;
  readonly epoch: number;
  /** `null` in a model without a convolution. */
  readonly filters: LearnedFilters | null;
  readonly spreads: readonly WeightSpread[];
  readonly deadUnits: readonly DeadUnits[];
}

/** What the trainer reports, one JSON object per line on its standard output and in `metrics.jsonl`. Times are milliseconds since the start. */
export type TrainingEvent =
  | {
      readonly type: 'starting';
      readonly time: number;
      readonly step: string;
      /** Those of the job, with the first step. */
      readonly notes?: readonly string[];
    }
  | {
      readonly type: 'started';
      readonly time: number;
      readonly engine: EngineName;
      /** Why this engine, in one sentence. */
      readonly engineReason: string;
      readonly modelName: string;
      /** The rows of the real model. */
      readonly rows: readonly ModelRow[];
      readonly totalParams: number;
      /** Which data set, how much of it and where it was found, in one sentence. */
      readonly data?: string;
      /** What the samples are. */
      readonly samples?: SampleForm;
      readonly trainSamples: number;
      readonly validationSamples: number;
      readonly epochs: number;
      /** Epochs that count as done before the first one. */
      readonly initialEpoch?: number;
      readonly best?: BestBy;
      readonly batchSize: number;
      readonly stepsPerEpoch: number;
      readonly runFolder: string;
      /** Where the real model's shapes or counts differ from the static ones; empty when they agree. */
      readonly disagreements: readonly string[];
      /** What a new run could change. */
      readonly settings?: RunSettings;
      /** Left out where all classes count the same. */
      readonly classWeight?: Readonly<Record<string, number>>;
    }
  | {
      readonly type: 'batch';
      readonly time: number;
      /** One-based. */
      readonly epoch: number;
      /** One-based step within the epoch. */
      readonly step: number;
      /** Means over the epoch so far, as the progress bar of Keras shows them. */
      readonly metrics: Metrics;
      /** Means over the steps since the last `batch` event. */
      readonly recent?: Metrics;
      readonly msPerStep: number;
      /** Seconds to the end of the whole run, from the pace so far. */
      readonly etaSeconds: number;
      readonly memory?: MemoryUse;
    }
  | {
      readonly type: 'epoch';
      readonly time: number;
      readonly epoch: number;
      /** Training and `val_` metrics at the end of the epoch. */
      readonly metrics: Metrics;
      readonly seconds: number;
      readonly msPerStep: number;
      /** Of its last step, where the rate may change. */
      readonly learningRate?: number;
    }
  | {
      readonly type: 'evaluation';
      readonly time: number;
      readonly epoch: number;
      readonly classes: readonly string[];
      /** `confusion[label][predicted]` counts over the validation part. */
      readonly confusion: readonly (readonly number[])[];
      /** The worst predictions first, then some right ones. */
      readonly samples: readonly SamplePrediction[];
    }
  | WeightsEvent
  | { readonly type: 'paused'; readonly time: number }
  | { readonly type: 'resumed'; readonly time: number }
  /** The weights are those of this epoch again. */
  | { readonly type: 'restored'; readonly time: number; readonly epoch: number }
  | {
      readonly type: 'ended';
      readonly time: number;
      readonly outcome: 'finished' | 'stopped';
      readonly epochsDone: number;
      /** Folder of the saved model, if it was saved. */
      readonly model: string | null;
      /** The best epoch, where its weights are kept beside the model. */
      readonly bestEpoch?: number | null;
      /** Why it was stopped though nobody asked for it, in a sentence. */
      readonly interrupted?: string;
      /** Why a callback of the program ended it before its last epoch, in a sentence. */
      readonly reason?: string;
      /** Milliseconds of processor time that went into telling about the run, of all that its epochs took. */
      readonly reporting?: { readonly milliseconds: number; readonly of: number };
    }
  | {
      readonly type: 'failed';
      readonly time: number;
      readonly reason: FailureReason;
      /** A sentence for the user: what happened and what can be done. */
      readonly message: string;
      readonly epochsDone: number;
    };

/** What is left of a run that ended early, as a sentence; empty if nothing is. */
export function keptText(epochs: number): string {
  if (epochs === 0) return '';
  return epochs === 1 ? 'The finished epoch is kept.' : `The ${epochs} finished epochs are kept.`;
}

/** `run.json`: how a run was set up and how it ended, rewritten after each epoch. */
export interface RunRecord {
  readonly version: typeof TRAINING_PROTOCOL_VERSION;
  readonly id: string;
  readonly startedAt: string;
  /** The process that trains, while it runs. */
  readonly pid?: number | null;
  readonly modelName: string;
  readonly sourcePath: string;
  readonly engine: EngineName | null;
  readonly compile: CompileSettings;
  readonly fit: FitSettings;
  readonly dataset: DatasetSettings;
  readonly rows: readonly ModelRow[];
  readonly outcome: 'running' | 'finished' | 'stopped' | 'failed';
  readonly message: string | null;
  readonly epochs: readonly {
    readonly epoch: number;
    readonly seconds: number;
    readonly msPerStep: number;
    readonly metrics: Metrics;
    readonly learningRate?: number;
  }[];
}

/** Messages from the extension to the training panel. */
export type PanelInput =
  | { readonly type: 'event'; readonly event: TrainingEvent }
  /** Everything so far, after the panel was (re)opened, and where the run is, as people read it. */
  | { readonly type: 'replay'; readonly events: readonly TrainingEvent[]; readonly place?: string }
  | { readonly type: 'answer'; readonly answer: TrainerAnswer };
