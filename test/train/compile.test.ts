/** Optimizers, losses and metrics against recorded answers of real Keras. */

import '@tensorflow/tfjs-backend-cpu';
import * as core from '@tensorflow/tfjs-core';
import { model, models } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import type { NamedConfig } from '../../src/protocol/training';
import { planLoss } from '../../src/train/compile/loss-plan';
import { planMetric } from '../../src/train/compile/metrics';
import { planOptimizer } from '../../src/train/compile/optimizer-plan';
import { sampleLoss } from '../../src/train/compile/sample-loss';
import { updateRule } from '../../src/train/compile/update-rule';
import { tensorLoss } from '../../src/train/engines/tensor-loss';
import keras from './recorded/keras.json';

const tf = { ...core, models, model };
interface Measured extends NamedConfig {
  readonly labels: 'sparse' | 'one-hot';
  readonly classes: readonly number[];
  readonly outputs: readonly number[];
  readonly value: number;
}

interface Recorded {
  readonly keras: string;
  readonly units: number;
  readonly optimizers: readonly (NamedConfig & {
    readonly start: readonly number[];
    readonly gradients: readonly (readonly number[])[];
    readonly weights: readonly (readonly number[])[];
  })[];
  readonly losses: readonly (Measured & { readonly gradient: readonly number[] })[];
  readonly metrics: readonly (Measured & { readonly reportedAs: string })[];
}

const recorded = keras as unknown as Recorded;
const { units } = recorded;

function title(row: { name: string; config: object }): string {
  return `${row.name} ${JSON.stringify(row.config)}`;
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  const size = Math.max(...expected.map(Math.abs));
  const worst = Math.max(...expected.map((value, index) => Math.abs(value - actual[index]!)));
  expect(actual.length).toBe(expected.length);
  expect(worst / size).toBeLessThanOrEqual(tolerance);
}

describe(`optimizers step as in Keras ${recorded.keras}`, () => {
  it.each(recorded.optimizers.map((row) => [title(row), row] as const))('%s', (_title, row) => {
    const plan = planOptimizer(row);
    const rule = updateRule(plan);
    const weight = Float32Array.from(row.start);
    row.gradients.forEach((gradient, index) => {
      rule(0, { count: index + 1, learningRate: plan.learningRate }, weight, Float32Array.from(gradient));
      expectClose(weight, row.weights[index]!, 1e-5);
    });
  });
});

describe(`losses are those of Keras ${recorded.keras}`, () => {
  it.each(recorded.losses.map((row) => [title(row), row] as const))('%s', (_title, row) => {
    const plan = planLoss(row, row.labels, units);
    const outputs = core.tensor2d(Float32Array.from(row.outputs), [row.classes.length, units]);
    const truth = core.cast(core.oneHot(core.tensor1d([...row.classes], 'int32'), units), 'float32') as core.Tensor2D;
    const loss = tensorLoss(tf, plan, null);
    const { value, grad } = core.valueAndGrad((said: core.Tensor) => loss(truth, said as core.Tensor2D))(outputs);
    expectClose(value.dataSync(), [row.value], 1e-5);
    expectClose(grad.dataSync(), row.gradient, 1e-4);

    const measure = sampleLoss(plan, row.labels);
    const said = Float32Array.from(row.outputs);
    const values = row.classes.map((label, sample) => measure(said, sample * units, units, label));
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    // The metric of this name in Keras has the opposite sign of the loss.
    expectClose([row.name === 'CosineSimilarity' ? -mean : mean], [row.value], 1e-5);
  });
});

describe(`metrics are those of Keras ${recorded.keras}`, () => {
  it.each(recorded.metrics.map((row) => [title(row), row] as const))('%s', (_title, row) => {
    const metric = planMetric(row, row.labels, units);
    expect(metric.name).toBe(row.reportedAs);
    const said = Float32Array.from(row.outputs);
    const values = row.classes.map((label, sample) => metric.measure(said, sample * units, units, label));
    expect(values.reduce((sum, one) => sum + one, 0) / values.length).toBeCloseTo(row.value, 5);
  });
});

describe('what the trainer cannot do is refused by name', () => {
  it.each([
    ['Adafactor', {}, 'The optimizer Adafactor is not supported'],
    ['Adam', { weight_decay: 0.01 }, 'The optimizer Adam: weight_decay = 0.01 is not supported'],
    ['Adam', { clipnorm: 1 }, 'The optimizer Adam: clipnorm = 1 is not supported'],
    ['Adam', { learning_rate: 0 }, 'learning_rate = 0 must be above 0'],
    ['SGD', { learning_rate: 'schedule' }, 'learning_rate = "schedule" is not a number'],
  ])('optimizer %s %j', (name, config, message) => {
    expect(() => planOptimizer({ name, config: config as Record<string, number> })).toThrow(message);
  });

  it('a loss or metric that it does not know', () => {
    expect(() => planLoss({ name: 'CTC', config: {} }, 'sparse', units)).toThrow('The loss CTC is not supported');
    expect(() => planMetric({ name: 'AUC', config: {} }, 'sparse', units)).toThrow('The metric AUC is not supported');
  });

  it('labels that do not fit the loss', () => {
    const crossentropy = { name: 'categorical_crossentropy', config: {} };
    expect(() => planLoss(crossentropy, 'sparse', units)).toThrow('use sparse_categorical_crossentropy');
  });
});
