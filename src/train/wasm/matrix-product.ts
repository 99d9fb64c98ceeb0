/**
 * Products with a transposed factor, as the gradient of a dense layer needs them: the WebAssembly backend has a fast
 * kernel only for plain factors, so the transposed one is turned over first.
 */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { free, type KernelCall, multiply, transposed } from './heap';

/** `matMul` is the kernel of the backend, which also serves products of more than two axes. */
export function matrixProduct(matMul: KernelFunc): KernelFunc {
  return (call: KernelCall) => {
    const { a, b } = call.inputs as unknown as { a: TensorInfo; b: TensorInfo };
    const { transposeA, transposeB } = call.attrs as { transposeA: boolean; transposeB: boolean };
    const plain = !transposeA && !transposeB;
    if (plain || !isMatrix(a) || !isMatrix(b)) return matMul(call as Parameters<KernelFunc>[0]);

    const backend = call.backend as BackendWasm;
    const left = transposeA ? turned(backend, a) : asMatrix(a);
    const right = transposeB ? turned(backend, b) : asMatrix(b);
    const product = multiply(backend, matMul, left, right);
    if (transposeA) free(backend, left);
    if (transposeB) free(backend, right);
    const [rows, columns] = product.shape.slice(-2) as [number, number];
    return { ...product, shape: [...a.shape.slice(0, -2), rows, columns] };
  };
}

/** A matrix, or a stack of exactly one. */
function isMatrix(tensor: TensorInfo): boolean {
  return tensor.dtype === 'float32' && tensor.shape.slice(0, -2).every((dim) => dim === 1);
}

function asMatrix(tensor: TensorInfo): TensorInfo {
  return { ...tensor, shape: tensor.shape.slice(-2) };
}

function turned(backend: BackendWasm, tensor: TensorInfo): TensorInfo {
  const [rows, columns] = tensor.shape.slice(-2) as [number, number];
  return transposed(backend, tensor, rows, columns);
}
