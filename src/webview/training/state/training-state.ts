/** What the panel knows about a run: grown by one event at a time, without DOM. */

import type { Metrics, TrainingEvent } from '../../../protocol/training';
import { squared } from './class-scores';
import { addBatch, addEpoch, type Curve, newCurve } from './curve';

export type EventOf<Type extends TrainingEvent['type']> = Extract<TrainingEvent, { type: Type }>;
export type Phase = 'waiting' | 'starting' | 'training' | 'paused' | 'finished' | 'stopped' | 'failed';

export interface TrainingState {
  phase: Phase;
  /** What the trainer said it is doing before the first batch, for example `Reading MNIST`. */
  startingStep: string;
  started: EventOf<'started'> | null;
  batch: EventOf<'batch'> | null;
  epochs: EventOf<'epoch'>[];
  evaluation: EventOf<'evaluation'> | null;
  weights: EventOf<'weights'> | null;
  /** The epoch whose weights were put back, after which no other has ended. */
  restored: number | null;
  ended: EventOf<'ended'> | null;
  failed: EventOf<'failed'> | null;
  /** By the name of the training metric; `val_loss` is the validation column of `loss`. */
  curves: Map<string, Curve>;
  /** Where the run is, as people read it; `null` in a report, which is looked at anywhere. */
  place: string | null;
  /** What the plan of the training says, as sentences. */
  notes: readonly string[];
  /** The first loss that was reported and the step it was reported at. */
  firstLoss: { readonly step: number; readonly value: number } | null;
  /** The first number that was no number. */
  notFinite: { readonly metric: string; readonly epoch: number; readonly step: number | null } | null;
  /** Milliseconds since the start, of the newest event. */
  time: number;
}

export function newState(): TrainingState {
  return {
    phase: 'waiting',
    startingStep: '',
    place: null,
    notes: [],
    started: null,
    batch: null,
    epochs: [],
    evaluation: null,
    weights: null,
    restored: null,
    ended: null,
    failed: null,
    curves: new Map(),
    firstLoss: null,
    notFinite: null,
    time: 0,
  };
}

/** Changes the state in place, so that a batch costs the same at step 10 and at step 100,000. */
export function applyEvent(state: TrainingState, event: TrainingEvent): void {
  if (isOver(state.phase) && (event.type === 'starting' || event.type === 'started')) Object.assign(state, newState());
  state.time = event.time;
  switch (event.type) {
    case 'starting':
      state.phase = 'starting';
      state.startingStep = event.step;
      // Only the first step brings them.
      if (event.notes?.length) state.notes = event.notes;
      return;
    case 'started':
      state.phase = 'training';
      state.started = event;
      return;
    case 'batch':
      recordBatch(state, event);
      return;
    case 'epoch':
      state.restored = null;
      state.epochs.push(event);
      recordEpoch(state, event);
      return;
    case 'evaluation':
      state.evaluation = { ...event, ...squared(event.classes, event.confusion) };
      return;
    case 'weights':
      state.weights = event;
      return;
    case 'paused':
      state.phase = 'paused';
      return;
    case 'resumed':
      state.phase = 'training';
      return;
    case 'restored':
      state.restored = event.epoch;
      return;
    case 'ended':
      state.phase = event.outcome;
      state.ended = event;
      return;
    case 'failed':
      state.phase = 'failed';
      state.failed = event;
      return;
    default:
      impossible(event);
  }
}

export function isOver(phase: Phase): boolean {
  return phase === 'finished' || phase === 'stopped' || phase === 'failed';
}

/** Whether somebody is there to answer questions about the model. */
export function canAsk({ phase, ended }: TrainingState): boolean {
  return phase === 'training' || phase === 'paused' || (isOver(phase) && Boolean(ended?.model));
}

/** Steps done since the start of the run. */
export function stepsDone(state: TrainingState): number {
  const perEpoch = state.started?.stepsPerEpoch ?? 0;
  const closed = state.epochs.length * perEpoch;
  const before = 1 + (state.started?.initialEpoch ?? 0);
  return state.batch ? Math.max(closed, (state.batch.epoch - before) * perEpoch + state.batch.step) : closed;
}

/** 0 to 1 of all steps of the run; `null` while their number is not known. */
export function progress(state: TrainingState): number | null {
  if (state.phase === 'finished') return 1;
  if (!state.started) return null;
  const { epochs, initialEpoch = 0, stepsPerEpoch } = state.started;
  const all = (epochs - initialEpoch) * stepsPerEpoch;
  return all > 0 ? Math.min(1, stepsDone(state) / all) : null;
}

function recordBatch(state: TrainingState, event: EventOf<'batch'>): void {
  const before = stepsDone(state);
  state.batch = event;
  const steps = Math.max(1, stepsDone(state) - before);
  const perEpoch = state.started?.stepsPerEpoch ?? event.step;
  const newest = event.recent ?? event.metrics;
  for (const [name, value] of Object.entries(newest)) {
    if (!Number.isFinite(value)) state.notFinite ??= { metric: name, epoch: event.epoch, step: event.step };
    addBatch(curveOf(state, name), event.epoch - 1 + event.step / perEpoch, value, steps);
  }
  const { loss } = newest;
  if (loss !== undefined && Number.isFinite(loss)) state.firstLoss ??= { step: before + steps, value: loss };
}

function recordEpoch(state: TrainingState, { epoch, metrics }: EventOf<'epoch'>): void {
  for (const [name, value] of Object.entries(metrics)) {
    if (!Number.isFinite(value)) state.notFinite ??= { metric: name, epoch, step: null };
  }
  for (const name of trainNames(metrics)) addEpoch(curveOf(state, name), epoch, metrics[name], metrics[`val_${name}`]);
}

function trainNames(metrics: Metrics): string[] {
  return Object.keys(metrics).filter((name) => !name.startsWith('val_'));
}

function curveOf(state: TrainingState, name: string): Curve {
  const known = state.curves.get(name);
  if (known) return known;
  const curve = newCurve(name);
  state.curves.set(name, curve);
  return curve;
}

function impossible(event: never): never {
  throw new Error(`Unknown training event ${JSON.stringify(event)}`);
}
