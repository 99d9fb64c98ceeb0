/** Learning-rate schedules against the rates that real Keras gave for many steps. */

import { describe, expect, it } from 'vitest';
import type { NamedConfig } from '../../src/protocol/training';
import { planSchedule } from '../../src/train/compile/rate-schedule';
import recorded from './recorded/keras-fit.json';

type Recorded = NamedConfig & { readonly rates: readonly number[] };
const schedules = recorded.schedules as unknown as readonly Recorded[];

/** A few units in the last place of 32-bit floats, of the largest rate. */
const ROUNDING = 5e-7;

describe(`schedules give the rates of Keras ${recorded.keras}`, () => {
  it.each(schedules.map((one) => [`${one.name} ${JSON.stringify(one.config)}`, one] as const))('%s', (_title, one) => {
    const { rateAt } = planSchedule(one);
    const largest = Math.max(...one.rates);
    const wrong = recorded.steps.flatMap((step, index) => {
      const [ours, theirs] = [rateAt(step), one.rates[index]!];
      return Math.abs(ours - theirs) <= ROUNDING * largest ? [] : [`step ${step}: ${ours}, in Keras ${theirs}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe('a schedule that Keras stops with', () => {
  it.each([
    ['ExponentialDecay', { initial_learning_rate: 0.1, decay_steps: 0, decay_rate: 0.5 }, 'decay_steps = 0'],
    ['ExponentialDecay', { initial_learning_rate: 0.1, decay_steps: 5 }, 'decay_rate'],
    ['PiecewiseConstantDecay', { boundaries: [1, 2], values: [0.1, 0.2] }, '2 boundaries and 2 values'],
    ['PolynomialDecay', { initial_learning_rate: 0.1, decay_steps: 5, colour: 'red' }, 'colour'],
    ['LinearDecay', { initial_learning_rate: 0.1 }, 'no learning-rate schedule LinearDecay'],
  ])('is refused by name: %s %j', (name, config, message) => {
    expect(() => planSchedule({ name, config: config as unknown as NamedConfig['config'] })).toThrow(message);
  });
});
