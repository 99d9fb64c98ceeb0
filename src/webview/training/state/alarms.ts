/** Early warnings from the numbers of a run, each with its reason in words. */

import { smoothed } from './curve';
import { formatMetric } from './format';
import { type EventOf, stepsDone, type TrainingState } from './training-state';

export interface Alarm {
  readonly kind: 'not-finite' | 'not-learning' | 'overfitting' | 'dead-units' | 'disagreement';
  readonly title: string;
  readonly reason: string;
}

/** Steps after which a loss must have moved. */
const PATIENCE = 200;

/** A first report within so many steps still shows where the loss began. */
const BEGINNING = 20;

/** The share of a layer's units that must be dead, which a few always are. */
const DEAD_SHARE = 0.5;

/** Epochs in a row with a rising validation loss that make an alarm. */
const RISES = 2;

export function findAlarms(state: TrainingState): Alarm[] {
  return [disagreement(state), notFinite(state), notLearning(state), overfitting(state), deadUnits(state)].filter(
    (alarm) => alarm !== null,
  );
}

function disagreement({ started }: TrainingState): Alarm | null {
  if (!started || started.disagreements.length === 0) return null;
  return {
    kind: 'disagreement',
    title: 'The real model differs from the analysis',
    reason: `This is a fault of ConvLint, not of the model: ${started.disagreements.join('; ')}.`,
  };
}

function notFinite({ notFinite: found }: TrainingState): Alarm | null {
  if (!found) return null;
  const place = found.step === null ? `after epoch ${found.epoch}` : `at step ${found.step} of epoch ${found.epoch}`;
  return {
    kind: 'not-finite',
    title: `${found.metric} is not a number`,
    reason: `${found.metric} became NaN or infinite ${place}, and weights do not recover from that. Usual causes: a learning rate that is too high, inputs that are not scaled, a logarithm or a division of zero.`,
  };
}

function notLearning(state: TrainingState): Alarm | null {
  const curve = state.curves.get('loss');
  const now = curve ? smoothed(curve) : null;
  const steps = stepsDone(state);
  const first = state.firstLoss;
  if (now === null || first === null || steps - first.step < PATIENCE) return null;

  const hasNotFallen = first.step <= BEGINNING && first.value > 0 && now > 0.9 * first.value;
  const classes = classCount(state.started);
  const guess = classes === null ? null : Math.log(classes);
  const isGuessing = guess !== null && Math.abs(now - guess) < 0.02 * guess && now > 0.5 * first.value;
  if (!hasNotFallen && !isGuessing) return null;

  const asGuess = isGuessing ? ` A guess among ${classes} classes has ln ${classes} = ${formatMetric(guess)}.` : '';
  return {
    kind: 'not-learning',
    title: 'Not learning',
    reason: `After ${steps} steps the loss is ${formatMetric(now)}; it was ${formatMetric(first.value)} at step ${first.step}.${asGuess} Usual causes: a learning rate that is too high or too low, inputs that are not scaled, units that are stuck at zero.`,
  };
}

function overfitting({ epochs }: TrainingState): Alarm | null {
  let start = epochs.length - 1;
  while (start > 0 && isOverfit(epochs[start - 1]!, epochs[start]!)) start--;
  const [from, to] = [epochs[start], epochs.at(-1)];
  if (!from || !to || epochs.length - 1 - start < RISES) return null;
  const move = (name: string) => `from ${formatMetric(from.metrics[name]!)} to ${formatMetric(to.metrics[name]!)}`;
  return {
    kind: 'overfitting',
    title: 'Overfitting',
    reason: `Since epoch ${from.epoch} val_loss rose ${move('val_loss')} while loss fell ${move('loss')}: the model learns the training samples by heart. Fewer epochs, dropout, or more data help.`,
  };
}

function isOverfit(before: EventOf<'epoch'>, after: EventOf<'epoch'>): boolean {
  const change = (name: string) => (after.metrics[name] ?? Number.NaN) - (before.metrics[name] ?? Number.NaN);
  return change('val_loss') > 0 && change('loss') < 0;
}

function deadUnits({ weights }: TrainingState): Alarm | null {
  const layers = weights?.deadUnits.filter(({ units, dead }) => dead >= DEAD_SHARE * units) ?? [];
  if (!weights || layers.length === 0) return null;
  const list = layers.map(({ layer, units, dead }) => `${dead} of ${units} in ${layer}`).join(', ');
  return {
    kind: 'dead-units',
    title: 'Dead ReLUs',
    reason: `After epoch ${weights.epoch} units with a ReLU gave 0 for each of ${layers[0]!.samples} validation samples: ${list}. A unit that is never above 0 gets no gradient and does not learn any more. Usual causes: a learning rate that is too high, inputs that are not scaled. A LeakyReLU keeps a small gradient.`,
  };
}

/** Classes that the last layer tells apart, if its output is one row of at least two numbers. */
function classCount(started: EventOf<'started'> | null): number | null {
  const shape = started?.rows.at(-1)?.outputShape;
  const units = shape?.length === 2 ? shape[1] : null;
  return units && units > 1 ? units : null;
}
