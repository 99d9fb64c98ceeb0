/** Callbacks by their Keras names with the defaults of Keras 3.15. Refuses by name what the trainer does not have. */

import type { FitSettings, NamedConfig } from '../../protocol/training';
import { Arguments } from '../compile/names';
import type { CompilePlan } from '../compile/plan';
import { TrainingFailure } from '../failure';
import type { Callback, CallbackMaker } from './callback';
import { EarlyStopping } from './early-stopping';
import { monitor } from './monitor';
import { ReduceRate } from './reduce-rate';

/** `framework` is that of the program. */
export function planCallbacks(
  { callbacks = [], epochs }: Pick<FitSettings, 'callbacks' | 'epochs'>,
  plan: CompilePlan,
  framework: 'keras' | 'tfjs',
): CallbackMaker[] {
  return callbacks.map((named) => {
    const args = new Arguments('The callback', named);
    const maker = readCallback(named, args, { plan, epochs, asInTfjs: framework === 'tfjs' });
    args.only('verbose', 0, 1, 2);
    args.refuseOthers();
    return maker;
  });
}

interface RunPlan {
  readonly plan: CompilePlan;
  readonly epochs: number;
  readonly asInTfjs: boolean;
}

function readCallback(named: NamedConfig, args: Arguments, { plan, epochs, asInTfjs }: RunPlan): CallbackMaker {
  const watched = (minDelta: number) => {
    const settings = {
      name: args.word('monitor', 'val_loss'),
      mode: args.oneOf('mode', ['auto', 'min', 'max'] as const, 'auto'),
      minDelta: args.number('min_delta', minDelta),
    };
    return monitor(named.name, settings, plan.metrics);
  };
  const count = (name: string, fallback: number) => args.number(name, fallback, { from: 0 });
  switch (named.name) {
    case 'EarlyStopping': {
      const stopping = {
        monitor: watched(0),
        patience: count('patience', 0),
        baseline: args.given('baseline') ? args.number('baseline', 0) : null,
        restoreBestWeights: args.boolean('restore_best_weights', false),
        startFromEpoch: count('start_from_epoch', 0),
        asInTfjs,
      };
      return (model) => new EarlyStopping(stopping, model);
    }
    case 'ReduceLROnPlateau': {
      refuseSchedule(named, plan);
      const reducing = {
        monitor: watched(1e-4),
        factor: args.number('factor', 0.1, { below: 1 }),
        patience: count('patience', 10),
        cooldown: count('cooldown', 0),
        least: args.number('min_lr', 0),
      };
      return (model) => new ReduceRate(reducing, model);
    }
    case 'LearningRateScheduler': {
      refuseSchedule(named, plan);
      const rates = args.numbers('rates');
      if (rates.length < epochs) throw ratesEnd(rates.length);
      return (model) => ({
        epochBegins(epoch) {
          model.learningRate = Math.fround(rates[epoch - 1]!);
        },
      });
    }
    case 'TerminateOnNaN': {
      const terminating: Callback = {
        stepEnds({ epoch, step, loss }) {
          if (Number.isFinite(loss)) return null;
          return `Stopped early in epoch ${epoch}: the loss of step ${step} is ${loss}, with which TerminateOnNaN ends a run.`;
        },
      };
      // With `raise_error` the run fails, which it does anyway.
      return args.boolean('raise_error', false) ? () => ({}) : () => terminating;
    }
    default:
      throw new TrainingFailure('job', `The trainer has no callback ${named.name}.`);
  }
}

function refuseSchedule({ name }: NamedConfig, { optimizer }: CompilePlan): void {
  if (optimizer.schedule === null) return;
  const why = `the learning rate follows ${optimizer.schedule.name}, and Keras stops where it is set`;
  throw new TrainingFailure('job', `${name} cannot change the learning rate: ${why}.`);
}

function ratesEnd(epochs: number): TrainingFailure {
  const count = epochs === 1 ? 'the one epoch' : `the ${epochs} epochs`;
  const known = `The rates of LearningRateScheduler are known for ${count} of the program`;
  return new TrainingFailure('job', `${known}. Train for at most as many, or write more epochs into fit.`);
}
