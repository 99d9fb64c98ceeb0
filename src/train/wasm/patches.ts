/**
 * Lays the windows of a convolution out as a matrix and adds such a matrix back (im2col and col2im), channels last.
 * A window is one output position of one image; its elements are the input values under it, in the order row, column,
 * channel of the filter. The values of one filter row lie side by side in both.
 */

import type { backend_util } from '@tensorflow/tfjs-core';

/** Without dilation: TensorFlow.js has no gradients for dilated convolutions. */
export type ConvInfo = backend_util.Conv2DInfo;

export function elementsPerWindow(info: ConvInfo): number {
  return info.filterHeight * info.filterWidth * info.inChannels;
}

export function windowsPerImage(info: ConvInfo): number {
  return info.outHeight * info.outWidth;
}

/** How many images fit into a matrix of about 16 MB; at least one. */
export function imagesPerChunk(info: ConvInfo): number {
  const perImage = elementsPerWindow(info) * windowsPerImage(info);
  return Math.max(1, Math.min(info.batchSize, Math.floor(2 ** 22 / perImage)));
}

/**
 * Fills `windows [elements, windows]` from the images `first .. first + count` of `input`, one element of all windows
 * after the other; padding becomes 0.
 */
export function copyWindowsTurned(
  info: ConvInfo,
  input: Float32Array,
  first: number,
  count: number,
  windows: Float32Array,
) {
  const { filterHeight, filterWidth, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth } = info;
  const { top, left } = info.padInfo;
  const channels = info.inChannels;
  const step = strideWidth * channels;
  let to = 0;
  for (let filterRow = 0; filterRow < filterHeight; filterRow++) {
    for (let filterColumn = 0; filterColumn < filterWidth; filterColumn++) {
      // The columns of the output whose window has this element inside of the image.
      const firstColumn = Math.min(outWidth, Math.max(0, Math.ceil((left - filterColumn) / strideWidth)));
      const end = Math.floor((inWidth - 1 + left - filterColumn) / strideWidth) + 1;
      const endColumn = Math.min(outWidth, Math.max(firstColumn, end));
      const start = (firstColumn * strideWidth + filterColumn - left) * channels;
      for (let channel = 0; channel < channels; channel++) {
        for (let image = first; image < first + count; image++) {
          for (let outRow = 0; outRow < outHeight; outRow++, to += outWidth) {
            const row = outRow * strideHeight + filterRow - top;
            if (row < 0 || row >= inHeight) {
              for (let at = to; at < to + outWidth; at++) windows[at] = 0;
              continue;
            }
            let from = (image * inHeight + row) * inWidth * channels + start + channel;
            for (let at = to; at < to + firstColumn; at++) windows[at] = 0;
            for (let at = to + firstColumn; at < to + endColumn; at++, from += step) windows[at] = input[from]!;
            for (let at = to + endColumn; at < to + outWidth; at++) windows[at] = 0;
          }
        }
      }
    }
  }
}

/** Adds `windows [windows, elements]` to the images `first .. first + count` of `output`; padding is dropped. */
export function addWindows(info: ConvInfo, windows: Float32Array, first: number, count: number, output: Float32Array) {
  const { filterHeight, inHeight, outHeight, outWidth, strideHeight, strideWidth } = info;
  const { top, left } = info.padInfo;
  const channels = info.inChannels;
  const outputRow = info.inWidth * channels;
  const run = info.filterWidth * channels;
  let from = 0;
  for (let image = first; image < first + count; image++) {
    for (let outRow = 0; outRow < outHeight; outRow++) {
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const start = (outColumn * strideWidth - left) * channels;
        const skipped = Math.max(0, -start);
        const kept = Math.min(run, outputRow - start);
        for (let filterRow = 0; filterRow < filterHeight; filterRow++) {
          const row = outRow * strideHeight + filterRow - top;
          if (row >= 0 && row < inHeight) {
            const to = (image * inHeight + row) * outputRow + start;
            for (let at = skipped; at < kept; at++) output[to + at]! += windows[from + at]!;
          }
          from += run;
        }
      }
    }
  }
}
