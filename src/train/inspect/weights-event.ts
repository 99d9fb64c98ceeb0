/** What a model has learned so far: its first filters, the spread of its weights, and units that a ReLU keeps at 0. */

import type { DeadUnits, LearnedFilters, ModelRow, WeightSpread, WeightsEvent } from '../../protocol/training';
import type { LayerOutput, WeightValues } from '../engine';
import { filterPictures } from './pictures';

/** Activations that can keep a unit at 0, by their names in TensorFlow.js. */
export const RECTIFIERS = ['relu', 'relu6'];

const PARTS = 32;
/** Weights beyond these are left out, so that a network of hundreds of layers stays quick to show. */
const MOST_SPREADS = 64;

/** `rectified` are the outputs of the layers with a rectifier for some samples. */
export function describeWeights(
  weights: readonly WeightValues[],
  rows: readonly ModelRow[],
  rectified: readonly LayerOutput[],
): Pick<WeightsEvent, 'filters' | 'spreads' | 'deadUnits'> {
  return {
    filters: firstFilters(weights, rows),
    spreads: weights.slice(0, MOST_SPREADS).map(spreadOf),
    deadUnits: rectified.map(deadUnits),
  };
}

/** What the kernel of a layer is called that has filters to show, and its axes. */
const KERNELS: Readonly<Record<string, { readonly weight: string; readonly rank: number }>> = {
  Conv1D: { weight: 'kernel', rank: 3 },
  Conv2D: { weight: 'kernel', rank: 4 },
  DepthwiseConv2D: { weight: 'depthwise_kernel', rank: 4 },
  SeparableConv2D: { weight: 'depthwise_kernel', rank: 4 },
};

function firstFilters(weights: readonly WeightValues[], rows: readonly ModelRow[]): LearnedFilters | null {
  for (const { name, className } of rows) {
    const known = KERNELS[className];
    const isKernel = (weight: WeightValues) =>
      weight.name === `${name}/${known?.weight}` && weight.shape.length === known?.rank;
    const kernel = weights.find(isKernel);
    if (kernel) return { layer: name, ...filterPictures(known?.weight === 'kernel' ? kernel : apart(kernel)) };
  }
  return null;
}

/** A depthwise kernel has its filters for each input channel; here each is one of its own. */
function apart({ shape: [height, width, inputs, each], ...kernel }: WeightValues): WeightValues {
  return { ...kernel, shape: [height!, width!, 1, inputs! * each!] };
}

function spreadOf({ name, shape, values }: WeightValues): WeightSpread {
  let [least, most, sum, squares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
    sum += value;
    squares += value * value;
  }
  const counts = new Array<number>(PARTS).fill(0);
  const width = (most - least) / PARTS || 1;
  for (const value of values) counts[Math.min(PARTS - 1, Math.floor((value - least) / width))]! += 1;
  const mean = sum / values.length;
  const deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
  return { name, shape, least, most, mean, deviation, counts };
}

/** A unit is a channel of an image or one number of a row. */
function deadUnits({ name, shape, values }: LayerOutput): DeadUnits {
  const units = shape.at(-1)!;
  const alive = new Uint8Array(units);
  for (let start = 0; start < values.length; start += units) {
    for (let unit = 0; unit < units; unit++) if (values[start + unit]! > 0) alive[unit] = 1;
  }
  const dead = alive.reduce((count, one) => count + 1 - one, 0);
  return { layer: name, units, dead, samples: shape[0]! };
}
