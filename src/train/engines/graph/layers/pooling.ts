/** Pooling layers over windows and over all positions. */

import type { Value } from '../builder';
import { reshape } from '../ops/movement';
import { averagePool, maxPool, type Pool } from '../ops/pooling';
import { largest, mean } from '../ops/reductions';
import type { Trace } from '../trace';
import {
  inputOf,
  type LayerCall,
  type LayerRule,
  oneOf,
  pairOf,
  requireChannelsLast,
  requireRank,
  singleOf,
} from './call';

export const POOLING_RULES: Readonly<Record<string, LayerRule>> = {
  MaxPooling1D: (call) => pooled1d(call, maxPool),
  AveragePooling1D: (call) => pooled1d(call, averagePool),
  MaxPooling2D: (call) => pooled2d(call, maxPool),
  AveragePooling2D: (call) => pooled2d(call, averagePool),
  GlobalMaxPooling1D: (call) => overall(call, 3, largest),
  GlobalAveragePooling1D: (call) => overall(call, 3, mean),
  GlobalMaxPooling2D: (call) => overall(call, 4, largest),
  GlobalAveragePooling2D: (call) => overall(call, 4, mean),
};

type Pooling = (trace: Trace, x: Value, pool: Pool) => Value;

function pooled2d(call: LayerCall, pooling: Pooling): Value {
  requireChannelsLast(call);
  requireRank(call, 4);
  const pool = {
    size: pairOf(call, 'poolSize'),
    strides: pairOf(call, 'strides'),
    padding: oneOf(call, 'padding', 'valid', 'same'),
  };
  return pooling(call.trace, inputOf(call), pool);
}

function pooled1d(call: LayerCall, pooling: Pooling): Value {
  requireChannelsLast(call);
  requireRank(call, 3);
  const { trace } = call;
  const x = inputOf(call);
  const [batch, length, channels] = x.shape;
  const pool: Pool = {
    size: [singleOf(call, 'poolSize'), 1],
    strides: [singleOf(call, 'strides'), 1],
    padding: oneOf(call, 'padding', 'valid', 'same'),
  };
  const y = pooling(trace, reshape(trace, x, [batch!, length!, 1, channels!]), pool);
  return reshape(trace, y, [batch!, y.shape[1]!, channels!]);
}

function overall(call: LayerCall, rank: number, reduce: typeof mean): Value {
  requireChannelsLast(call);
  requireRank(call, rank);
  const axes = Array.from({ length: rank - 2 }, (_, axis) => axis + 1);
  return reduce(call.trace, inputOf(call), { axes });
}
