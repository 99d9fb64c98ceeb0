/** Activation functions with their gradients, under the names that TensorFlow.js gives them. */

import { attr, type GraphBuilder, type Value } from '../builder';
import type { Trace } from '../trace';
import { absolute, add, binary, clip, erf, mask, multiply, scale, shift, subtract, unary } from './arithmetic';

export type Activation = (trace: Trace, x: Value) => Value;

/** By the class name of the activation. */
export const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  linear: (_trace, x) => x,
  relu,
  relu6: own('Relu6', (graph, dy, { x }) => graph.op('Relu6Grad', [dy, x], x.shape)),
  sigmoid,
  tanh,
  elu: own('Elu', (graph, dy, { y }) => graph.op('EluGrad', [dy, y], y.shape)),
  selu: own('Selu', (graph, dy, { y }) => graph.op('SeluGrad', [dy, y], y.shape)),
  softplus,
  softsign: own('Softsign', (graph, dy, { x }) => graph.op('SoftsignGrad', [dy, x], x.shape)),
  softmax,
  logSoftmax,
  hardSigmoid: (trace, x) => clip(trace, shift(trace, scale(trace, x, 0.2), 0.5), 0, 1),
  swish: (trace, x) => multiply(trace, sigmoid(trace, x), x),
  mish: (trace, x) => multiply(trace, x, tanh(trace, softplus(trace, x))),
  gelu: (trace, x) => {
    const share = shift(trace, erf(trace, scale(trace, x, Math.SQRT1_2)), 1);
    return multiply(trace, x, scale(trace, share, 0.5));
  },
};

export function relu(trace: Trace, x: Value): Value {
  const y = unary(trace.graph, 'Relu', x);
  return trace.record(y, [x], [(dy) => trace.graph.op('ReluGrad', [dy, y], y.shape)]);
}

export function leakyRelu(trace: Trace, x: Value, slope: number): Value {
  const { graph } = trace;
  const attributes = { alpha: attr.float(slope) };
  const y = graph.op('LeakyRelu', [x], x.shape, attributes);
  return trace.record(y, [x], [(dy) => graph.op('LeakyReluGrad', [dy, x], x.shape, attributes)]);
}

/** Negative values times a weight that is learned. */
export function parametricRelu(trace: Trace, x: Value, slope: Value): Value {
  const negative = scale(trace, subtract(trace, x, absolute(trace, x)), 0.5);
  return add(trace, relu(trace, x), multiply(trace, slope, negative));
}

/** Values up to the threshold become zero. */
export function thresholdedRelu(trace: Trace, x: Value, threshold: number): Value {
  return multiply(trace, x, mask(trace.graph, 'Greater', x, trace.graph.scalar(threshold)));
}

function sigmoid(trace: Trace, x: Value): Value {
  const y = unary(trace.graph, 'Sigmoid', x);
  return trace.record(y, [x], [(dy) => trace.graph.op('SigmoidGrad', [y, dy], y.shape)]);
}

function tanh(trace: Trace, x: Value): Value {
  const y = unary(trace.graph, 'Tanh', x);
  return trace.record(y, [x], [(dy) => trace.graph.op('TanhGrad', [y, dy], y.shape)]);
}

export function softplus(trace: Trace, x: Value): Value {
  const { graph } = trace;
  return trace.record(unary(graph, 'Softplus', x), [x], [(dy) => graph.op('SoftplusGrad', [dy, x], x.shape)]);
}

/** Over the last axis. */
export function softmax(trace: Trace, x: Value): Value {
  const { graph } = trace;
  const y = unary(graph, 'Softmax', x);
  const gradient = (dy: Value) => {
    const total = lastSum(graph, binary(graph, 'Mul', dy, y));
    return binary(graph, 'Mul', binary(graph, 'Sub', dy, total), y);
  };
  return trace.record(y, [x], [gradient]);
}

/** Over the last axis. */
export function logSoftmax(trace: Trace, x: Value): Value {
  const { graph } = trace;
  const y = unary(graph, 'LogSoftmax', x);
  const gradient = (dy: Value) => {
    const share = binary(graph, 'Mul', unary(graph, 'Exp', y), lastSum(graph, dy));
    return binary(graph, 'Sub', dy, share);
  };
  return trace.record(y, [x], [gradient]);
}

/** An operation of TensorFlow that has its own gradient operation. */
function own(
  op: string,
  gradient: (graph: GraphBuilder, dy: Value, ends: { x: Value; y: Value }) => Value,
): Activation {
  return (trace, x) => {
    const y = unary(trace.graph, op, x);
    return trace.record(y, [x], [(dy) => gradient(trace.graph, dy, { x, y })]);
  };
}

function lastSum(graph: GraphBuilder, value: Value): Value {
  const shape = [...value.shape.slice(0, -1), 1];
  const attributes = { Tidx: attr.type('int32'), keep_dims: attr.bool(true) };
  return graph.op('Sum', [value, graph.ints([value.shape.length - 1])], shape, attributes);
}
