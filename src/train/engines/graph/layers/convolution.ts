/** Layers that move a window with weights over images or sequences. */

import type { Value } from '../builder';
import { addBias, conv2d, conv2dTranspose, depthwiseConv2d, type Window } from '../ops/convolution';
import { reshape } from '../ops/movement';
import { activated } from './activation';
import {
  inputOf,
  type LayerCall,
  type LayerRule,
  oneOf,
  pairOf,
  requireChannelsLast,
  requireRank,
  singleOf,
  unclear,
  weightOf,
} from './call';

export const CONVOLUTION_RULES: Readonly<Record<string, LayerRule>> = {
  Conv1D: (call) => {
    requireImages(call, 3);
    const { trace } = call;
    const x = inputOf(call);
    const kernel = weightOf(call, 'kernel');
    const window: Window = {
      strides: [1, singleOf(call, 'strides', 1)],
      padding: oneOf(call, 'padding', 'valid', 'same'),
      dilation: [1, singleOf(call, 'dilationRate', 1)],
    };
    // TensorFlow asks for equal strides where the height is 1 as well.
    const square: Window = { ...window, strides: [window.strides[1], window.strides[1]] };
    const rows = reshape(trace, x, [x.shape[0]!, 1, ...x.shape.slice(1)]);
    const images = conv2d(trace, rows, reshape(trace, kernel, [1, ...kernel.shape]), checked(call, square));
    return finished(call, reshape(trace, images, [x.shape[0]!, ...images.shape.slice(2)]));
  },
  Conv2D: (call) => {
    requireImages(call, 4);
    return finished(call, conv2d(call.trace, inputOf(call), weightOf(call, 'kernel'), windowOf(call)));
  },
  Conv2DTranspose: (call) => {
    requireImages(call, 4);
    const [, height, width] = call.outputShape;
    const window: Window = { ...windowOf(call), dilation: [1, 1] };
    return finished(
      call,
      conv2dTranspose(call.trace, inputOf(call), weightOf(call, 'kernel'), window, [height!, width!]),
    );
  },
  DepthwiseConv2D: (call) => {
    requireImages(call, 4);
    const window = windowOf(call);
    // TensorFlow.js ignores the setting and has other shapes then.
    if (window.dilation.some((rate) => rate !== 1)) throw unclear(call, 'dilationRate');
    requireEqualStrides(call, window);
    return finished(call, depthwiseConv2d(call.trace, inputOf(call), weightOf(call, 'depthwise_kernel'), window));
  },
  SeparableConv2D: (call) => {
    requireImages(call, 4);
    const window = windowOf(call);
    requireEqualStrides(call, window);
    const spatial = depthwiseConv2d(call.trace, inputOf(call), weightOf(call, 'depthwise_kernel'), window);
    const point: Window = { strides: [1, 1], padding: 'valid', dilation: [1, 1] };
    return finished(call, conv2d(call.trace, spatial, weightOf(call, 'pointwise_kernel'), point));
  },
};

function windowOf(call: LayerCall): Window {
  return checked(call, {
    strides: pairOf(call, 'strides', 1),
    padding: oneOf(call, 'padding', 'valid', 'same'),
    dilation: pairOf(call, 'dilationRate', 1),
  });
}

function checked(call: LayerCall, window: Window): Window {
  const spread = window.dilation.some((rate) => rate !== 1);
  if (spread && window.strides.some((stride) => stride !== 1)) throw unclear(call, 'dilationRate');
  return window;
}

function requireImages(call: LayerCall, rank: number): void {
  requireChannelsLast(call);
  requireRank(call, rank);
}

function requireEqualStrides(call: LayerCall, { strides }: Window): void {
  if (strides[0] !== strides[1]) throw unclear(call, 'strides');
}

function finished(call: LayerCall, x: Value): Value {
  const bias = call.weight('bias');
  return activated(call, bias === null ? x : addBias(call.trace, x, bias));
}
