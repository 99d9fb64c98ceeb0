/** Layers that move elements and keep their values. */

import { concatenate, crop, pad, repeatRows, reshape, resize, transpose } from '../ops/movement';
import { sampleSize } from '../ops/shapes';
import {
  inputOf,
  type LayerCall,
  type LayerRule,
  oneOf,
  pairOf,
  requireChannelsLast,
  requireRank,
  unclear,
} from './call';

export const SHAPE_RULES: Readonly<Record<string, LayerRule>> = {
  InputLayer: (call) => inputOf(call),
  Flatten: (call) => {
    requireChannelsLast(call);
    const x = inputOf(call);
    return reshape(call.trace, x, [x.shape[0]!, sampleSize(x.shape)]);
  },
  Reshape: (call) => reshape(call.trace, inputOf(call), call.outputShape),
  Permute: (call) => {
    const { dims } = call.config;
    if (!Array.isArray(dims)) throw unclear(call, 'dims');
    return transpose(call.trace, inputOf(call), [0, ...(dims as number[])]);
  },
  RepeatVector: (call) => {
    requireRank(call, 2);
    return repeatRows(call.trace, inputOf(call), call.outputShape[1]!);
  },
  ZeroPadding2D: (call) => {
    requireChannelsLast(call);
    requireRank(call, 4);
    return pad(call.trace, inputOf(call), [[0, 0], ...sidesOf(call, 'padding'), [0, 0]]);
  },
  Cropping2D: (call) => {
    requireChannelsLast(call);
    requireRank(call, 4);
    return crop(call.trace, inputOf(call), [[0, 0], ...sidesOf(call, 'cropping'), [0, 0]]);
  },
  UpSampling2D: (call) => {
    requireChannelsLast(call);
    requireRank(call, 4);
    const [height, width] = pairOf(call, 'size');
    const x = inputOf(call);
    const size = [x.shape[1]! * height, x.shape[2]! * width] as const;
    return resize(call.trace, x, size, oneOf(call, 'interpolation', 'nearest', 'bilinear'));
  },
  Concatenate: (call) => {
    const { inputs } = call;
    const rank = inputs[0]!.shape.length;
    const given = call.config.axis ?? -1;
    if (typeof given !== 'number' || inputs.some(({ shape }) => shape.length !== rank)) throw unclear(call, 'axis');
    const axis = given < 0 ? given + rank : given;
    if (axis === 0) throw unclear(call, 'axis');
    return concatenate(call.trace, inputs, axis);
  },
};

/** `[[top, bottom], [left, right]]`, or one number per axis or for all. */
function sidesOf(call: LayerCall, name: string): [[number, number], [number, number]] {
  const value = call.config[name];
  if (Array.isArray(value) && value.every((side) => Array.isArray(side) && side.length === 2)) {
    return value as [[number, number], [number, number]];
  }
  const [height, width] = pairOf(call, name);
  return [
    [height, height],
    [width, width],
  ];
}
