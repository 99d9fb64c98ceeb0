/** Nodes of a serialised graph that are not layers but functions on tensors: `keras.ops.*`, and `tf.*` in Keras 2. */
import type { Expr } from '../../lang/program';
import type { NodeCall } from './keras-node';
import { functionName } from './names';
import { call, library, positional, string, unreadable } from './nodes';
import { getObject, getString, type JsonObject } from './tree';
import { argument, lowerPropertyValue, spanOfClass } from './values';

export interface Operation {
  /** The list of the tensors that the function gives for the arguments of one node. */
  readonly apply: (node: NodeCall, span: Expr['span']) => Expr;
}

/** Null for layers. */
export function operationOf(layer: JsonObject, name: string): Operation | null {
  const className = getString(layer, 'class_name')?.value ?? '';
  const module = getString(layer, 'module')?.value ?? '';
  const labelled = (callee: Expr, span: Expr['span']): Expr =>
    call(
      library('keras.saving.operation', spanOfClass(layer)),
      [string(className, spanOfClass(layer)), string(name, spanOfClass(layer)), callee].map(positional),
      span,
    );
  const unread = ofTensorFlow.get(className);
  if (unread)
    return {
      apply: ({ positions, names }, span) =>
        call(labelled(unread(layer), span), [...positions.map(positional), ...names], span),
    };
  const home = /^keras\.src\.ops\.(\w+)$/.exec(module)?.[1];
  if (!home) return null;
  if (className === 'GetItem') {
    const getItem = library('keras.ops.get_item', spanOfClass(layer));
    return {
      apply: ({ positions }, span) => call(labelled(getItem, span), positions.map(asIndex).map(positional), span),
    };
  }
  const path = home === 'linalg' || home === 'image' ? `keras.ops.${home}` : 'keras.ops';
  const operation = library(`${path}.${functionName(className)}`, spanOfClass(layer));
  return {
    apply: (node, span) => {
      const config = (getObject(layer, 'config')?.properties ?? []).filter(({ name }) => name !== 'name');
      const settings = config.map((property) => argument(property, property.name, lowerPropertyValue(property)));
      const tensors = node.positions.map(positional);
      // Only here the function has a setting before the tensors: the letters of their axes.
      const first = className === 'Einsum' ? settings.splice(0, 1).map(({ value }) => positional(value)) : [];
      return call(labelled(operation, span), [...first, ...tensors, ...node.names, ...settings], span);
    },
  };
}

/** The function of a node of Keras 2, by the class of its layer. */
const ofTensorFlow: ReadonlyMap<string, (layer: JsonObject) => Expr> = new Map([
  ['TFOpLambda', tensorflowFunction],
  ['SlicingOpLambda', tensorflowFunction],
  ['TensorFlowOpLayer', ({ span }: JsonObject) => unreadable('the node holds a TensorFlow graph', span)],
  ...['ClassMethod', 'InstanceMethod', 'InstanceProperty'].map(
    (name) =>
      [
        name,
        ({ span }: JsonObject): Expr => unreadable('what ragged and sparse tensors offer is not followed', span),
      ] as const,
  ),
]);

/** `function: "nn.relu"` is `tf.nn.relu`. */
function tensorflowFunction(layer: JsonObject): Expr {
  const of = getString(getObject(layer, 'config'), 'function');
  if (!of) return unreadable('the node does not say which function it calls', layer.span);
  return takesMany.has(of.value)
    ? unreadable(`Keras 2 writes only the first argument of tf.${of.value} into the file`, of.span)
    : library(`tensorflow.${of.value}`, of.span);
}

/** Functions that take any number of tensors one by one. */
const takesMany: ReadonlySet<string> = new Set(['einsum', 'meshgrid']);

/** Several indices are a tuple. */
function asIndex(value: Expr, at: number): Expr {
  return at === 1 && value.kind === 'sequence' ? { ...value, type: 'tuple' } : value;
}
