/** Tensors on the heap of the WebAssembly backend and the plain arrays that show them. */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { getKernel, type KernelFunc, type NamedTensorInfoMap, type TensorInfo } from '@tensorflow/tfjs-core';

export interface KernelCall {
  readonly inputs: NamedTensorInfoMap;
  readonly backend: unknown;
  readonly attrs?: unknown;
}

/** Makes a tensor whose values are not set yet. */
export function makeTensor(backend: BackendWasm, shape: readonly number[]): TensorInfo {
  return backend.makeOutput([...shape], 'float32');
}

/** The values in place. Only valid until the next tensor is made, since the heap may move when it grows. */
export function floatsOf(backend: BackendWasm, tensor: TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}

export function free(backend: BackendWasm, ...tensors: readonly TensorInfo[]): void {
  for (const tensor of tensors) backend.disposeData(tensor.dataId);
}

/** `a [rows, inner] x b [inner, columns]` by the backend's fast kernel. The factors must not be transposed. */
export function multiply(backend: BackendWasm, matMul: KernelFunc, a: TensorInfo, b: TensorInfo): TensorInfo {
  const attrs = { transposeA: false, transposeB: false };
  return matMul({ inputs: { a, b }, backend, attrs }) as TensorInfo;
}

/** The matrix `[rows, columns]` turned over. */
export function transposed(backend: BackendWasm, tensor: TensorInfo, rows: number, columns: number): TensorInfo {
  const out = makeTensor(backend, [columns, rows]);
  turn(floatsOf(backend, tensor), rows, columns, floatsOf(backend, out));
  return out;
}

/** Writes the matrix `from [rows, columns]` as `to [columns, rows]`. */
function turn(from: Float32Array, rows: number, columns: number, to: Float32Array): void {
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) to[column * rows + row] = from[at]!;
  }
}

export function kernelOf(name: string, backendName: string): KernelFunc {
  const config = getKernel(name, backendName);
  if (config === undefined) throw new Error(`The backend ${backendName} has no kernel ${name}`);
  return config.kernelFunc;
}
