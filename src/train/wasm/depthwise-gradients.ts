/** The gradients of a depthwise convolution for the WebAssembly backend, channels last, dilation included. */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { floatsOf, type KernelCall, makeTensor } from './heap';
import type { ConvInfo } from './patches';

type Size4D = [number, number, number, number];

interface DepthwiseAttributes {
  readonly strides: number | [number, number];
  /** Some callers leave it out, which means 1. */
  readonly dilations?: number | [number, number] | null;
  readonly pad: Parameters<typeof backend_util.computeConv2DInfo>[4];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export const depthwiseFilterGradient: KernelFunc = (call: KernelCall) => {
  const { x, dy } = call.inputs as unknown as { x: TensorInfo; dy: TensorInfo };
  const attrs = call.attrs as DepthwiseAttributes & { filterShape: Size4D };
  const info = depthwiseInfo(x.shape as Size4D, attrs.filterShape, attrs);
  const backend = call.backend as BackendWasm;
  const out = makeTensor(backend, attrs.filterShape);
  const gradient = floatsOf(backend, out).fill(0);
  const input = floatsOf(backend, x);
  const upstream = floatsOf(backend, dy);
  eachPair(info, (inputAt, outputAt, filterAt) => {
    gradient[filterAt]! += input[inputAt]! * upstream[outputAt]!;
  });
  return out;
};

export const depthwiseInputGradient: KernelFunc = (call: KernelCall) => {
  const { dy, filter } = call.inputs as unknown as { dy: TensorInfo; filter: TensorInfo };
  const attrs = call.attrs as DepthwiseAttributes & { inputShape: Size4D };
  const info = depthwiseInfo(attrs.inputShape, filter.shape as Size4D, attrs);
  const backend = call.backend as BackendWasm;
  const out = makeTensor(backend, attrs.inputShape);
  const gradient = floatsOf(backend, out).fill(0);
  const weights = floatsOf(backend, filter);
  const upstream = floatsOf(backend, dy);
  eachPair(info, (inputAt, outputAt, filterAt) => {
    gradient[inputAt]! += weights[filterAt]! * upstream[outputAt]!;
  });
  return out;
};

function depthwiseInfo(inputShape: Size4D, filterShape: Size4D, attrs: DepthwiseAttributes): ConvInfo {
  const { strides, dilations, pad, dimRoundingMode } = attrs;
  return backend_util.computeConv2DInfo(inputShape, filterShape, strides, dilations ?? 1, pad, dimRoundingMode, true);
}

/** Visits every product of the forward pass: the indices of the input, of the output and of the filter that meet. */
function eachPair(info: ConvInfo, visit: (inputAt: number, outputAt: number, filterAt: number) => void): void {
  const { inChannels, inHeight, inWidth, outHeight, outWidth, outChannels } = info;
  const multiplier = outChannels / inChannels;
  for (let image = 0; image < info.batchSize; image++) {
    for (let outRow = 0; outRow < outHeight; outRow++) {
      for (let filterRow = 0; filterRow < info.filterHeight; filterRow++) {
        const row = outRow * info.strideHeight + filterRow * info.dilationHeight - info.padInfo.top;
        if (row < 0 || row >= inHeight) continue;
        for (let outColumn = 0; outColumn < outWidth; outColumn++) {
          const outputStart = ((image * outHeight + outRow) * outWidth + outColumn) * outChannels;
          for (let filterColumn = 0; filterColumn < info.filterWidth; filterColumn++) {
            const column = outColumn * info.strideWidth + filterColumn * info.dilationWidth - info.padInfo.left;
            if (column < 0 || column >= inWidth) continue;
            const inputStart = ((image * inHeight + row) * inWidth + column) * inChannels;
            const filterStart = (filterRow * info.filterWidth + filterColumn) * outChannels;
            for (let at = 0; at < outChannels; at++) {
              visit(inputStart + Math.floor(at / multiplier), outputStart + at, filterStart + at);
            }
          }
        }
      }
    }
  }
}
