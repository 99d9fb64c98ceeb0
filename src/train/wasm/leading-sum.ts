/**
 * Sums over all axes but the last, as the gradient of a bias needs them: the WebAssembly backend turns the tensor over
 * first, which costs more than the sum.
 */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { floatsOf, type KernelCall, makeTensor } from './heap';

/** `sum` is the kernel of the backend, which serves all other axes. */
export function leadingSum(sum: KernelFunc): KernelFunc {
  return (call: KernelCall) => {
    const { x } = call.inputs as unknown as { x: TensorInfo };
    const { axis, keepDims } = call.attrs as { axis: number | number[]; keepDims: boolean };
    const axes = util.parseAxisParam(axis, x.shape);
    if (!isLeading(axes, x)) return sum(call as Parameters<KernelFunc>[0]);

    const backend = call.backend as BackendWasm;
    const columns = x.shape.at(-1)!;
    const out = makeTensor(backend, keepDims ? [...axes.map(() => 1), columns] : [columns]);
    addColumns(floatsOf(backend, x), columns, floatsOf(backend, out));
    return out;
  };
}

/** In double precision and column by column, so that each sum stays in a register. */
function addColumns(values: Float32Array, columns: number, sums: Float32Array): void {
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (let at = column; at < values.length; at += columns) sum += values[at]!;
    sums[column] = sum;
  }
}

function isLeading(axes: readonly number[], { dtype, shape }: TensorInfo): boolean {
  const hasAll = axes.length === shape.length - 1 && axes.every((axis) => axis < shape.length - 1);
  return dtype === 'float32' && shape.length > 1 && hasAll && shape.every((dim) => dim > 0);
}
