/**
 * The update rules of Keras 3.15 (`update_step` of each optimizer) on plain arrays, element by element.
 * Much faster than the same formulas as tensor operations, whose cost per call exceeds that of the arithmetic.
 */

import type { AdamPlan, UpdatePlan } from './optimizer-plan';

/** One step of gradient descent; `count` is its number from 1 on. */
interface UpdateStep {
  readonly count: number;
  readonly learningRate: number;
}

/** Changes `weight` in place. `index` tells the weights apart and stays the same for each. */
export type UpdateRule = (index: number, step: UpdateStep, weight: Float32Array, gradient: Float32Array) => void;

/** The rule keeps its moments, so one rule belongs to one run. */
export function updateRule(plan: UpdatePlan): UpdateRule {
  switch (plan.kind) {
    case 'sgd':
      return plan.momentum === 0 ? plainDescent : momentumDescent(plan);
    case 'adam':
      return adam(plan);
    case 'adamax':
      return adamax(plan);
    case 'nadam':
      return nadam(plan);
    case 'rmsprop':
      return rmsprop(plan);
    case 'adagrad':
      return adagrad(plan);
    case 'adadelta':
      return adadelta(plan);
  }
}

/** Arrays of moments, made at the first use of each weight. */
function moments(initial = 0): (index: number, length: number) => Float32Array {
  const arrays: Float32Array[] = [];
  return (index, length) => {
    arrays[index] ??= new Float32Array(length).fill(initial);
    return arrays[index];
  };
}

const plainDescent: UpdateRule = (_index, { learningRate }, weight, gradient) => {
  for (let i = 0; i < weight.length; i++) weight[i]! -= learningRate * gradient[i]!;
};

function momentumDescent(plan: Extract<UpdatePlan, { kind: 'sgd' }>): UpdateRule {
  const { momentum, nesterov } = plan;
  const velocities = moments();
  return (index, { learningRate: rate }, weight, gradient) => {
    const velocity = velocities(index, weight.length);
    for (let i = 0; i < weight.length; i++) {
      const push = rate * gradient[i]!;
      const next = velocity[i]! * momentum - push;
      velocity[i] = next;
      weight[i]! += nesterov ? next * momentum - push : next;
    }
  };
}

function adam({ beta1, beta2, epsilon }: AdamPlan): UpdateRule {
  const firsts = moments();
  const seconds = moments();
  return (index, { count: step, learningRate }, weight, gradient) => {
    const first = firsts(index, weight.length);
    const second = seconds(index, weight.length);
    const alpha = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      const m = first[i]! + (g - first[i]!) * (1 - beta1);
      const v = second[i]! + (g * g - second[i]!) * (1 - beta2);
      first[i] = m;
      second[i] = v;
      weight[i]! -= (m * alpha) / (Math.sqrt(v) + epsilon);
    }
  };
}

function adamax({ beta1, beta2, epsilon }: AdamPlan): UpdateRule {
  const firsts = moments();
  const norms = moments();
  return (index, { count: step, learningRate }, weight, gradient) => {
    const first = firsts(index, weight.length);
    const norm = norms(index, weight.length);
    const alpha = learningRate / (1 - beta1 ** step);
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      const m = first[i]! + (g - first[i]!) * (1 - beta1);
      const u = Math.max(beta2 * norm[i]!, Math.abs(g));
      first[i] = m;
      norm[i] = u;
      weight[i]! -= (alpha * m) / (u + epsilon);
    }
  };
}

function nadam({ beta1, beta2, epsilon }: AdamPlan): UpdateRule {
  const firsts = moments();
  const seconds = moments();
  const schedule = (step: number) => beta1 * (1 - 0.5 * 0.96 ** step);
  // The product of the schedule up to each step; every weight asks for the same ones.
  const products = [1];
  return (index, { count: step, learningRate }, weight, gradient) => {
    const first = firsts(index, weight.length);
    const second = seconds(index, weight.length);
    products[step] ??= products[step - 1]! * schedule(step);
    const share = 1 - schedule(step);
    const product = products[step];
    const nextProduct = product * schedule(step + 1);
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      const m = first[i]! + (g - first[i]!) * (1 - beta1);
      const v = second[i]! + (g * g - second[i]!) * (1 - beta2);
      first[i] = m;
      second[i] = v;
      const mHat = (schedule(step + 1) * m) / (1 - nextProduct) + (share * g) / (1 - product);
      weight[i]! -= (learningRate * mHat) / (Math.sqrt(v / (1 - beta2 ** step)) + epsilon);
    }
  };
}

function rmsprop(plan: Extract<UpdatePlan, { kind: 'rmsprop' }>): UpdateRule {
  const { rho, momentum, epsilon, centered } = plan;
  const squares = moments();
  const averages = moments();
  const velocities = moments();
  return (index, { learningRate: rate }, weight, gradient) => {
    const square = squares(index, weight.length);
    const average = averages(index, weight.length);
    const velocity = velocities(index, weight.length);
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      square[i] = rho * square[i]! + (1 - rho) * g * g;
      average[i] = rho * average[i]! + (1 - rho) * g;
      const spread = centered ? square[i]! - average[i]! ** 2 : square[i]!;
      velocity[i] = momentum * velocity[i]! + (rate * g) / Math.sqrt(spread + epsilon);
      weight[i]! -= velocity[i]!;
    }
  };
}

function adagrad(plan: Extract<UpdatePlan, { kind: 'adagrad' }>): UpdateRule {
  const accumulators = moments(plan.initial);
  return (index, { learningRate }, weight, gradient) => {
    const accumulator = accumulators(index, weight.length);
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      accumulator[i]! += g * g;
      weight[i]! -= (learningRate * g) / Math.sqrt(accumulator[i]! + plan.epsilon);
    }
  };
}

function adadelta({ rho, epsilon }: Extract<UpdatePlan, { kind: 'adadelta' }>): UpdateRule {
  const squares = moments();
  const changes = moments();
  return (index, { learningRate }, weight, gradient) => {
    const square = squares(index, weight.length);
    const change = changes(index, weight.length);
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i]!;
      square[i] = rho * square[i]! + (1 - rho) * g * g;
      const delta = (-Math.sqrt(change[i]! + epsilon) * g) / Math.sqrt(square[i]! + epsilon);
      change[i] = rho * change[i]! + (1 - rho) * delta * delta;
      weight[i]! += learningRate * delta;
    }
  };
}
