/** The losses of Keras 3 in the graph, as the mean over a batch, where samples may be weighted. */

import type { LossPlan } from '../../compile/loss-plan';
import type { FoldedActivation } from '../tensor-loss';
import { attr, type GraphBuilder, type Value } from './builder';
import { logSoftmax, relu, softplus } from './ops/activations';
import {
  absolute,
  add,
  binary,
  clip,
  divide,
  exp,
  log,
  log1p,
  maximum,
  minimum,
  multiply,
  negative,
  scale,
  shift,
  sqrt,
  square,
  subtract,
} from './ops/arithmetic';
import { batchSize, largest, meanOfAll, sum } from './ops/reductions';
import { reshaped } from './ops/shapes';
import type { Trace } from './trace';

/** What Keras adds to keep logarithms and divisions finite. */
const EPSILON = 1e-7;

const LAST = { axes: [1], keep: true };

export interface LossInput {
  readonly plan: LossPlan;
  readonly folded: FoldedActivation;
  /** Class numbers as `uint8`, `[batch]`. */
  readonly labels: Value;
  /** The labels are class numbers where the loss takes one number per output. */
  readonly asNumbers: boolean;
  /** `[batch, units]` */
  readonly outputs: Value;
  /** `[batch, 1]`: each loss is multiplied by its weight, and the sum divided by the number of losses. */
  readonly weights: Value | null;
}

export function buildLoss(trace: Trace, input: LossInput): Value {
  const { plan, folded, outputs, weights } = input;
  const { graph } = trace;
  const softmaxed = plan.fromLogits || folded !== null;
  /** Of one loss per unit, `[batch, units]`, or per sample, `[batch, 1]`. */
  const mean = (losses: Value) => meanOfAll(trace, weights ? multiply(trace, losses, weights) : losses);
  switch (plan.kind) {
    case 'sparse_categorical_crossentropy':
    case 'categorical_crossentropy': {
      if (softmaxed && plan.labelSmoothing === 0) return crossentropyOfClasses(trace, input);
      const rows = smoothed(graph, truthRows(graph, input), plan.labelSmoothing, outputs.shape[1]!);
      const logs = softmaxed ? logSoftmax(trace, outputs) : logShares(trace, outputs);
      return negative(trace, mean(sum(trace, multiply(trace, rows, logs), LAST)));
    }
    case 'binary_crossentropy': {
      const truth = smoothed(graph, truthRows(graph, input), plan.labelSmoothing, 2);
      if (plan.fromLogits || folded !== null) return mean(sigmoidCrossentropy(trace, truth, outputs));
      return mean(binaryCrossentropy(trace, truth, outputs));
    }
    default:
      return mean(distance(trace, plan, truthRows(graph, input), outputs));
  }
}

/** The losses that compare outputs with numbers, per output or per sample. */
function distance(trace: Trace, plan: LossPlan, truth: Value, outputs: Value): Value {
  const { graph } = trace;
  switch (plan.kind) {
    case 'mean_squared_error':
      return square(trace, subtract(trace, truth, outputs));
    case 'mean_absolute_error':
      return absolute(trace, subtract(trace, truth, outputs));
    case 'mean_absolute_percentage_error': {
      const size = maximum(trace, absolute(trace, truth), graph.scalar(EPSILON));
      return scale(trace, absolute(trace, divide(trace, subtract(trace, truth, outputs), size)), 100);
    }
    case 'mean_squared_logarithmic_error': {
      const logOf = (value: Value) => log(trace, shift(trace, maximum(trace, value, graph.scalar(EPSILON)), 1));
      return square(trace, subtract(trace, logOf(truth), logOf(outputs)));
    }
    case 'huber': {
      const error = absolute(trace, subtract(trace, truth, outputs));
      const inner = minimum(trace, error, graph.scalar(plan.delta));
      const outer = subtract(trace, error, inner);
      return add(trace, scale(trace, square(trace, inner), 0.5), scale(trace, outer, plan.delta));
    }
    case 'log_cosh': {
      const error = subtract(trace, outputs, truth);
      return shift(trace, add(trace, error, softplus(trace, scale(trace, error, -2))), -Math.LN2);
    }
    case 'hinge':
      return hinge(trace, truth, outputs);
    case 'squared_hinge':
      return square(trace, hinge(trace, truth, outputs));
    case 'categorical_hinge': {
      const right = sum(trace, multiply(trace, truth, outputs), LAST);
      const others = subtract(trace, graph.scalar(1), truth);
      const wrong = largest(trace, multiply(trace, others, outputs), LAST);
      return relu(trace, shift(trace, subtract(trace, wrong, right), 1));
    }
    case 'kl_divergence': {
      const [from, to] = [clip(trace, truth, EPSILON, 1), clip(trace, outputs, EPSILON, 1)];
      return sum(trace, multiply(trace, from, log(trace, divide(trace, from, to))), LAST);
    }
    case 'poisson':
      return subtract(trace, outputs, multiply(trace, truth, log(trace, shift(trace, outputs, EPSILON))));
    case 'cosine_similarity': {
      const product = multiply(trace, unitRows(trace, truth), unitRows(trace, outputs));
      return negative(trace, sum(trace, product, LAST));
    }
    case 'sparse_categorical_crossentropy':
    case 'categorical_crossentropy':
    case 'binary_crossentropy':
      throw new Error(`${plan.kind} is no distance`);
  }
}

/** With TensorFlow's own operation, which gives the loss and its gradient at once. */
function crossentropyOfClasses(trace: Trace, { labels, outputs, weights }: LossInput): Value {
  const { graph } = trace;
  const types = { Tlabels: attr.type('int32') };
  const perSample = graph.op(
    'SparseSoftmaxCrossEntropyWithLogits',
    [outputs, classNumbers(graph, labels)],
    [null],
    types,
  );
  const unweighted = { output: `${perSample.output}:1`, shape: outputs.shape };
  const gradient = weights ? binary(graph, 'Mul', unweighted, weights) : unweighted;
  const losses = weights ? binary(graph, 'Mul', perSample, reshaped(graph, weights, [null])) : perSample;
  const attributes = { Tidx: attr.type('int32') };
  const loss = graph.op('Mean', [losses, graph.ints([0])], [], attributes);
  return trace.record(
    loss,
    [outputs],
    [(dy) => binary(graph, 'Mul', gradient, binary(graph, 'RealDiv', dy, batchSize(graph, outputs)))],
  );
}

/** One row of numbers per sample, as the loss compares them with the outputs. */
function truthRows(graph: GraphBuilder, { labels, asNumbers, outputs }: LossInput): Value {
  const units = outputs.shape[1]!;
  if (asNumbers) {
    const casts = { SrcT: attr.type('uint8'), DstT: attr.type('float32') };
    return reshaped(graph, { output: graph.node('Cast', [labels.output], casts), shape: [null] }, [null, 1]);
  }
  const ends = [graph.scalar(1).output, graph.scalar(0).output];
  const types = { T: attr.type('float32'), TI: attr.type('int32') };
  const inputs = [classNumbers(graph, labels), graph.int(units), ...ends];
  return { output: graph.node('OneHot', inputs, types), shape: [null, units] };
}

function classNumbers(graph: GraphBuilder, labels: Value): string {
  return graph.node('Cast', [labels.output], { SrcT: attr.type('uint8'), DstT: attr.type('int32') });
}

function smoothed(graph: GraphBuilder, truth: Value, smoothing: number, classes: number): Value {
  if (smoothing === 0) return truth;
  const rest = binary(graph, 'Mul', truth, graph.scalar(1 - smoothing));
  return binary(graph, 'AddV2', rest, graph.scalar(smoothing / classes));
}

function logShares(trace: Trace, outputs: Value): Value {
  const shares = divide(trace, outputs, sum(trace, outputs, LAST));
  return log(trace, clip(trace, shares, EPSILON, 1 - EPSILON));
}

function sigmoidCrossentropy(trace: Trace, truth: Value, logits: Value): Value {
  const product = multiply(trace, logits, truth);
  const tail = log1p(trace, exp(trace, negative(trace, absolute(trace, logits))));
  return add(trace, subtract(trace, relu(trace, logits), product), tail);
}

function binaryCrossentropy(trace: Trace, truth: Value, outputs: Value): Value {
  const share = clip(trace, outputs, EPSILON, 1 - EPSILON);
  const one = trace.graph.scalar(1);
  const yes = multiply(trace, truth, log(trace, share));
  const no = multiply(trace, subtract(trace, one, truth), log(trace, subtract(trace, one, share)));
  return negative(trace, add(trace, yes, no));
}

/** Keras takes labels of 0 and 1 for -1 and 1. */
function hinge(trace: Trace, truth: Value, outputs: Value): Value {
  const signs = shift(trace, scale(trace, truth, 2), -1);
  return relu(trace, subtract(trace, trace.graph.scalar(1), multiply(trace, signs, outputs)));
}

function unitRows(trace: Trace, rows: Value): Value {
  const squares = sum(trace, square(trace, rows), LAST);
  return divide(trace, rows, sqrt(trace, maximum(trace, squares, trace.graph.scalar(1e-12))));
}
