/**
 * What a layer is: its args, the inputs it accepts, and how output shape, weights and cost follow from them. Everything
 * that is shown about a layer is derived from its definition. Knows no language, no library and no particular layer.
 */
import type { Count } from '../shape/count';
import type { Dim, Shape } from '../shape/dim';
import type { Axis } from '../shape/formula';
import type { Window } from '../shape/window';
import type { ArgSpecs, ArgValues } from './args';
import type { Cell } from './cell';
import type { Masking } from './masks';

export type Framework = 'keras' | 'tfjs';

/** The framework that a program targets; facts that differ by it stand in the layer's file. */
export interface Target {
  readonly framework: Framework;
  /** Major and minor version: `[3, 15]`. */
  readonly version: readonly [number, number];
}

export function frameworkName({ framework }: Target): string {
  return framework === 'keras' ? 'Keras' : 'TensorFlow.js';
}

/** The newest versions that the catalogue was compared with. */
export const newestVersions: Readonly<Record<Framework, Target['version']>> = { keras: [3, 15], tfjs: [4, 22] };

/** True if the target is Keras of an older version than that; TensorFlow.js keeps its own count. */
export function isBefore(target: Target, version: readonly [number, number]): boolean {
  return target.framework === 'keras' && isOlder(target.version, version);
}

export function isOlder([major, minor]: Target['version'], than: readonly [number, number]): boolean {
  return major < than[0] || (major === than[0] && minor < than[1]);
}

/** True if freezing the layer when it is made leaves its weights as they are. */
export function keepsInnerTrainable({ holdsLayers }: LayerDefinition, { framework }: Target): boolean {
  return holdsLayers === true || holdsLayers === framework;
}

/** A tensor that a layer keeps. */
export interface Weight {
  readonly name: string;
  readonly shape: Shape;
  /** False for weights that training does not change by gradient, such as moving means. */
  readonly trainable: boolean;
}

/** The bias of a layer that has one: a number for each of `size`. */
export function bias(size: Dim, useBias: boolean): Weight[] {
  return useBias ? [{ name: 'bias', shape: [size], trainable: true }] : [];
}

/** Why the framework would stop with an error. */
export interface Refusal {
  /** The rule that reports it, named for the fault: `window-too-large`, `rank-mismatch`, `invalid-argument`. */
  readonly rule: string;
  /** The arg at fault (camel case); null if it is the input. */
  readonly arg: string | null;
  /** What is wrong, with the numbers. */
  readonly message: string;
}

/** One sliding window per spatial axis, with the axis of the input it moves along. */
export interface AxisWindow extends Window {
  /** Index into the input shape, the batch included. */
  readonly axis: number;
  /** `height`, `width`, `depth`, `steps`. */
  readonly axisName: string;
  /** The window moves along the output: each input element is spread by it. */
  readonly transposed?: boolean;
}

interface Common<A extends ArgSpecs> {
  /** The Keras class name. */
  readonly name: string;
  /** Other names of the same class: `Convolution2D`. */
  readonly aliases?: readonly string[];
  /** One sentence for hover and completion. */
  readonly summary: string;
  readonly args: A;
  /** The part of the automatic name before the counter, where it is not the class name in snake case. */
  readonly baseName?: string;
  /** The frameworks that have the layer; both if left out. */
  readonly frameworks?: readonly Framework[];
  /** Names of the weights that can be told apart by their trainability when `trainable=False` are derived; nothing to say here. */
  /**
   * `kept`: whole numbers stay whole numbers; `given`: as the input is said to be; a function of args, input and the
   * layer's own `dtype`, null where none is given. Other layers compute with floats.
   */
  readonly dtype?: 'kept' | 'given' | ((args: ArgValues<A>, input: string, own: string | null) => string);
  /** Why nothing can be said although all args are known: what the layer computes lies in another program. */
  readonly unknown?: (args: ArgValues<A>, inputs: readonly Shape[], target: Target) => string | null;
  /** What Keras 3 does with the masks of its inputs; it drops them if left out. */
  readonly masking?: Masking<ArgValues<A>>;
  /** Names of the tensors in a call, where a call takes several one by one: `query`, `value`, `key`. */
  readonly calledWith?: readonly string[];
  /** Flags of a call that decide what comes out (`returnAttentionScores`), in camel case; found among the args. */
  readonly callFlags?: readonly string[];
  /** True if its weights are those of layers inside it, which `trainable=False` of its own does not freeze when it is made. */
  readonly holdsLayers?: boolean | 'keras';
  /** Set if recurrent layers take it as their cell. */
  readonly cell?: (args: ArgValues<A>) => Cell;
  /** How outputs are grouped: null for a tensor by itself, a number for a list of so many. Flat if left out. */
  readonly grouped?: (args: ArgValues<A>) => readonly (number | null)[] | null;
  /** Args that every layer has and that this one takes by position as well, after its own: `name` of the pooling layers. */
  readonly commonByPosition?: readonly string[];
  /** True for layers between which no non-linearity takes place (convolutions, dense): two in a row make one linear map. */
  readonly linear?: boolean;
  /** The args of every layer that this one takes, where it does not take all of them. */
  readonly commonArgs?: readonly string[];
  /** True if every output is a weighted sum of inputs and a constant, at least when training is over: no non-linearity. */
  readonly affine?: boolean;
  /** True if it only adds elements at the edges, which carry no data. */
  readonly addsEdges?: boolean;
  /** True if an arg that it does not know is passed over and not refused. */
  readonly takesAnyArg?: boolean;
  /** True if the layer passes its input on in training only changed in value, never in shape (Dropout, Activation). */
  readonly elementwise?: boolean;
}

/** A layer of one input tensor and one output tensor. Shapes carry the batch axis. */
export interface SingleLayer<A extends ArgSpecs> extends Common<A> {
  /** The rank it accepts, the batch included: a number, a list of them, or a least rank. Any rank if left out. */
  readonly rank?:
    | number
    | readonly number[]
    | { readonly min: number }
    | ((args: ArgValues<A>, target: Target) => number | { readonly min: number } | null);
  /** What the framework refuses besides unreadable args and a wrong rank. Called before `output`. */
  readonly refuses?: (args: ArgValues<A>, input: Shape, target: Target) => readonly Refusal[];
  readonly output: (args: ArgValues<A>, input: Shape, target: Target) => readonly Axis[];
  /** What comes out within the call of another layer, which computes it and asks no rule, where that is another shape. */
  readonly traced?: (args: ArgValues<A>, input: Shape) => readonly Axis[];
  readonly weights?: (args: ArgValues<A>, input: Shape, target: Target) => readonly Weight[];
  /** Multiply-accumulate operations for one sample, biases left out. */
  readonly macs?: (args: ArgValues<A>, input: Shape, output: Shape, target: Target) => Count;
  readonly windows?: (args: ArgValues<A>, input: Shape, target: Target) => readonly AxisWindow[];
}

/** A layer of several inputs or several outputs. */
export interface ManyLayer<A extends ArgSpecs> extends Common<A> {
  readonly refuses?: (args: ArgValues<A>, inputs: readonly Shape[], target: Target) => readonly Refusal[];
  readonly outputs: (args: ArgValues<A>, inputs: readonly Shape[], target: Target) => readonly (readonly Axis[])[];
  readonly weights?: (args: ArgValues<A>, inputs: readonly Shape[], target: Target) => readonly Weight[];
  readonly macs?: (args: ArgValues<A>, inputs: readonly Shape[], outputs: readonly Shape[], target: Target) => Count;
  /** The layer merges a list of tensors (Add, Concatenate): it is called with a list. */
  readonly merges?: boolean;
}

/** The form in which the rest of the program sees every layer: lists of inputs and outputs, untyped args. */
export interface LayerDefinition extends Omit<Common<ArgSpecs>, 'dtype'> {
  readonly arity: 'one' | 'many';
  readonly merges: boolean;
  /** Dtype of the outputs, given that of the first input and the layer's own `dtype`. */
  readonly dtype: (args: ArgValues<ArgSpecs>, input: string, policy?: string, framework?: Framework) => string;
  readonly refuses: (args: ArgValues<ArgSpecs>, inputs: readonly Shape[], target: Target) => readonly Refusal[];
  readonly outputs: (
    args: ArgValues<ArgSpecs>,
    inputs: readonly Shape[],
    target: Target,
  ) => readonly (readonly Axis[])[];
  readonly traced?: (args: ArgValues<ArgSpecs>, input: Shape) => readonly Axis[];
  readonly weights: (args: ArgValues<ArgSpecs>, inputs: readonly Shape[], target: Target) => readonly Weight[];
  readonly macs: (
    args: ArgValues<ArgSpecs>,
    inputs: readonly Shape[],
    outputs: readonly Shape[],
    target: Target,
  ) => Count;
  readonly windows: (args: ArgValues<ArgSpecs>, inputs: readonly Shape[], target: Target) => readonly AxisWindow[];
}

export function defineLayer<const A extends ArgSpecs>(layer: SingleLayer<A>): LayerDefinition {
  const typed = layer as unknown as SingleLayer<ArgSpecs>;
  return {
    ...typed,
    arity: 'one',
    merges: false,
    dtype: outputDtype(typed.dtype ?? 'computed'),
    refuses: (args, [input], target) => {
      const wrongRank = rankRefusal(typed, args, input!, target);
      return wrongRank ? [wrongRank] : (typed.refuses?.(args, input!, target) ?? []);
    },
    outputs: (args, [input], target) => [typed.output(args, input!, target)],
    weights: (args, [input], target) => typed.weights?.(args, input!, target) ?? [],
    macs: (args, [input], [output], target) => typed.macs?.(args, input!, output!, target) ?? 0,
    windows: (args, [input], target) => typed.windows?.(args, input!, target) ?? [],
  };
}

export function defineManyLayer<const A extends ArgSpecs>(layer: ManyLayer<A>): LayerDefinition {
  const typed = layer as unknown as ManyLayer<ArgSpecs>;
  return {
    ...typed,
    arity: 'many',
    merges: typed.merges ?? false,
    dtype: outputDtype(typed.dtype ?? 'computed'),
    refuses: (args, inputs, target) => typed.refuses?.(args, inputs, target) ?? [],
    outputs: (args, inputs, target) => typed.outputs(args, inputs, target),
    weights: (args, inputs, target) => typed.weights?.(args, inputs, target) ?? [],
    macs: (args, inputs, outputs, target) => typed.macs?.(args, inputs, outputs, target) ?? 0,
    windows: () => [],
  };
}

function rankRefusal(
  layer: SingleLayer<ArgSpecs>,
  args: ArgValues<ArgSpecs>,
  input: Shape,
  target: Target,
): Refusal | null {
  const wanted = typeof layer.rank === 'function' ? layer.rank(args, target) : (layer.rank ?? null);
  if (wanted === null) return null;
  const found = input.length;
  const shape = `(${input.map((dim) => (dim === null ? 'None' : String(dim))).join(', ')}${found === 1 ? ',' : ''})`;
  const refuse = (expected: string): Refusal => ({
    rule: 'rank-mismatch',
    arg: null,
    message: `${layer.name} takes an input with ${expected} axes (batch included) but gets ${found}: ${shape}`,
  });
  if (typeof wanted === 'number') return found === wanted ? null : refuse(String(wanted));
  if ('min' in wanted) return found >= wanted.min ? null : refuse(`at least ${wanted.min}`);
  return wanted.includes(found) ? null : refuse(wanted.join(' or '));
}

/** Keras puts out its compute dtype, but some layers hand whole numbers on; TensorFlow.js says float32 of everything. */
function outputDtype(rule: NonNullable<Common<ArgSpecs>['dtype']> | 'computed'): LayerDefinition['dtype'] {
  return (args, input, own, framework = 'keras') => {
    const policy = own ?? 'float32';
    if (rule === 'given') return input;
    if (framework === 'tfjs') return 'float32';
    if (typeof rule === 'function') return rule(args, input, own ?? null);
    return rule === 'kept' && !/float/.test(input) ? input : computeDtype(policy);
  };
}

/** The dtype in which a layer of that policy computes: float16 for `mixed_float16` and `int8_from_mixed_float16`. */
export function computeDtype(policy: string): string {
  return policy.replace(/^.*_from_/, '').replace(/^mixed_/, '');
}
