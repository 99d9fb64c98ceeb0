/** What the analysis finds: layers, their applications, models and the data they meet. Plain data with spans. */
import type { ArrayFacts, Value } from '../eval/value';
import type { ApplicationSite } from '../lang/edit';
import type { Argument, CallExpr, Expr } from '../lang/program';
import type { AxisWindow, LayerDefinition, Refusal, Weight } from '../layers/definition';
import type { NotKnown } from '../layers/infer';
import type { Plain } from '../layers/plain';
import type { Count } from '../shape/count';
import type { Shape } from '../shape/dim';
import type { Axis } from '../shape/formula';
import type { Span } from '../text/span';

/** A symbolic tensor. */
export interface Tensor {
  readonly id: number;
  /** Null if not even the rank is known. */
  readonly shape: Shape | null;
  readonly dtype: string;
  /** The application it comes out of; null for a placeholder that no layer made. */
  readonly producer: Application | null;
  /** Why the shape is not known; null if it is. */
  readonly unknown: string | null;
  /** Given where it is one of two, and a condition that is not known decides which. */
  readonly either?: Either;
}

export interface Either {
  readonly tensors: readonly [Tensor, Tensor];
  /** Completes "not known because …". */
  readonly reason: string;
}

/** An arg of a layer as the program gave it. */
export interface LayerArg {
  /** Camel case, as in the definition. */
  readonly name: string;
  /** The read value; the default if it was not given. */
  readonly value: unknown;
  /** The value as the program gave it; undefined if it did not. */
  readonly plain: Plain | undefined;
  /** Where it was given; null if it was not. */
  readonly source: Argument | null;
  /** The span of the value where it was given. */
  readonly span: Span | null;
  /** The literals that the value was written with, if it came from literals: what a fix changes. For a list, one per element. */
  readonly origins: readonly (Expr | null)[];
}

/** Whether training changes weights, or why that is not known. */
export type Trainable = boolean | NotKnown;

/** One layer object. */
export interface Layer {
  readonly id: number;
  /** Null for a layer whose class the catalogue does not know, and for classes of the program. */
  readonly definition: LayerDefinition | null;
  /** The Keras class name in every language, or the name of the program's class. */
  readonly className: string;
  readonly name: string;
  readonly args: ReadonlyMap<string, LayerArg>;
  /** The read values by camel-case name; null if what decides the shape is not known. Adapting is written through the journal. */
  values: Readonly<Record<string, unknown>> | null;
  /** The call that made it. */
  readonly span: Span;
  readonly call: CallExpr | null;
  /** Freezing is written through the journal. */
  trainable: Trainable;
  /** Set by the first application; null before. Written through the journal. */
  weights: readonly Weight[] | null;
  /** Why it is not known whether the program builds it, which one way of a condition does. Written through the journal. */
  buildUnknown?: string;
  /** Why nothing can be said of it: an unreadable arg, an unknown class. */
  readonly unknown: string | null;
  /** What the framework refuses already when the layer is made. */
  readonly refusals: readonly LocatedRefusal[];
  /** Input shape given to the layer itself (`input_shape=`), batch included; null if none. */
  readonly inputShape: Shape | null;
  readonly inputShapeArg: LayerArg | null;
  /** A model used as a layer. */
  readonly model: Model | null;
  /** What an operation on tensors makes of inputs of other shapes, null where that is not known; null for layers. */
  readonly computes: ((inputs: readonly Shape[]) => Computed | null) | null;
  /** The dtype or the policy with which the layer was made: `float16`, `mixed_float16`. */
  readonly dtype?: string;
  /** True for an operation that makes a mask: Keras lists it where a layer takes the mask, and a program does not write it. */
  readonly masks?: boolean;
  /** What a layer that the program writes keeps: its own weights and the layers in its attributes. Written through the journal. */
  holds: Holdings | null;
}

/** What an operation makes of inputs, and the multiply-accumulates that it takes for one sample. */
export interface Computed {
  readonly shapes: readonly Shape[];
  readonly macs: Count;
}

/** Weights and layers that an object of a class of the program keeps. */
export interface Holdings {
  readonly weights: readonly Weight[];
  readonly layers: readonly Layer[];
}

export interface LocatedRefusal extends Refusal {
  readonly span: Span;
  /** The argument at fault, where one is. */
  readonly source: Argument | null;
}

/** One use of a layer on tensors. The rows of every summary. */
export interface Application {
  readonly id: number;
  readonly layer: Layer;
  /** Where it is applied: the call, the element of the list, the `add`. */
  readonly span: Span;
  readonly site: ApplicationSite | null;
  /** Flags of the call that decide what comes out (`returnAttentionScores`). */
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly inputs: readonly Tensor[];
  /** Tensors that it takes besides: the first state of a recurrent layer. */
  readonly besides: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /** Per output, how each axis comes about; the shapes of `outputs` are its values. */
  readonly axes: readonly (readonly Axis[])[];
  readonly weights: readonly Weight[];
  readonly params: Count;
  readonly macs: Count;
  readonly windows: readonly AxisWindow[];
  readonly refusals: readonly LocatedRefusal[];
  /** Why shape or count are not known; null if they are. */
  readonly unknown: string | null;
}

export type ModelKind = 'sequential' | 'functional' | 'subclass';

export interface Model {
  readonly id: number;
  readonly kind: ModelKind;
  /** `Sequential`, `Functional` or the name of the program's class. */
  readonly className: string;
  name: string;
  /** The call that made it. */
  readonly span: Span;
  readonly call: CallExpr | null;
  /** The variable it was first bound to, with its place: what lens and summary call it. Written through the journal. */
  variable: { readonly name: string; readonly span: Span } | null;
  /** In order of a summary. Sequential models grow; written through the journal. */
  layers: readonly Layer[];
  applications: readonly Application[];
  inputs: readonly Tensor[];
  outputs: readonly Tensor[];
  trainable: Trainable;
  /** Weights that a model of the program adds itself. */
  ownWeights: readonly Weight[];
  /** Multiply-accumulates that the first call of a model of the program takes for one sample; null where they are not known. */
  callMacs: Count;
  /** The settings of the last `compile`. */
  compile: CompileCall | null;
  /** Why the model is not known in full; null if it is. */
  unknown: string | null;
  /** Why its counts are not known although its shapes are: a condition decides about layers. */
  countsUnknown: string | null;
  /** The model as a layer of another; made on first use. */
  asLayer: Layer | null;
}

/** A named setting with its plain args: an optimizer, a loss, a metric. */
export interface NamedSetting {
  /** Keras spelling where it is known: `adam`, `sparse_categorical_crossentropy`, `SparseCategoricalAccuracy`. */
  readonly name: string;
  readonly args: Readonly<Record<string, SettingValue>>;
  /** Names of args that are given but are no plain values: a function, a computed number. */
  readonly unread: readonly string[];
  /** Names of args that are whole numbers for the language: `1`, not `1.0`. */
  readonly whole?: readonly string[];
  readonly span: Span;
}

/** A setting within a setting is a schedule of the learning rate. */
export type SettingValue = number | string | boolean | null | readonly number[] | NamedSetting;

export interface CompileCall {
  readonly span: Span;
  readonly call: CallExpr | null;
  readonly optimizer: NamedSetting | null;
  readonly loss: NamedSetting | null;
  readonly metrics: readonly NamedSetting[];
  /** Metrics in which samples count by their weights. */
  readonly weightedMetrics?: readonly NamedSetting[];
  /** What the loss is multiplied by in a model with one output; left out where nothing is said. */
  readonly lossWeight?: number | UnknownArgument;
  /** The loss of each output; null where that is not known. One without a key counts for all outputs if it is alone. */
  readonly losses: readonly OutputLoss[] | null;
  /** Words that the framework looks up in vain. */
  readonly unknownWords: readonly UnknownWord[];
}

export interface OutputLoss {
  /** The name of the output where losses are given by name. */
  readonly key: string | null;
  readonly setting: NamedSetting;
}

/** A word of `compile` that names no loss, metric or optimizer. */
export interface UnknownWord {
  readonly what: 'loss' | 'metric' | 'optimizer';
  readonly word: string;
  /** The word that is meant. */
  readonly near: string | null;
  readonly span: Span;
  /** The literal it was written with. */
  readonly origin: Expr | null;
}

/** Data given to a model. */
export interface DataPart {
  /** The name of the input or output where the data are given by name (`{"image": x}`); null if by order. */
  readonly key: string | null;
  readonly shape: Shape | null;
  readonly dtype: string | null;
  readonly facts: ArrayFacts;
  readonly history: readonly { readonly span: Span; readonly text: string }[];
  /** The argument that gave it. */
  readonly span: Span;
  readonly unknown: string | null;
}

/** An argument of `fit` or `compile` that changes a training and that is not known. */
export interface UnknownArgument {
  readonly argument: string;
  /** Completes "… is not known because …". */
  readonly reason: string;
  readonly span: Span;
}

/** A callback that `fit` is given. */
export interface FitCallback extends NamedSetting {
  /** False for a class of the program itself. */
  readonly isOfLibrary: boolean;
  /** Of a LearningRateScheduler: the rate of each epoch, or why it is not known, completing "… because …". */
  readonly rates: readonly number[] | string | null;
}

/** How `fit` cuts the data into epochs; what is not given or not known is left out. */
export interface EpochSettings {
  readonly initialEpoch?: number;
  readonly stepsPerEpoch?: number;
  readonly validationSteps?: number;
  readonly validationBatchSize?: number;
  readonly validationFreq?: number | readonly number[];
}

/** The weights that `fit` gives to classes. */
export type ClassWeights = {
  readonly span: Span;
  /** Whether the model is trained on a `tf.data.Dataset`, for which Keras looks weights up in another way. */
  readonly ofDataset: boolean;
} & (
  | {
      readonly kind: 'known';
      readonly weights: ReadonlyMap<number, number>;
      /** Keys that no class number equals, as they are written. */
      readonly strayKeys: readonly string[];
    }
  /** Completes "the weights are not known because …". */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** What is given in place of weights by class: `a list`. */
  | { readonly kind: 'unusable'; readonly what: string }
);

/** `fit`, `evaluate`, `predict` or a call on data: where data meet the model. */
export interface DataCall {
  readonly kind: 'fit' | 'evaluate' | 'predict' | 'train_on_batch' | 'call';
  readonly model: Model;
  readonly span: Span;
  readonly call: CallExpr | null;
  /** One per input of the model; null if not given or not followed. */
  readonly x: readonly DataPart[] | null;
  readonly y: readonly DataPart[] | null;
  readonly validation: { readonly x: readonly DataPart[] | null; readonly y: readonly DataPart[] | null } | null;
  /** One weight per sample, given beside inputs and labels. */
  readonly sampleWeight: readonly DataPart[] | null;
  /** False where the call may not run, or where other code may have changed the model before. */
  readonly certain: boolean;
  /** The model's compile settings at the time of the call. */
  readonly compile: CompileCall | null;
  /** Settings that the trainer takes over; null where not given or not known. */
  readonly settings: {
    readonly epochs: number | null;
    readonly batchSize: number | null;
    readonly shuffle: boolean | null;
    readonly validationSplit: number | null;
    readonly classWeight: ClassWeights | null;
    readonly epochSettings?: EpochSettings;
    readonly callbacks?: readonly FitCallback[];
    readonly unknown?: readonly UnknownArgument[];
  };
}

/** A name bound to an array: shown as an inlay hint. */
export interface ArrayBinding {
  readonly name: string;
  readonly span: Span;
  readonly shape: Shape;
  readonly dtype: string | null;
}

/** A place where a name is written, with what it stood for there: several values in a loop or a function. */
export interface NameUse {
  readonly name: string;
  readonly span: Span;
  readonly values: readonly Value[];
}

/** A fault that the evaluator itself meets: a name that does not exist in a library, a tuple that does not unpack. */
export interface EvaluationFault {
  readonly rule: string;
  readonly span: Span;
  readonly message: string;
  /** The name that is meant where the span is a name that is read. */
  readonly meant?: string | null;
}

/** A layer that is another one when the cells of a notebook run in the order in which they ran last. */
export interface OtherOrder {
  /** Where it is applied. */
  readonly span: Span;
  /** What it gives as the cells stand, and as they ran. */
  readonly asWritten: string;
  readonly asRun: string;
  /** The numbers of the cells as the kernel counted them, in the order in which they stand: `1, 3, 2`. */
  readonly order: string;
}

export interface LayerGraph {
  readonly layers: readonly Layer[];
  readonly applications: readonly Application[];
  readonly models: readonly Model[];
  readonly dataCalls: readonly DataCall[];
  readonly arrays: readonly ArrayBinding[];
  /** By the start of the name. */
  readonly names: ReadonlyMap<number, NameUse>;
  readonly faults: readonly EvaluationFault[];
  /** Set if the cells of a notebook ran in an order that gives another layer. */
  readonly otherOrder: OtherOrder | null;
  /** Set if the budget ran out: what comes after its span was not looked at. */
  readonly stopped: { readonly span: Span; readonly reason: string } | null;
}
