/** The learning rates that the function of a LearningRateScheduler gives to the epochs of a `fit`. */
import type { EvalContext } from '../../eval/context';
import { type CallArgument, type CallSite, number, type Value } from '../../eval/value';
import type { NamedSetting } from '../../graph/graph';

/** More epochs than these are not looked at. */
const MOST_EPOCHS = 1000;

/** The default of SGD, and of the other optimizers of Keras 3.15. */
const USUAL_RATES = { sgd: 0.01, others: 0.001 } as const;

/** From the first epoch on, or why they are not known. */
export function scheduledRates(
  schedule: Value,
  { epochs, optimizer }: { readonly epochs: number | null; readonly optimizer: NamedSetting | null },
  others: readonly string[],
  site: CallSite,
  context: EvalContext,
): readonly number[] | string {
  const takesRate = paramCount(schedule) >= 2;
  if (paramCount(schedule) === 0) return 'its function is not one of the program';
  if (epochs === null) return 'the number of epochs is not known';
  if (epochs > MOST_EPOCHS) return `fit has more than ${MOST_EPOCHS} epochs`;
  if (takesRate && others.includes('ReduceLROnPlateau')) return 'ReduceLROnPlateau changes the rate that it is given';
  const first = startRate(optimizer);
  if (takesRate && first === null) return 'the learning rate of the optimizer is not a plain number';
  const rates: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    context.step(site.span);
    // The optimizer keeps a 32-bit float.
    const rate = number(Math.fround(rates.at(-1) ?? first ?? 0), true);
    const positions = [number(epoch), ...(takesRate ? [rate] : [])].map((value) => argument(value, site));
    const given = context.call(schedule, { positions, names: new Map(), open: null }, { ...site, expr: null });
    if (given.kind === 'unknown') return given.reason;
    if (given.kind !== 'number') return 'what its function gives is not followed';
    if (!given.float) return `its function gives ${given.value}, which is no float, and Keras stops there`;
    rates.push(given.value);
  }
  return rates;
}

function argument(value: Value, { span }: CallSite): CallArgument {
  return { value, source: null, span };
}

/** 0 for what is no function of the program. */
function paramCount(schedule: Value): number {
  if (schedule.kind === 'method') return Math.max(0, paramCount(schedule.function) - 1);
  return schedule.kind === 'function' ? schedule.expr.params.length : 0;
}

function startRate(optimizer: NamedSetting | null): number | null {
  if (!optimizer) return null;
  const given = optimizer.args.learning_rate;
  if (typeof given === 'number') return given;
  if (given !== undefined || optimizer.unread.includes('learning_rate')) return null;
  return optimizer.name.toLowerCase() === 'sgd' ? USUAL_RATES.sgd : USUAL_RATES.others;
}
