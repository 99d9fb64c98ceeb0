/** What a model has learned so far: its first filters, the spread of its weights, and units that a ReLU keeps at 0. */

import type { DeadUnits, ModelRow, WeightSpread, WeightsEvent } from '../../protocol/training';
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
  const kernel = firstFilters(weights, rows);
  return {
    filters: kernel && { layer: layerOf(kernel), ...filterPictures(kernel) },
    spreads: weights.slice(0, MOST_SPREADS).map(spreadOf),
    deadUnits: rectified.map(deadUnits),
  };
}

/** Only of layers whose kernel has the filters on its last axis. */
function firstFilters(weights: readonly WeightValues[], rows: readonly ModelRow[]): WeightValues | null {
  const convolutions = new Set(rows.filter(({ className }) => className === 'Conv2D').map(({ name }) => name));
  const isKernel = (weight: WeightValues) => weight.shape.length === 4 && convolutions.has(layerOf(weight));
  return weights.find(isKernel) ?? null;
}

function layerOf({ name }: WeightValues): string {
  return name.split('/')[0]!;
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
