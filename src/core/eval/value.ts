/** What the abstract interpreter computes with. Values are immutable except where it says so; changes go through the `Journal`. */
import type { Layer, Model, Tensor } from '../graph/graph';
import type { Argument, CallExpr, ClassExpr, Expr, FunctionExpr } from '../lang/program';
import type { Dim, Shape } from '../shape/dim';
import type { Symbolic } from '../shape/symbolic';
import type { Span } from '../text/span';
import type { EvalContext } from './context';
import type { Scope } from './scope';

export interface NumberValue {
  readonly kind: 'number';
  readonly value: number;
  /** A float of a language that tells floats from integers. */
  readonly float: boolean;
  /** The literal that wrote it, if it came from one unchanged: what a fix changes. */
  readonly origin: Expr | null;
}
/** A number that is a size known only as an expression. */
export interface SymbolicValue {
  readonly kind: 'symbolic';
  readonly value: Symbolic;
}
export interface StringValue {
  readonly kind: 'string';
  readonly value: string;
  readonly origin: Expr | null;
}
export interface BooleanValue {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly origin: Expr | null;
}
export interface NoneValue {
  readonly kind: 'none';
}
/** A list, tuple or set. Lists change: `items` is written through the journal. */
export interface SequenceValue {
  readonly kind: 'sequence';
  readonly type: 'list' | 'tuple' | 'set';
  items: readonly Value[];
  /** Set if more elements may follow than are known: nothing can be said of its length. */
  readonly open?: UnknownValue;
  /** The display that wrote it. */
  readonly origin: Expr | null;
}
/** The numbers of `range(start, stop, step)`, not spelt out. */
export interface RangeValue {
  readonly kind: 'range';
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}
/** A dictionary, or an object of JavaScript. Entries change through the journal (the map is replaced). */
export interface MappingValue {
  readonly kind: 'mapping';
  readonly type: 'dict' | 'object';
  /** By `mappingKey` of the key. */
  entries: ReadonlyMap<string, { readonly key: Value; readonly value: Value }>;
  /** Set if there may be entries that are not known. */
  open?: UnknownValue;
  /** Keys that it does not have, by `mappingKey`, although it is open. */
  readonly absent?: ReadonlySet<string>;
  readonly origin: Expr | null;
}
/** A function of the program with the scope it was made in. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly expr: FunctionExpr;
  readonly scope: Scope;
  readonly defaults: readonly (Value | null)[];
  /** The class in whose body it was defined, for `super()`. */
  readonly home: ClassValue | null;
}
/** A function of a library. */
export interface BuiltinValue {
  readonly kind: 'builtin';
  /** Full name, for messages: `numpy.zeros`. */
  readonly name: string;
  readonly call: (args: CallArguments, site: CallSite, context: EvalContext) => Value;
  /** Attributes of the function or class: `Model.from_config`, `np.random.seed`. */
  readonly attribute?: (name: string, context: EvalContext) => Value | null;
  /** Set if the program can derive classes from it. */
  readonly base?: LibraryBase;
}
/** What a class of a library means for classes of the program that derive from it. */
export interface LibraryBase {
  /** Methods and attributes that an instance inherits (`super().__init__`, `add_weight`, …). `null` where there is none. */
  readonly attribute: (instance: InstanceValue, name: string, site: Span, context: EvalContext) => Value | null;
  /** Told when the program takes a method of its own class from an instance, to call it: `layer.build`. */
  readonly takes?: (instance: InstanceValue, name: string, context: EvalContext) => void;
  /** Calling an instance: `layer(x)`. */
  readonly callInstance: (instance: InstanceValue, args: CallArguments, site: CallSite, context: EvalContext) => Value;
}
/** A class of the program. */
export interface ClassValue {
  readonly kind: 'class';
  readonly name: string;
  readonly expr: ClassExpr;
  readonly bases: readonly Value[];
  /** Methods and class attributes; changes go through the journal. */
  readonly members: Map<string, Value>;
  /** Set for a `@dataclass` or `NamedTuple`: its fields in order. */
  readonly fields: readonly { readonly name: string; readonly default: Value | null }[] | null;
}
/** An object of a class of the program; attributes change through the journal. */
export interface InstanceValue {
  readonly kind: 'instance';
  readonly class: ClassValue;
  readonly attributes: Map<string, Value>;
  /** What a library keeps for the instance of a derived class (a layer, a model); written through the journal. */
  native: Layer | Model | null;
}
/** A function with its first argument: `object.method`. */
export interface MethodValue {
  readonly kind: 'method';
  readonly self: Value;
  readonly function: Value;
}
export interface ModuleValue {
  readonly kind: 'module';
  readonly name: string;
  readonly get: (name: string) => Value | null;
  /** Names that `import *` binds; null if they cannot be listed. */
  readonly names: readonly string[] | null;
  /** What to say of a name that the library certainly does not have; null where that is not certain. */
  readonly lacks?: (name: string, context: EvalContext) => LackingName | null;
}
export interface LackingName {
  readonly message: string;
  /** The name that is meant; null if none is near. */
  readonly meant: string | null;
}
/** Numbers in memory, known by shape and dtype: a NumPy array, a tensor with values. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly shape: Shape | null;
  /** Why the shape is not known, where there is more to say than that it is not. */
  readonly reason?: string;
  readonly dtype: string | null;
  readonly library: 'numpy' | 'tensorflow' | 'tfjs';
  /** What is known of where it comes from; kept through operations that keep the samples in place. */
  readonly facts: ArrayFacts;
  /** Steps that made the shape what it is, the first first: for the chain of causes. */
  readonly history: readonly { readonly span: Span; readonly text: string }[];
}
export interface ArrayFacts {
  /** Part of a known data set: `mnist`, `x_train`. */
  readonly dataset?: { readonly name: string; readonly part: 'x_train' | 'y_train' | 'x_test' | 'y_test' };
  /** Values are class numbers 0 … classes − 1. */
  readonly classes?: number;
  /** Rows with a single 1. */
  readonly oneHot?: boolean;
  /** Values were divided by this. */
  readonly scale?: number;
}
/** A symbolic tensor: an edge of the graph. */
export interface TensorValue {
  readonly kind: 'tensor';
  readonly tensor: Tensor;
}
export interface LayerValue {
  readonly kind: 'layer';
  readonly layer: Layer;
}
export interface ModelValue {
  readonly kind: 'model';
  readonly model: Model;
}
/** A thing of a library that is neither data nor part of a graph: an optimizer, a loss, a metric, a callback, a tf.data set. */
export interface ObjectValue {
  readonly kind: 'object';
  /** Full name of its class: `keras.optimizers.Adam`. */
  readonly class: string;
  /** What its methods and attributes mean. */
  readonly type: ObjectType;
  /** Data that `type` understands, by name. */
  readonly data: ReadonlyMap<string, Value>;
}
export interface ObjectType {
  readonly attribute?: (object: ObjectValue, name: string, site: Span, context: EvalContext) => Value | null;
  readonly call?: (object: ObjectValue, args: CallArguments, site: CallSite, context: EvalContext) => Value;
  readonly index?: (object: ObjectValue, index: Value, site: Span, context: EvalContext) => Value;
  /** `object[index] = value`. */
  readonly setIndex?: (object: ObjectValue, index: Value, value: Value, context: EvalContext) => void;
  /** Elements in a `for` loop. */
  readonly iterate?: (object: ObjectValue, site: Span, context: EvalContext) => readonly Value[] | UnknownValue;
}
/** Not known, and why: the reason completes "… is not known because …". */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly reason: string;
  /** Where knowledge ended. */
  readonly span: Span;
  /** Of an iterable of unknown length: what each of its elements is like. */
  readonly element?: Value;
}

export type Value =
  | NumberValue
  | SymbolicValue
  | StringValue
  | BooleanValue
  | NoneValue
  | SequenceValue
  | RangeValue
  | MappingValue
  | FunctionValue
  | BuiltinValue
  | ClassValue
  | InstanceValue
  | MethodValue
  | ModuleValue
  | ArrayValue
  | TensorValue
  | LayerValue
  | ModelValue
  | ObjectValue
  | UnknownValue;

/** One evaluated argument with the place it was written at; null where no text gave it (a spread). */
export interface CallArgument {
  readonly value: Value;
  readonly source: Argument | null;
  readonly span: Span;
}
/** The evaluated arguments of a call. */
export interface CallArguments {
  readonly positions: readonly CallArgument[];
  readonly names: ReadonlyMap<string, CallArgument>;
  /** Set if a spread could not be followed: there may be more arguments than are listed. */
  readonly open: UnknownValue | null;
}
/** The call in the source: what problems, hovers and fixes point at. */
export interface CallSite {
  readonly span: Span;
  /** Null for calls that no text wrote (a function given to `map`). */
  readonly expr: CallExpr | null;
}

export type { Dim };

// ---- Constructors ---------------------------------------------------------------------------------------------------

export const none: NoneValue = { kind: 'none' };

export function number(value: number, float = false, origin: Expr | null = null): NumberValue {
  return { kind: 'number', value, float, origin };
}
export function string(value: string, origin: Expr | null = null): StringValue {
  return { kind: 'string', value, origin };
}
export function boolean(value: boolean, origin: Expr | null = null): BooleanValue {
  return { kind: 'boolean', value, origin };
}
export function list(items: readonly Value[], origin: Expr | null = null): SequenceValue {
  return { kind: 'sequence', type: 'list', items, origin };
}
export function tuple(items: readonly Value[], origin: Expr | null = null): SequenceValue {
  return { kind: 'sequence', type: 'tuple', items, origin };
}
export function unknown(reason: string, span: Span): UnknownValue {
  return { kind: 'unknown', reason, span };
}
export function builtin(name: string, call: BuiltinValue['call'], attribute?: BuiltinValue['attribute']): BuiltinValue {
  return { kind: 'builtin', name, call, ...(attribute ? { attribute } : {}) };
}
/** A size as the program sees it: `None` for null. */
export function dimValue(dim: Dim): Value {
  if (dim === null) return none;
  return typeof dim === 'number' ? number(dim) : { kind: 'symbolic', value: dim };
}
/** A shape as the program sees it: a tuple. */
export function shapeValue(shape: Shape): SequenceValue {
  return tuple(shape.map(dimValue));
}
/** The text by which equal keys of a mapping are equal; null for a key that is not a plain value. */
export function mappingKey(key: Value, depth = 0): string | null {
  switch (key.kind) {
    case 'string':
      return `s:${key.value}`;
    case 'number':
      return `n:${key.value}`;
    case 'boolean':
      return `n:${key.value ? 1 : 0}`;
    case 'none':
      return 'none';
    case 'sequence': {
      // A tuple that holds a tuple twice doubles its text at each level.
      if (key.type !== 'tuple' || depth > 4) return null;
      const parts = key.items.map((item) => mappingKey(item, depth + 1));
      return parts.every((part) => part !== null) ? `t:${parts.join(',')}` : null;
    }
    default:
      return null;
  }
}
