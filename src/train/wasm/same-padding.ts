/**
 * Convolutions of the WebAssembly backend (4.22.0) with `same` padding give wrong values where the stride is larger than
 * the filter, as in the shortcuts of a residual network. The same pads written out give the right ones.
 */

import { backend_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelCall } from './heap';

interface ConvAttributes {
  readonly strides: number | [number, number];
  /** Some callers leave it out, which means 1. */
  readonly dilations?: number | [number, number] | null;
  readonly pad: unknown;
  readonly dataFormat?: 'NHWC' | 'NCHW';
}

type Size4D = [number, number, number, number];

export function withExplicitPads(kernel: KernelFunc, depthwise: boolean): KernelFunc {
  return (call: KernelCall) => {
    const attrs = call.attrs as ConvAttributes;
    const plain = call as Parameters<KernelFunc>[0];
    if (attrs.pad !== 'same' || attrs.dataFormat === 'NCHW') return kernel(plain);
    const { x, filter } = call.inputs as unknown as { x: TensorInfo; filter: TensorInfo };
    const size = filter.shape as Size4D;
    const info = backend_util.computeConv2DInfo(
      x.shape as Size4D,
      size,
      attrs.strides,
      attrs.dilations ?? 1,
      'same',
      undefined,
      depthwise,
    );
    const { top, bottom, left, right } = info.padInfo;
    const pad = [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ];
    return kernel({ ...plain, attrs: { ...attrs, pad } as never });
  };
}
