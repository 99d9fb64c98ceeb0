/** The layers that the graph covers, by their class names. */

import type { Value } from '../builder';
import { add, maximum, minimum, multiply, scale, shift } from '../ops/arithmetic';
import { addBias } from '../ops/convolution';
import { product } from '../ops/matrix';
import { dropout, gaussianDropout, gaussianNoise } from '../ops/noise';
import { filledVector, movedAverage, normalize, normalizeBatch } from '../ops/normalization';
import { sameShape } from '../ops/shapes';
import { NotInGraph } from '../unsupported';
import { ACTIVATION_RULES, activated } from './activation';
import { describe, inputOf, type LayerCall, type LayerRule, numberOf, unclear, weightOf } from './call';
import { CONVOLUTION_RULES } from './convolution';
import { POOLING_RULES } from './pooling';
import { SHAPE_RULES } from './shape';

const RULES: Readonly<Record<string, LayerRule>> = {
  ...SHAPE_RULES,
  ...CONVOLUTION_RULES,
  ...POOLING_RULES,
  ...ACTIVATION_RULES,
  Dense: dense,
  BatchNormalization: batchNormalization,
  Dropout: (call) =>
    noise(call, 'rate', (rate) => dropout(call.trace, inputOf(call), rate, call.seed(), shapeOfNoise(call))),
  SpatialDropout1D: (call) => {
    const { shape } = inputOf(call);
    const channels = [shape[0]!, 1, ...shape.slice(2)];
    return noise(call, 'rate', (rate) => dropout(call.trace, inputOf(call), rate, call.seed(), channels));
  },
  GaussianNoise: (call) => noise(call, 'stddev', (size) => gaussianNoise(call.trace, inputOf(call), size, call.seed())),
  GaussianDropout: (call) =>
    noise(call, 'rate', (rate) => gaussianDropout(call.trace, inputOf(call), rate, call.seed())),
  Rescaling: (call) => {
    return shift(call.trace, scale(call.trace, inputOf(call), numberOf(call, 'scale')), numberOf(call, 'offset', 0));
  },
  Add: (call) => merged(call, add),
  Multiply: (call) => merged(call, multiply),
  Maximum: (call) => merged(call, maximum),
  Minimum: (call) => merged(call, minimum),
  Average: (call) => scale(call.trace, merged(call, add), 1 / call.inputs.length),
};

/** Builds the nodes of one layer. Throws `NotInGraph` if it is not covered. */
export function applyLayer(call: LayerCall): Value {
  const rule = RULES[call.className];
  if (rule === undefined) throw new NotInGraph(describe(call));
  const result = rule(call);
  // A shape that differs from that of the layer is a fault of the rule, which the operation-by-operation way does not have.
  if (!sameShape(result.shape, [null, ...call.outputShape.slice(1)])) {
    throw new NotInGraph(describe(call, `of the shape (${call.outputShape})`));
  }
  return result;
}

function dense(call: LayerCall): Value {
  const y = product(call.trace, inputOf(call), weightOf(call, 'kernel'));
  const bias = call.weight('bias');
  return activated(call, bias === null ? y : addBias(call.trace, y, bias));
}

function batchNormalization(call: LayerCall): Value {
  const { trace } = call;
  const x = inputOf(call);
  const rank = x.shape.length;
  const axis = numberOf(call, 'axis', -1);
  if (axis !== -1 && axis !== rank - 1) throw unclear(call, 'axis');
  const channels = x.shape.at(-1)!;
  const gamma = call.weight('gamma') ?? filledVector(trace.graph, channels, 1);
  const beta = call.weight('beta') ?? filledVector(trace.graph, channels, 0);
  const moving = { mean: weightOf(call, 'moving_mean'), variance: weightOf(call, 'moving_variance') };
  const epsilon = numberOf(call, 'epsilon');
  // As in Keras, a frozen layer keeps to its moving statistics.
  if (!trace.training || !call.trainable) return normalize(trace, x, moving, gamma, beta, epsilon);

  const { y, statistics } = normalizeBatch(trace, x, gamma, beta, epsilon);
  const momentum = numberOf(call, 'momentum');
  call.update('moving_mean', movedAverage(trace.graph, moving.mean, statistics.mean, momentum));
  call.update('moving_variance', movedAverage(trace.graph, moving.variance, statistics.variance, momentum));
  return y;
}

/** Noise is for training only; without strength there is none. */
function noise(call: LayerCall, setting: string, apply: (strength: number) => Value): Value {
  const strength = numberOf(call, setting);
  if (!call.trace.training || strength <= 0) return inputOf(call);
  if (setting === 'rate' && strength >= 1) return inputOf(call);
  return apply(strength);
}

function shapeOfNoise(call: LayerCall): readonly (number | null)[] {
  const { shape } = inputOf(call);
  const { noiseShape } = call.config;
  if (noiseShape === undefined || noiseShape === null) return shape;
  if (!Array.isArray(noiseShape) || noiseShape.length !== shape.length) throw unclear(call, 'noiseShape');
  return noiseShape.map((dim: number | null, axis) => (dim === 1 ? 1 : shape[axis]!));
}

function merged(call: LayerCall, merge: (trace: LayerCall['trace'], a: Value, b: Value) => Value): Value {
  const [first, ...others] = call.inputs;
  if (call.inputs.some(({ shape }) => shape.length !== first!.shape.length)) {
    throw new NotInGraph(describe(call, 'of inputs of different rank'));
  }
  return others.reduce((sum, one) => merge(call.trace, sum, one), first!);
}
