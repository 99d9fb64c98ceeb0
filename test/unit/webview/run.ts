/** Short ways to write the events of a training run. */
import type { Metrics, TrainingEvent } from '../../../src/protocol/training';
import {
  applyEvent,
  type EventOf,
  newState,
  type TrainingState,
} from '../../../src/webview/training/state/training-state';

export function stateOf(...events: readonly TrainingEvent[]): TrainingState {
  const state = newState();
  for (const event of events) applyEvent(state, event);
  return state;
}

export function started(change: Partial<EventOf<'started'>> = {}): TrainingEvent {
  const row = { name: 'dense', className: 'Dense', outputShape: [null, 10], paramCount: 7850 };
  return {
    type: 'started',
    time: 0,
    engine: 'built-in',
    engineReason: 'the only one here.',
    modelName: 'net',
    rows: [row],
    totalParams: 7850,
    trainSamples: 3200,
    validationSamples: 100,
    epochs: 4,
    batchSize: 32,
    stepsPerEpoch: 100,
    runFolder: '/run',
    disagreements: [],
    ...change,
  };
}

export function batch(epoch: number, step: number, metrics: Metrics): TrainingEvent {
  return { type: 'batch', time: 0, epoch, step, metrics, msPerStep: 2, etaSeconds: 1 };
}

export function epoch(number: number, metrics: Metrics): TrainingEvent {
  return { type: 'epoch', time: 0, epoch: number, metrics, seconds: 9.2, msPerStep: 4.8 };
}

export function ended(outcome: 'finished' | 'stopped'): TrainingEvent {
  return { type: 'ended', time: 0, outcome, epochsDone: 1, model: null };
}
