/** Optimizers by their Keras names with the defaults of Keras 3, and what the trainer can do of their arguments. */

import type { NamedConfig } from '../../protocol/training';
import { OPTIMIZERS } from '../../protocol/training-control';
import { TrainingFailure } from '../failure';
import { Arguments } from './names';
import { planSchedule, type RateSchedule } from './rate-schedule';

export type OptimizerPlan = UpdatePlan & {
  /** Of the first step. */
  readonly learningRate: number;
  /** The rate of each step where it changes by itself; `null` where it stays. */
  readonly schedule: RateSchedule | null;
};

/** An update rule with its arguments; the learning rate is given with each step. */
export type UpdatePlan =
  | { readonly kind: 'sgd'; readonly momentum: number; readonly nesterov: boolean }
  | AdamPlan
  | {
      readonly kind: 'rmsprop';
      readonly rho: number;
      readonly momentum: number;
      readonly epsilon: number;
      readonly centered: boolean;
    }
  | { readonly kind: 'adagrad'; readonly initial: number; readonly epsilon: number }
  | { readonly kind: 'adadelta'; readonly rho: number; readonly epsilon: number };

export interface AdamPlan {
  readonly kind: 'adam' | 'adamax' | 'nadam';
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

export function planOptimizer(named: NamedConfig): OptimizerPlan {
  const args = new Arguments('The optimizer', named);
  const { usualRate, ...plan } = readPlan(named, args);
  const given = args.object('learning_rate');
  const schedule = given && planSchedule(given);
  const learningRate = schedule ? schedule.rateAt(0) : args.number('learning_rate', usualRate, { above: 0 });
  refuseExtras(args);
  return { ...plan, learningRate, schedule };
}

/** `usualRate` is the learning rate that Keras takes where none is given. */
function readPlan(named: NamedConfig, args: Arguments): UpdatePlan & { readonly usualRate: number } {
  const name = named.name.toLowerCase();
  const share = (argument: string, fallback: number) => args.number(argument, fallback, { from: 0, below: 1 });
  const epsilon = () => args.number('epsilon', 1e-7, { from: 0 });
  switch (name) {
    case 'sgd':
      return {
        kind: name,
        usualRate: 0.01,
        momentum: args.number('momentum', 0, { from: 0 }),
        nesterov: args.boolean('nesterov', false),
      };
    case 'adam':
    case 'adamax':
    case 'nadam':
      args.only('amsgrad', false);
      return {
        kind: name,
        usualRate: 0.001,
        beta1: share('beta_1', 0.9),
        beta2: share('beta_2', 0.999),
        epsilon: epsilon(),
      };
    case 'rmsprop':
      return {
        kind: name,
        usualRate: 0.001,
        rho: share('rho', 0.9),
        momentum: args.number('momentum', 0, { from: 0 }),
        epsilon: epsilon(),
        centered: args.boolean('centered', false),
      };
    case 'adagrad':
      return {
        kind: name,
        usualRate: 0.001,
        initial: args.number('initial_accumulator_value', 0.1, { from: 0 }),
        epsilon: epsilon(),
      };
    case 'adadelta':
      return { kind: name, usualRate: 0.001, rho: share('rho', 0.95), epsilon: epsilon() };
    default: {
      const message = `The optimizer ${named.name} is not supported by the trainer. It can do: ${OPTIMIZERS.join(', ')}.`;
      throw new TrainingFailure('job', message);
    }
  }
}

/** Arguments that every Keras optimizer takes; only the values that change nothing pass. */
function refuseExtras(args: Arguments): void {
  args.only('weight_decay', 0);
  args.only('use_ema', false);
  args.only('jit_compile', false, true, 'auto');
  args.only('ema_momentum', 0.99);
  args.only('loss_scale_factor', 1);
  args.only('gradient_accumulation_steps', 1);
  args.refuseOthers();
}
