/** Builds the nodes of a TensorFlow graph. Knows names, attributes and constants; not what an operation means. */

import { type AttributeMessage, DATA_TYPES, type DataType, type NodeMessage, type ShapeMessage } from './schema';

/** `null` is the batch, which only a run knows. */
export type ValueShape = readonly (number | null)[];

/** An output of a node: an array of known rank. */
export interface Value {
  /** The node, with `:1` and so on for outputs other than the first. */
  readonly output: string;
  readonly shape: ValueShape;
}

export type Attributes = Readonly<Record<string, AttributeMessage>>;

/** Attribute values by what they hold. */
export const attr = {
  type: (type: DataType): AttributeMessage => ({ type: DATA_TYPES[type] }),
  int: (i: number): AttributeMessage => ({ i }),
  float: (f: number): AttributeMessage => ({ f }),
  bool: (b: boolean): AttributeMessage => ({ b }),
  text: (s: string): AttributeMessage => ({ s: Buffer.from(s) }),
  ints: (i: readonly number[]): AttributeMessage => ({ list: { i } }),
  shape: (shape: ValueShape): AttributeMessage => ({ shape: shapeMessage(shape) }),
};

const FLOAT: Attributes = { T: attr.type('float32') };

export class GraphBuilder {
  readonly nodes: NodeMessage[] = [];
  private readonly constants = new Map<string, string>();

  /** Adds a node and returns its name. Attributes with a default in TensorFlow may be left out. */
  node(op: string, inputs: readonly string[], attributes: Attributes = {}, after: readonly string[] = []): string {
    const name = `${op}_${this.nodes.length}`;
    const waits = [...new Set(after.map(nodeOf))].map((node) => `^${node}`);
    this.nodes.push({ name, op, input: [...inputs, ...waits], attr: attributes });
    return name;
  }

  /** A node of an operation on floats whose attribute `T` is their type. */
  op(op: string, inputs: readonly (Value | string)[], shape: ValueShape, attributes: Attributes = {}): Value {
    const names = inputs.map((input) => (typeof input === 'string' ? input : input.output));
    return { output: this.node(op, names, { ...FLOAT, ...attributes }), shape };
  }

  placeholder(dtype: DataType, shape: ValueShape): Value {
    const attributes = { dtype: attr.type(dtype), shape: attr.shape(shape) };
    return { output: this.node('Placeholder', [], attributes), shape };
  }

  /** The handle of a variable of floats. */
  variable(name: string, shape: readonly number[]): string {
    const attributes = {
      dtype: attr.type('float32'),
      shape: attr.shape(shape),
      shared_name: attr.text(name),
      container: attr.text(''),
    };
    return this.node('VarHandleOp', [], attributes);
  }

  read(handle: string, shape: readonly number[]): Value {
    return { output: this.node('ReadVariableOp', [handle], { dtype: attr.type('float32') }), shape };
  }

  assign(handle: string, value: Value | string, after: readonly string[] = []): string {
    const name = typeof value === 'string' ? value : value.output;
    return this.node('AssignVariableOp', [handle, name], { dtype: attr.type('float32') }, after);
  }

  scalar(value: number): Value {
    return { output: this.constant('float32', [], Float32Array.of(value)), shape: [] };
  }

  int(value: number): string {
    return this.constant('int32', [], Int32Array.of(value));
  }

  ints(values: readonly number[]): string {
    return this.constant('int32', [values.length], Int32Array.from(values));
  }

  /** Equal constants are one node. */
  private constant(dtype: DataType, shape: readonly number[], data: Float32Array | Int32Array): string {
    const tensorContent = new Uint8Array(data.buffer);
    const key = `${dtype} ${shape} ${Buffer.from(tensorContent).toString('hex')}`;
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const tensor = { dtype: DATA_TYPES[dtype], tensorShape: shapeMessage(shape), tensorContent };
    const name = this.node('Const', [], { dtype: attr.type(dtype), value: { tensor } });
    this.constants.set(key, name);
    return name;
  }
}

export function shapeMessage(shape: ValueShape): ShapeMessage {
  return { dim: shape.map((dim) => ({ size: dim ?? -1 })) };
}

/** The node of an output. */
function nodeOf(output: string): string {
  return output.replace(/:\d+$/, '');
}
