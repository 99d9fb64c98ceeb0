/**
 * The learning-rate schedules of Keras 3.15 (`learning_rate_schedule.py`): from the number of steps that were made to
 * the rate of the next one. As in Keras every number is a 32-bit float, which decides in which step a stair begins.
 */

import type { NamedConfig } from '../../protocol/training';
import { TrainingFailure } from '../failure';
import { Arguments } from './names';

export interface RateSchedule {
  /** Its class. */
  readonly name: string;
  /** `step` counts from 0. */
  readonly rateAt: RateOfStep;
}

type RateOfStep = (step: number) => number;

const f32 = Math.fround;

/** Throws where an argument is out of range or the schedule is none of Keras. */
export function planSchedule(named: NamedConfig): RateSchedule {
  const args = new Arguments('The learning-rate schedule', named);
  const rateAt = readSchedule(named, args);
  args.refuseOthers();
  return { name: named.name, rateAt };
}

function readSchedule(named: NamedConfig, args: Arguments): RateOfStep {
  const number = (name: string, fallback = Number.NaN) => f32(args.number(name, fallback));
  const initial = () => f32(args.number('initial_learning_rate', Number.NaN, { from: 0 }));
  const steps = (name: string) => f32(args.number(name, Number.NaN, { above: 0 }));
  switch (named.name) {
    case 'ExponentialDecay': {
      const [rate, decayed, base] = [initial(), steps('decay_steps'), number('decay_rate')];
      const stairs = args.boolean('staircase', false);
      return (step) => f32(rate * power(base, stage(step, decayed, stairs)));
    }
    case 'InverseTimeDecay': {
      const [rate, decayed, factor] = [initial(), steps('decay_steps'), number('decay_rate')];
      const stairs = args.boolean('staircase', false);
      return (step) => f32(rate / f32(1 + f32(factor * stage(step, decayed, stairs))));
    }
    case 'PiecewiseConstantDecay':
      return piecewise(args);
    case 'PolynomialDecay': {
      const [rate, decayed] = [initial(), steps('decay_steps')];
      const [end, exponent] = [number('end_learning_rate', 0.0001), number('power', 1)];
      const cycle = args.boolean('cycle', false);
      return (step) => {
        const count = cycle ? step : Math.min(step, decayed);
        const whole = cycle ? f32(decayed * (step === 0 ? 1 : Math.ceil(f32(step / decayed)))) : decayed;
        const left = f32(1 - f32(count / whole));
        return f32(f32(f32(rate - end) * power(left, exponent)) + end);
      };
    }
    case 'CosineDecay':
      return cosine(args, initial(), steps('decay_steps'));
    case 'CosineDecayRestarts': {
      const [rate, first] = [initial(), steps('first_decay_steps')];
      const [longer, lower, alpha] = [number('t_mul', 2), number('m_mul', 1), number('alpha', 0)];
      return (step) => {
        const [restarts, completed] = period(f32(step / first), longer);
        const wave = f32(1 + f32(Math.cos(f32(f32(Math.PI) * completed))));
        const decayed = f32(f32(0.5 * power(lower, restarts)) * wave);
        return f32(rate * f32(f32(f32(1 - alpha) * decayed) + alpha));
      };
    }
    default:
      throw new TrainingFailure('job', `The trainer has no learning-rate schedule ${named.name}.`);
  }
}

function power(base: number, exponent: number): number {
  return f32(base ** exponent);
}

function stage(step: number, decaySteps: number, stairs: boolean): number {
  const share = f32(step / decaySteps);
  return stairs ? Math.floor(share) : share;
}

function piecewise(args: Arguments): RateOfStep {
  const values = args.numbers('values').map(f32);
  // They are cast to the type of the step.
  const boundaries = args.numbers('boundaries').map(Math.trunc);
  if (values.length !== boundaries.length + 1 || boundaries.length === 0) {
    const counts = `${boundaries.length} boundaries and ${values.length} values`;
    throw new TrainingFailure('job', `PiecewiseConstantDecay takes one value more than boundaries; it has ${counts}.`);
  }
  return (step) => {
    const next = boundaries.findIndex((boundary) => step <= boundary);
    return values.at(next)!;
  };
}

function cosine(args: Arguments, initial: number, decaySteps: number): RateOfStep {
  const alpha = args.number('alpha', 0);
  const warmupSteps = f32(args.number('warmup_steps', 0, { from: 0 }));
  const isWarmed = args.given('warmup_target');
  const target = isWarmed ? f32(args.number('warmup_target', 0)) : initial;
  const decayed = (step: number) => {
    const wave = f32(0.5 * f32(1 + f32(Math.cos(f32(f32(Math.PI) * f32(step / decaySteps))))));
    return f32(target * f32(f32(f32(1 - alpha) * wave) + f32(alpha)));
  };
  if (!isWarmed) return (step) => decayed(Math.min(step, decaySteps));
  return (given) => {
    const step = Math.min(given, f32(decaySteps + warmupSteps));
    if (step >= warmupSteps) return decayed(f32(step - warmupSteps));
    return f32(f32(f32(target - initial) * f32(step / warmupSteps)) + initial);
  };
}

/** How often the cosine began again, and how much of its period is over. */
function period(completed: number, longer: number): readonly [restarts: number, completed: number] {
  if (longer === 1) return [Math.floor(completed), f32(completed - Math.floor(completed))];
  const grown = f32(1 - f32(completed * f32(1 - longer)));
  const restarts = Math.floor(f32(f32(Math.log(grown)) / f32(Math.log(longer))));
  const begun = f32(f32(1 - power(longer, restarts)) / f32(1 - longer));
  return [restarts, f32(f32(completed - begun) / power(longer, restarts))];
}
