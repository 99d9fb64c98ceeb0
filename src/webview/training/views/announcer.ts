/** Tells a screen reader how the run goes, at a rate that leaves time to listen. */

import { el, type View } from '../dom';
import { formatMetric, formatSeconds } from '../state/format';
import { isOver, type Phase, type TrainingState } from '../state/training-state';

/** Milliseconds between two reports of progress. */
const PAUSE = 15_000;

export function createAnnouncer(now: () => number): View<TrainingState> {
  const element = el('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  let phase: Phase = 'waiting';
  let last = Number.NEGATIVE_INFINITY;
  return {
    element,
    update(state) {
      if (state.phase === phase && (isOver(phase) || now() - last < PAUSE)) return;
      phase = state.phase;
      last = now();
      element.textContent = spokenText(state);
    },
  };
}

function spokenText({ phase, started, batch, epochs }: TrainingState): string {
  const metrics = Object.entries(epochs.at(-1)?.metrics ?? {}).map(([name, value]) => `${name} ${formatMetric(value)}`);
  const after = metrics.length > 0 ? `After epoch ${epochs.length}: ${metrics.join(', ')}.` : '';
  if (phase !== 'training' || !batch || !started) return `Training: ${phase}. ${after}`.trim();
  return `Epoch ${batch.epoch} of ${started.epochs}, ${formatSeconds(batch.etaSeconds)} left. ${after}`.trim();
}
