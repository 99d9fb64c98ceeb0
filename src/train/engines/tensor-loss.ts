/** The losses of Keras 3 as TensorFlow.js operations: the mean over a batch, where samples may be weighted, differentiable. */

import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { LossPlan } from '../compile/loss-plan';
import type { Tf } from './tf';

/** What Keras adds to keep logarithms and divisions finite. */
const EPSILON = 1e-7;

/** The activation that was taken off the last layer, so that the loss sees its argument. */
export type FoldedActivation = 'softmax' | 'sigmoid' | null;

/**
 * `truth` and `outputs` are `[batch, units]`; crossentropies take one-hot rows even where the labels are class numbers.
 * `weights` are `[batch, 1]`: each loss is multiplied by its weight, and the sum divided by the number of losses.
 */
export type TensorLoss = (truth: Tensor2D, outputs: Tensor2D, weights?: Tensor2D | null) => Scalar;

export function tensorLoss(tf: Tf, plan: LossPlan, folded: FoldedActivation): TensorLoss {
  /** `measure` gives one loss per unit, `[batch, units]`, or per sample, `[batch, 1]`. */
  const mean = (measure: (truth: Tensor2D, outputs: Tensor2D) => Tensor): TensorLoss => {
    return (truth, outputs, weights) => {
      const losses = measure(truth, outputs);
      return tf.mean(weights ? tf.mul(losses, weights) : losses);
    };
  };

  switch (plan.kind) {
    case 'sparse_categorical_crossentropy':
    case 'categorical_crossentropy':
      if (plan.fromLogits || folded !== null)
        return (truth, outputs, weights) =>
          softmaxCrossentropy(tf, smoothRows(tf, truth, plan.labelSmoothing), outputs, weights ?? null);
      return mean((truth, outputs) => shareCrossentropy(tf, smoothRows(tf, truth, plan.labelSmoothing), outputs));
    case 'binary_crossentropy':
      return mean((truth, outputs) => {
        const smooth = tf.add(tf.mul(truth, 1 - plan.labelSmoothing), plan.labelSmoothing / 2);
        if (plan.fromLogits || folded !== null) return sigmoidCrossentropy(tf, smooth, outputs);
        return binaryCrossentropy(tf, smooth, outputs);
      });
    case 'mean_squared_error':
      return mean((truth, outputs) => tf.squaredDifference(truth, outputs));
    case 'mean_absolute_error':
      return mean((truth, outputs) => tf.abs(tf.sub(truth, outputs)));
    case 'mean_absolute_percentage_error':
      return mean((truth, outputs) => {
        const size = tf.maximum(tf.abs(truth), EPSILON);
        return tf.mul(tf.abs(tf.div(tf.sub(truth, outputs), size)), 100);
      });
    case 'mean_squared_logarithmic_error':
      return mean((truth, outputs) => {
        const log = (values: Tensor) => tf.log(tf.add(tf.maximum(values, EPSILON), 1));
        return tf.squaredDifference(log(truth), log(outputs));
      });
    case 'huber':
      return mean((truth, outputs) => huber(tf, tf.abs(tf.sub(truth, outputs)), plan.delta));
    case 'log_cosh':
      return mean((truth, outputs) => {
        const error = tf.sub(outputs, truth);
        return tf.sub(tf.add(error, tf.softplus(tf.mul(error, -2))), Math.LN2);
      });
    case 'hinge':
      return mean((truth, outputs) => hinge(tf, truth, outputs));
    case 'squared_hinge':
      return mean((truth, outputs) => tf.square(hinge(tf, truth, outputs)));
    case 'categorical_hinge':
      return mean((truth, outputs) => {
        const right = tf.sum(tf.mul(truth, outputs), -1, true);
        const wrong = tf.max(tf.mul(tf.sub(1, truth), outputs), -1, true);
        return tf.relu(tf.add(tf.sub(wrong, right), 1));
      });
    case 'kl_divergence':
      return mean((truth, outputs) => {
        const from = tf.clipByValue(truth, EPSILON, 1);
        const to = tf.clipByValue(outputs, EPSILON, 1);
        return tf.sum(tf.mul(from, tf.log(tf.div(from, to))), -1, true);
      });
    case 'poisson':
      return mean((truth, outputs) => tf.sub(outputs, tf.mul(truth, tf.log(tf.add(outputs, EPSILON)))));
    case 'cosine_similarity':
      return mean((truth, outputs) => tf.neg(tf.sum(tf.mul(unit(tf, truth), unit(tf, outputs)), -1, true)));
  }
}

function smoothRows(tf: Tf, truth: Tensor2D, smoothing: number): Tensor2D {
  if (smoothing === 0) return truth;
  return tf.add(tf.mul(truth, 1 - smoothing), smoothing / truth.shape[1]);
}

/** With the gradient written out: softmax minus truth, for rows of truth that add up to 1. */
function softmaxCrossentropy(tf: Tf, truth: Tensor2D, logits: Tensor2D, weights: Tensor2D | null): Scalar {
  const samples = logits.shape[0];
  const withGradient = tf.customGrad((input, save) => {
    const logShares = tf.logSoftmax(input as Tensor2D);
    (save as (tensors: Tensor[]) => void)([logShares, truth, ...(weights ? [weights] : [])]);
    const counted = weights ? tf.mul(truth, weights) : truth;
    const value = tf.div(tf.neg(tf.sum(tf.mul(counted, logShares))), samples) as Scalar;
    const gradFunc = (upstream: Tensor, [shares, rows, each]: Tensor[]) => {
      const gradient = tf.mul(tf.sub(tf.exp(shares!), rows!), tf.div(upstream, samples));
      return each ? tf.mul(gradient, each) : gradient;
    };
    return { value, gradFunc };
  });
  return withGradient(logits) as Scalar;
}

function shareCrossentropy(tf: Tf, truth: Tensor2D, outputs: Tensor2D): Tensor {
  const shares = tf.div(outputs, tf.sum(outputs, -1, true));
  const logShares = tf.log(tf.clipByValue(shares, EPSILON, 1 - EPSILON));
  return tf.neg(tf.sum(tf.mul(truth, logShares), -1, true));
}

function sigmoidCrossentropy(tf: Tf, truth: Tensor, logits: Tensor): Tensor {
  const product = tf.mul(logits, truth);
  const tail = tf.log1p(tf.exp(tf.neg(tf.abs(logits))));
  return tf.add(tf.sub(tf.relu(logits), product), tail);
}

function binaryCrossentropy(tf: Tf, truth: Tensor, outputs: Tensor): Tensor {
  const share = tf.clipByValue(outputs, EPSILON, 1 - EPSILON);
  const yes = tf.mul(truth, tf.log(share));
  const no = tf.mul(tf.sub(1, truth), tf.log(tf.sub(1, share)));
  return tf.neg(tf.add(yes, no));
}

function huber(tf: Tf, error: Tensor, delta: number): Tensor {
  const inner = tf.minimum(error, delta);
  const outer = tf.sub(error, inner);
  return tf.add(tf.mul(tf.square(inner), 0.5), tf.mul(outer, delta));
}

/** Keras takes labels of 0 and 1 for -1 and 1. */
function hinge(tf: Tf, truth: Tensor, outputs: Tensor): Tensor {
  return tf.relu(tf.sub(1, tf.mul(tf.sub(tf.mul(truth, 2), 1), outputs)));
}

function unit(tf: Tf, rows: Tensor2D): Tensor {
  return tf.div(rows, tf.sqrt(tf.maximum(tf.sum(tf.square(rows), -1, true), 1e-12)));
}
