/**
 * The gradients of a two-dimensional convolution for the WebAssembly backend, as products of matrices.
 * The backend has none for the filter and only a plain loop for the input.
 */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { floatsOf, free, type KernelCall, makeTensor, multiply, transposed } from './heap';
import {
  addWindows,
  type ConvInfo,
  copyWindowsTurned,
  elementsPerWindow,
  imagesPerChunk,
  windowsPerImage,
} from './patches';

type Size4D = [number, number, number, number];

interface GradientAttributes {
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof backend_util.computeConv2DInfo>[4];
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** `fallback` serves the layout that has the channels first. */
export function conv2dFilterGradient(matMul: KernelFunc, fallback: KernelFunc): KernelFunc {
  return (call: KernelCall) => {
    const { x, dy } = call.inputs as unknown as { x: TensorInfo; dy: TensorInfo };
    const attrs = call.attrs as GradientAttributes & { filterShape: Size4D };
    if (attrs.dataFormat !== 'NHWC') return fallback(call as Parameters<KernelFunc>[0]);
    const info = convInfo(x.shape as Size4D, attrs.filterShape, attrs);
    return sumOverChunks(call.backend as BackendWasm, matMul, info, x, dy);
  };
}

/**
 * `dW [elements, filters]` is the sum over the chunks of `windows^T [elements, rows] x dy [rows, filters]`. The product
 * packs its right factor first, and `dy` is the smaller of the two.
 */
function sumOverChunks(
  backend: BackendWasm,
  matMul: KernelFunc,
  info: ConvInfo,
  x: TensorInfo,
  dy: TensorInfo,
): TensorInfo {
  const elements = elementsPerWindow(info);
  const shape = [info.filterHeight, info.filterWidth, info.inChannels, info.outChannels];
  const chunk = imagesPerChunk(info);
  let sum: TensorInfo | null = null;
  for (let first = 0; first < info.batchSize; first += chunk) {
    const count = Math.min(chunk, info.batchSize - first);
    const windows = makeTensor(backend, [elements, count * windowsPerImage(info)]);
    copyWindowsTurned(info, floatsOf(backend, x), first, count, floatsOf(backend, windows));
    const product = withRowsOf(backend, info, dy, first, count, (rows) => multiply(backend, matMul, windows, rows));
    free(backend, windows);
    if (sum === null) {
      sum = product;
      continue;
    }
    addInto(floatsOf(backend, sum), floatsOf(backend, product));
    free(backend, product);
  }
  return { ...sum!, shape };
}

/** Also the forward pass of a transposed convolution. */
export function conv2dInputGradient(matMul: KernelFunc, fallback: KernelFunc): KernelFunc {
  return (call: KernelCall) => {
    const { dy, filter } = call.inputs as unknown as { dy: TensorInfo; filter: TensorInfo };
    const attrs = call.attrs as GradientAttributes & { inputShape: Size4D };
    if (attrs.dataFormat !== 'NHWC') return fallback(call as Parameters<KernelFunc>[0]);
    const info = convInfo(attrs.inputShape, filter.shape as Size4D, attrs);
    return addOverChunks(call.backend as BackendWasm, matMul, info, dy, filter);
  };
}

/** `dx` is the windows of `dy [windows, filters] x W^T [filters, elements]` added back to where they came from. */
function addOverChunks(
  backend: BackendWasm,
  matMul: KernelFunc,
  info: ConvInfo,
  dy: TensorInfo,
  filter: TensorInfo,
): TensorInfo {
  const filterMatrix = transposed(backend, filter, elementsPerWindow(info), info.outChannels);
  const out = makeTensor(backend, info.inShape);
  floatsOf(backend, out).fill(0);
  const chunk = imagesPerChunk(info);
  for (let first = 0; first < info.batchSize; first += chunk) {
    const count = Math.min(chunk, info.batchSize - first);
    const windows = withRowsOf(backend, info, dy, first, count, (rows) => {
      return multiply(backend, matMul, rows, filterMatrix);
    });
    addWindows(info, floatsOf(backend, windows), first, count, floatsOf(backend, out));
    free(backend, windows);
  }
  free(backend, filterMatrix);
  return out;
}

function convInfo(inputShape: Size4D, filterShape: Size4D, attrs: GradientAttributes): ConvInfo {
  const { strides, pad, dimRoundingMode } = attrs;
  return backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode);
}

/** Gives the upstream gradient of some images as the matrix `[rows, filters]`; all of them need no copy. */
function withRowsOf(
  backend: BackendWasm,
  info: ConvInfo,
  dy: TensorInfo,
  first: number,
  count: number,
  use: (rows: TensorInfo) => TensorInfo,
): TensorInfo {
  const whole = count === info.batchSize;
  const part = whole ? dy : copyOfImages(backend, info, dy, first, count);
  const shape = [count * windowsPerImage(info), info.outChannels];
  const result = use({ dataId: part.dataId, dtype: part.dtype, shape });
  if (!whole) free(backend, part);
  return result;
}

function copyOfImages(backend: BackendWasm, info: ConvInfo, dy: TensorInfo, first: number, count: number): TensorInfo {
  const size = windowsPerImage(info) * info.outChannels;
  const copy = makeTensor(backend, [count, size]);
  floatsOf(backend, copy).set(floatsOf(backend, dy).subarray(first * size, (first + count) * size));
  return copy;
}

function addInto(sum: Float32Array, part: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += part[i]!;
}
