/** The gradient of max pooling for the WebAssembly backend, whose own one (4.22.0) gives wrong values. */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { floatsOf, type KernelCall, makeTensor } from './heap';

interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof backend_util.computePool2DInfo>[4];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Each window passes its gradient to its largest value, the first one if several are equal. */
export const maxPoolGradient: KernelFunc = (call: KernelCall) => {
  const { dy, input } = call.inputs as unknown as { dy: TensorInfo; input: TensorInfo };
  const { filterSize, strides, pad, dimRoundingMode } = call.attrs as PoolAttributes;
  const shape = input.shape as [number, number, number, number];
  const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const backend = call.backend as BackendWasm;
  const out = makeTensor(backend, shape);
  const gradient = floatsOf(backend, out).fill(0);
  const values = floatsOf(backend, input);
  const upstream = floatsOf(backend, dy);
  const { inChannels, inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth } = info;

  let from = 0;
  for (let image = 0; image < info.batchSize; image++) {
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const top = outRow * info.strideHeight - info.padInfo.top;
      const firstRow = Math.max(0, top);
      const endRow = Math.min(inHeight, top + filterHeight);
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const left = outColumn * info.strideWidth - info.padInfo.left;
        const firstColumn = Math.max(0, left);
        const endColumn = Math.min(inWidth, left + filterWidth);
        for (let channel = 0; channel < inChannels; channel++) {
          let best = -1;
          for (let row = firstRow; row < endRow; row++) {
            let at = ((image * inHeight + row) * inWidth + firstColumn) * inChannels + channel;
            for (let column = firstColumn; column < endColumn; column++, at += inChannels) {
              if (best < 0 || values[at]! > values[best]!) best = at;
            }
          }
          if (best >= 0) gradient[best]! += upstream[from]!;
          from++;
        }
      }
    }
  }
  return out;
};
