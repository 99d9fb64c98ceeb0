/** Nodes of a serialised graph that are not layers but functions on tensors: `keras.ops.*`, and `tf.*` in Keras 2. */
import type { Expr } from '../../lang/program';
import type { NodeCall } from './keras-node';
import { functionName } from './names';
import { call, index, library, positional, tuple, unreadable } from './nodes';
import { getObject, getString, type Json, type JsonObject } from './tree';
import { argument, lowerPropertyValue, lowerValue, spanOfClass } from './values';

export interface Operation {
  /** The value of the function for the arguments of one node. */
  readonly apply: (node: NodeCall, span: Expr['span']) => Expr;
}

/** Null for layers. */
export function operationOf(layer: JsonObject): Operation | null {
  const className = getString(layer, 'class_name')?.value ?? '';
  const module = getString(layer, 'module')?.value ?? '';
  if (className === 'SlicingOpLambda') return { apply: sliceBySpec };
  if (className === 'TFOpLambda') return tensorflowFunction(layer);
  if (className === 'TensorFlowOpLayer')
    return { apply: (_, span) => unreadable('the node holds a TensorFlow graph', span) };
  const home = /^keras\.src\.ops\.(\w+)$/.exec(module)?.[1];
  if (!home) return null;
  if (className === 'GetItem') return { apply: getItem };
  const path = home === 'linalg' || home === 'image' ? `keras.ops.${home}` : 'keras.ops';
  return {
    apply: (node, span) => {
      const config = (getObject(layer, 'config')?.properties ?? []).filter(({ name }) => name !== 'name');
      const settings = config.map((property) => argument(property, property.name, lowerPropertyValue(property)));
      return call(
        library(`${path}.${functionName(className)}`, spanOfClass(layer)),
        [...node.positions.map(positional), ...node.names, ...settings],
        span,
      );
    },
  };
}

/** True for functions that give several tensors even where only the first is used. */
export function givesMany(layer: JsonObject): boolean {
  return /^(Split|ArraySplit|Unstack|TopK|Moments|Meshgrid|Qr|SVD|Eig|Eigh|Slogdet|Modf|Frexp|Divmod)$/.test(
    getString(layer, 'class_name')?.value ?? '',
  );
}

/** `function: "nn.relu"` is `tf.nn.relu`. */
function tensorflowFunction(layer: JsonObject): Operation {
  const of = getString(getObject(layer, 'config'), 'function');
  if (!of) return { apply: (_, span) => unreadable('the node does not say which function it calls', span) };
  if (of.value === '__operators__.getitem') return { apply: sliceBySpec };
  const path = of.value.startsWith('__operators__.') ? of.value.replace('__operators__', 'math') : of.value;
  return {
    apply: (node, span) =>
      call(library(`tensorflow.${path}`, of.span), [...node.positions.map(positional), ...node.names], span),
  };
}

function getItem(node: NodeCall, span: Expr['span']): Expr {
  const [tensor, at] = node.positions;
  if (!tensor || !at) return unreadable('the index is not in the file', span);
  return index(tensor, at.kind === 'sequence' ? { ...at, type: 'tuple' } : at, span);
}

/** Keras 2: `slice_spec: [{start: null, stop: 3, step: null}, 0, …]`. */
function sliceBySpec(node: NodeCall, span: Expr['span']): Expr {
  const spec = node.raw('slice_spec');
  const [tensor] = node.positions;
  if (!tensor || !spec) return unreadable('the index is not in the file', span);
  const parts = spec.type === 'array' ? spec.items : [spec];
  return index(tensor, parts.length === 1 ? lowerSlice(parts[0]!) : tuple(parts.map(lowerSlice), spec.span), span);
}

function lowerSlice(json: Json): Expr {
  const { span } = json;
  if (json.type === 'string' && json.value === '...') return { kind: 'ellipsis', span };
  if (json.type !== 'object') return lowerValue(json);
  const part = (name: string): Expr | null => {
    const value = json.properties.find((property) => property.name === name)?.value;
    return value && value.type !== 'null' ? lowerValue(value) : null;
  };
  return { kind: 'slice', lower: part('start'), upper: part('stop'), step: part('step'), span };
}
