/** Products of matrices with their gradients. */

import { attr, type Value } from '../builder';
import type { Trace } from '../trace';
import { reshape } from './movement';

/** Multiplies the last axis of `x` by `[inputs, units]`. */
export function product(trace: Trace, x: Value, kernel: Value): Value {
  if (x.shape.length === 2) return matrixProduct(trace, x, kernel);
  const rows = reshape(trace, x, [null, x.shape.at(-1)!]);
  return reshape(trace, matrixProduct(trace, rows, kernel), [...x.shape.slice(0, -1), kernel.shape[1]!]);
}

function matrixProduct(trace: Trace, x: Value, kernel: Value): Value {
  const { graph } = trace;
  const y = graph.op('MatMul', [x, kernel], [x.shape[0]!, kernel.shape[1]!]);
  return trace.record(
    y,
    [x, kernel],
    [
      (dy) => graph.op('MatMul', [dy, kernel], x.shape, { transpose_b: attr.bool(true) }),
      (dy) => graph.op('MatMul', [x, dy], kernel.shape, { transpose_a: attr.bool(true) }),
    ],
  );
}
