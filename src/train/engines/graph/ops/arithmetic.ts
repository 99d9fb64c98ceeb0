/** Elementwise arithmetic with its gradients; shapes are broadcast. */

import { attr, type GraphBuilder, type Value, type ValueShape } from '../builder';
import type { Trace } from '../trace';
import { NotInGraph } from '../unsupported';
import { broadcastShape, reshaped, sameShape, shapeOf } from './shapes';

type BinaryOp = 'AddV2' | 'Sub' | 'Mul' | 'RealDiv' | 'Maximum' | 'Minimum';

/** An operation on two values, without a gradient. */
export function binary(graph: GraphBuilder, op: BinaryOp, a: Value, b: Value): Value {
  return graph.op(op, [a, b], broadcastShape(a.shape, b.shape));
}

/** An operation on one value, without a gradient. */
export function unary(graph: GraphBuilder, op: string, value: Value): Value {
  return graph.op(op, [value], value.shape);
}

export function add(trace: Trace, a: Value, b: Value): Value {
  const { graph } = trace;
  return trace.record(
    binary(graph, 'AddV2', a, b),
    [a, b],
    [(dy) => summedTo(graph, dy, a), (dy) => summedTo(graph, dy, b)],
  );
}

export function subtract(trace: Trace, a: Value, b: Value): Value {
  const { graph } = trace;
  return trace.record(
    binary(graph, 'Sub', a, b),
    [a, b],
    [(dy) => summedTo(graph, dy, a), (dy) => summedTo(graph, unary(graph, 'Neg', dy), b)],
  );
}

export function multiply(trace: Trace, a: Value, b: Value): Value {
  const { graph } = trace;
  return trace.record(
    binary(graph, 'Mul', a, b),
    [a, b],
    [(dy) => summedTo(graph, binary(graph, 'Mul', dy, b), a), (dy) => summedTo(graph, binary(graph, 'Mul', dy, a), b)],
  );
}

export function divide(trace: Trace, a: Value, b: Value): Value {
  const { graph } = trace;
  const quotient = binary(graph, 'RealDiv', a, b);
  return trace.record(
    quotient,
    [a, b],
    [
      (dy) => summedTo(graph, binary(graph, 'RealDiv', dy, b), a),
      (dy) => {
        const share = binary(graph, 'RealDiv', unary(graph, 'Neg', quotient), b);
        return summedTo(graph, binary(graph, 'Mul', dy, share), b);
      },
    ],
  );
}

/** Where both are equal the first one takes the gradient, as in TensorFlow. */
export function maximum(trace: Trace, a: Value, b: Value): Value {
  return extreme(trace, 'Maximum', 'GreaterEqual', a, b);
}

export function minimum(trace: Trace, a: Value, b: Value): Value {
  return extreme(trace, 'Minimum', 'LessEqual', a, b);
}

export function scale(trace: Trace, value: Value, factor: number): Value {
  return factor === 1 ? value : multiply(trace, value, trace.graph.scalar(factor));
}

export function shift(trace: Trace, value: Value, offset: number): Value {
  return offset === 0 ? value : add(trace, value, trace.graph.scalar(offset));
}

export function negative(trace: Trace, value: Value): Value {
  return trace.record(unary(trace.graph, 'Neg', value), [value], [(dy) => unary(trace.graph, 'Neg', dy)]);
}

export function exp(trace: Trace, value: Value): Value {
  const y = unary(trace.graph, 'Exp', value);
  return trace.record(y, [value], [(dy) => binary(trace.graph, 'Mul', dy, y)]);
}

export function log(trace: Trace, value: Value): Value {
  return trace.record(unary(trace.graph, 'Log', value), [value], [(dy) => binary(trace.graph, 'RealDiv', dy, value)]);
}

/** The logarithm of one more. */
export function log1p(trace: Trace, value: Value): Value {
  const { graph } = trace;
  return trace.record(
    unary(graph, 'Log1p', value),
    [value],
    [(dy) => binary(graph, 'RealDiv', dy, binary(graph, 'AddV2', value, graph.scalar(1)))],
  );
}

export function sqrt(trace: Trace, value: Value): Value {
  const { graph } = trace;
  const y = unary(graph, 'Sqrt', value);
  return trace.record(y, [value], [(dy) => binary(graph, 'RealDiv', binary(graph, 'Mul', dy, graph.scalar(0.5)), y)]);
}

export function square(trace: Trace, value: Value): Value {
  const { graph } = trace;
  return trace.record(
    unary(graph, 'Square', value),
    [value],
    [(dy) => binary(graph, 'Mul', dy, binary(graph, 'Mul', value, graph.scalar(2)))],
  );
}

export function absolute(trace: Trace, value: Value): Value {
  const { graph } = trace;
  return trace.record(
    unary(graph, 'Abs', value),
    [value],
    [(dy) => binary(graph, 'Mul', dy, unary(graph, 'Sign', value))],
  );
}

/** The error function. */
export function erf(trace: Trace, value: Value): Value {
  const { graph } = trace;
  return trace.record(
    unary(graph, 'Erf', value),
    [value],
    [
      (dy) => {
        const bell = unary(graph, 'Exp', unary(graph, 'Neg', unary(graph, 'Square', value)));
        return binary(graph, 'Mul', dy, binary(graph, 'Mul', bell, graph.scalar(2 / Math.sqrt(Math.PI))));
      },
    ],
  );
}

/** Within the limits the gradient passes, outside it does not. */
export function clip(trace: Trace, value: Value, from: number, to: number): Value {
  const low = trace.graph.scalar(from);
  return minimum(trace, maximum(trace, value, low), trace.graph.scalar(to));
}

/** 1 where the comparison holds, else 0; no gradient passes. */
export function mask(graph: GraphBuilder, op: string, a: Value, b: Value): Value {
  const shape = broadcastShape(a.shape, b.shape);
  const holds = graph.op(op, [a, b], shape);
  const types = { SrcT: attr.type('bool'), DstT: attr.type('float32') };
  return { output: graph.node('Cast', [holds.output], types), shape };
}

/** The gradient of a value that was broadcast to the shape of `gradient`. */
function summedTo(graph: GraphBuilder, gradient: Value, target: Value): Value {
  const { shape } = target;
  if (sameShape(gradient.shape, shape)) return gradient;
  const extra = gradient.shape.length - shape.length;
  const axes = gradient.shape.flatMap((dim, axis) => {
    const wanted = axis < extra ? undefined : shape[axis - extra];
    return wanted === undefined || (wanted === 1 && dim !== 1) ? [axis] : [];
  });
  if (axes.length === 0) return gradient;
  const kept: ValueShape = gradient.shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  const attributes = { Tidx: attr.type('int32'), keep_dims: attr.bool(true) };
  const sum = graph.op('Sum', [gradient, graph.ints(axes)], kept, attributes);
  return reshaped(graph, sum, shape);
}

/** Spreads a value over the shape of another, without a gradient. */
export function spreadOver(graph: GraphBuilder, value: Value, like: Value): Value {
  if (sameShape(value.shape, like.shape)) return value;
  const types = { Tidx: attr.type('int32') };
  return graph.op('BroadcastTo', [value, shapeOf(graph, like)], like.shape, types);
}

function extreme(trace: Trace, op: 'Maximum' | 'Minimum', wins: string, a: Value, b: Value): Value {
  const { graph } = trace;
  if (a.shape.length > 0 && b.shape.length > 0 && a.shape.length !== b.shape.length) {
    throw new NotInGraph(`${op} of values of different rank`);
  }
  return trace.record(
    binary(graph, op, a, b),
    [a, b],
    [
      (dy) => summedTo(graph, binary(graph, 'Mul', dy, mask(graph, wins, a, b)), a),
      (dy) => {
        const share = binary(graph, 'Sub', graph.scalar(1), mask(graph, wins, a, b));
        return summedTo(graph, binary(graph, 'Mul', dy, share), b);
      },
    ],
  );
}
