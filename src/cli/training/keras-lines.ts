/** What Keras prints while it trains, line by line (`keras.src.utils.progbar`, Keras 2). */
import type { Metrics, TrainingEvent } from '../../protocol/training';

type Event<Type extends TrainingEvent['type']> = Extract<TrainingEvent, { type: Type }>;

const BAR_WIDTH = 30;

export function epochTitle(epoch: number, epochs: number): string {
  return `Epoch ${epoch}/${epochs}`;
}

/** `1875/1875 [==============================] - 9s 5ms/step - loss: 0.1377 - val_loss: 0.1102`. */
export function epochLine({ metrics, learningRate, seconds, msPerStep }: Event<'epoch'>, steps: number): string {
  const values = learningRate === undefined ? metrics : { ...metrics, learning_rate: learningRate };
  return `${steps}/${steps} [${bar(1)}] - ${wholeSeconds(seconds)} ${pace(msPerStep)}${metricsText(values)}`;
}

/** The line while the epoch goes on: `320/1875 [====>.........................] - ETA: 7s - loss: 0.4021`. */
export function batchLine({ step, metrics, msPerStep }: Event<'batch'>, steps: number): string {
  const left = ((steps - step) * msPerStep) / 1000;
  const count = String(step).padStart(String(steps).length);
  return `${count}/${steps} [${bar(step / steps)}] - ETA: ${wholeSeconds(left)} ${pace(msPerStep)}${metricsText(metrics)}`;
}

function bar(share: number): string {
  const done = Math.floor(share * BAR_WIDTH);
  if (done >= BAR_WIDTH) return '='.repeat(BAR_WIDTH);
  return `${'='.repeat(Math.max(0, done - 1))}>`.padEnd(BAR_WIDTH, '.');
}

function wholeSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole}s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function pace(msPerStep: number): string {
  return msPerStep < 1 ? `${Math.round(msPerStep * 1000)}us/step` : `${Math.round(msPerStep)}ms/step`;
}

/** Four places; smaller numbers in scientific notation, as Keras has it. */
function metricsText(metrics: Metrics): string {
  return Object.entries(metrics)
    .map(([name, value]) => ` - ${name}: ${Math.abs(value) > 1e-3 ? value.toFixed(4) : value.toExponential(4)}`)
    .join('');
}
