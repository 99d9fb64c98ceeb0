/** Lets in what is a message of the extension or a recorded event, and nothing else. */

import { readSamples } from '../../../protocol/samples';
import type { BestBy, Metrics, PanelInput, TrainingEvent } from '../../../protocol/training';
import { readAnswer } from '../../../protocol/training-control';

/** The fields that the panel reads without asking, by type of event. */
const FIELDS: {
  readonly [Type in TrainingEvent['type']]: Readonly<Record<string, 'number' | 'string' | 'array' | 'object'>>;
} = {
  starting: { step: 'string' },
  started: {
    engine: 'string',
    engineReason: 'string',
    modelName: 'string',
    rows: 'array',
    totalParams: 'number',
    trainSamples: 'number',
    validationSamples: 'number',
    epochs: 'number',
    batchSize: 'number',
    stepsPerEpoch: 'number',
    runFolder: 'string',
    disagreements: 'array',
  },
  batch: { epoch: 'number', step: 'number', metrics: 'object', msPerStep: 'number', etaSeconds: 'number' },
  epoch: { epoch: 'number', metrics: 'object', seconds: 'number', msPerStep: 'number' },
  evaluation: { epoch: 'number', classes: 'array', confusion: 'array', samples: 'array' },
  weights: { epoch: 'number', spreads: 'array', deadUnits: 'array' },
  paused: {},
  resumed: {},
  restored: { epoch: 'number' },
  ended: { outcome: 'string', epochsDone: 'number' },
  failed: { reason: 'string', message: 'string', epochsDone: 'number' },
};

/** `null` for a message that this panel does not know. */
export function readPanelInput(message: unknown): PanelInput | null {
  if (!isRecord(message)) return null;
  if (message.type === 'replay' && Array.isArray(message.events)) {
    const { place } = message;
    return { type: 'replay', events: readEvents(message.events), ...(typeof place === 'string' ? { place } : {}) };
  }
  if (message.type === 'answer') {
    const answer = readAnswer(message.answer);
    return answer && { type: 'answer', answer };
  }
  const event = message.type === 'event' ? readEvent(message.event) : null;
  return event && { type: 'event', event };
}

export function readEvents(values: readonly unknown[]): TrainingEvent[] {
  return values.map(readEvent).filter((event) => event !== null);
}

function readEvent(value: unknown): TrainingEvent | null {
  if (!isRecord(value) || typeof value.time !== 'number') return null;
  const type = value.type;
  if (typeof type !== 'string' || !Object.hasOwn(FIELDS, type)) return null;
  for (const [name, kind] of Object.entries(FIELDS[type as TrainingEvent['type']])) {
    if (kindOf(value[name]) !== kind) return null;
  }
  const event = value as unknown as TrainingEvent;
  if (event.type === 'started') return { ...event, ...bestIn(value.best) };
  if (event.type === 'starting') return { ...event, notes: textsIn(value.notes) };
  if (event.type === 'epoch') return { ...event, metrics: readMetrics(event.metrics) };
  if (event.type === 'evaluation') return { ...event, samples: readSamples(event.samples) };
  if (event.type !== 'batch') return event;
  const { recent, ...rest } = event;
  const read = { ...rest, metrics: readMetrics(event.metrics) };
  return isRecord(recent) ? { ...read, recent: readMetrics(recent) } : read;
}

function bestIn(value: unknown): { readonly best?: BestBy } {
  if (!isRecord(value) || typeof value.metric !== 'string' || typeof value.rises !== 'boolean') return {};
  const { metric, rises, threshold } = value;
  return { best: { metric, rises, ...(typeof threshold === 'number' ? { threshold } : {}) } };
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

/** JSON has no NaN: it writes `null`, which is turned back here. */
function readMetrics(metrics: Readonly<Record<string, unknown>>): Metrics {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, value]) => [name, typeof value === 'number' ? value : Number.NaN]),
  );
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return kindOf(value) === 'object';
}
