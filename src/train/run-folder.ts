/** The folder of a run: `job.json`, `run.json`, `metrics.jsonl`, `source.*`, `model/`. Written here, read back here. */

import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
  type Metrics,
  type RunRecord,
  TRAINING_PROTOCOL_VERSION,
  type TrainingEvent,
  type TrainingJob,
} from '../protocol/training';
import { systemMessage, TrainingFailure } from './failure';
import { isStillTraining } from './running-process';
import { shownPath } from './shown-path';

export const RUN_FILES = {
  job: 'job.json',
  record: 'run.json',
  events: 'metrics.jsonl',
  model: 'model',
  best: 'best',
} as const;

/** A run as it is found on disk. */
export interface StoredRun {
  readonly folder: string;
  readonly record: RunRecord;
}

/** A folder name that is free, sorts by time and tells the model: `2026-05-01-143000-mynet`. */
export function newRunFolder(root: string, modelName: string, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
  const slug =
    modelName
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'model';
  const first = path.join(root, `${stamp}-${slug}`);
  let folder = first;
  for (let count = 2; existsSync(folder); count++) folder = `${first}-${count}`;
  return folder;
}

/** The record of a run whose folder it is; `null` if there is none or it cannot be read. */
export function readRun(folder: string): StoredRun | null {
  const record = readRecord(folder);
  return record === null ? null : { folder, record: settled(folder, record) };
}

/** All runs in the folders below `root`, the newest first. Folders that hold no run are passed over. */
export function listRuns(root: string): StoredRun[] {
  if (!existsSync(root)) return [];
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map((entry) => readRun(path.join(root, entry.name)))
    .filter((run) => run !== null)
    .sort((a, b) => b.record.startedAt.localeCompare(a.record.startedAt));
}

/** The events of a run in order. A last line that was cut off by a crash is left out. */
export function readEvents(folder: string): TrainingEvent[] {
  const file = path.join(folder, RUN_FILES.events);
  if (!existsSync(file)) return [];
  const events: TrainingEvent[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const event = parseEvent(line);
    if (event !== null) events.push(event);
  }
  return events;
}

/** `null` for what is no event, such as a line that was cut off. */
export function parseEvent(line: string): TrainingEvent | null {
  try {
    const value = JSON.parse(line) as TrainingEvent | null;
    return typeof value?.type === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** Makes the weights of the best epoch those of the saved model; the last ones stay in `last`. Does nothing if that is done. */
export function restoreBest(folder: string, event: Extract<TrainingEvent, { type: 'restored' }>): boolean {
  const [best, model] = [path.join(folder, RUN_FILES.best), path.join(folder, RUN_FILES.model)];
  if (!existsSync(best)) return false;
  guard(folder, () => {
    if (existsSync(model)) renameSync(model, path.join(folder, 'last'));
    renameSync(best, model);
    appendFileSync(path.join(folder, RUN_FILES.events), `${JSON.stringify(event)}\n`);
  });
  return true;
}

/** Writes a run while it goes on. */
export class RunWriter {
  private record: RunRecord;

  private constructor(
    private readonly folder: string,
    private readonly events: number,
    record: RunRecord,
  ) {
    this.record = record;
    this.writeRecord();
  }

  /** Makes the folder and its first files. */
  static start(job: TrainingJob, now: Date): RunWriter {
    const folder = job.runFolder;
    return guard(folder, () => {
      mkdirSync(folder, { recursive: true });
      const jobFile = path.join(folder, RUN_FILES.job);
      if (!existsSync(jobFile)) writeAtomically(jobFile, JSON.stringify(job));
      writeFileSync(path.join(folder, `source${path.extname(job.source.path) || '.txt'}`), job.source.text);
      const events = openSync(path.join(folder, RUN_FILES.events), 'w');
      return new RunWriter(folder, events, firstRecord(job, now));
    });
  }

  append(event: TrainingEvent): void {
    guard(this.folder, () => appendFileSync(this.events, `${JSON.stringify(event)}\n`));
    const record = advanced(this.record, event);
    if (record === this.record) return;
    this.record = record;
    this.writeRecord();
  }

  close(): void {
    closeSync(this.events);
  }

  private writeRecord(): void {
    guard(this.folder, () =>
      writeAtomically(path.join(this.folder, RUN_FILES.record), JSON.stringify(this.record, null, 1)),
    );
  }
}

/** Writes down the end of a run whose process did not live to do it. Does nothing if the run did end. */
export function recordDeath(folder: string, failed: Extract<TrainingEvent, { type: 'failed' }>): void {
  const record = readRecord(folder);
  if (record === null || record.outcome !== 'running') return;
  const file = path.join(folder, RUN_FILES.events);
  const torn = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8').slice(-1));
  appendFileSync(file, `${torn ? '\n' : ''}${JSON.stringify(failed)}\n`);
  writeAtomically(path.join(folder, RUN_FILES.record), JSON.stringify(advanced(record, failed), null, 1));
}

function firstRecord(job: TrainingJob, now: Date): RunRecord {
  return {
    version: TRAINING_PROTOCOL_VERSION,
    id: path.basename(job.runFolder),
    startedAt: now.toISOString(),
    pid: process.pid,
    modelName: job.modelName,
    sourcePath: job.source.path,
    engine: null,
    compile: job.compile,
    fit: job.fit,
    dataset: job.dataset,
    rows: job.rows,
    outcome: 'running',
    message: null,
    epochs: [],
  };
}

/** The record after an event; the same object if the event changes nothing in it. */
function advanced(record: RunRecord, event: TrainingEvent): RunRecord {
  switch (event.type) {
    case 'starting':
    case 'batch':
    case 'evaluation':
    case 'weights':
    case 'paused':
    case 'resumed':
    case 'restored':
      return record;
    case 'started':
      return { ...record, engine: event.engine, rows: event.rows };
    case 'epoch': {
      const { epoch, seconds, msPerStep, metrics, learningRate } = event;
      const rate = learningRate === undefined ? {} : { learningRate };
      return { ...record, epochs: [...record.epochs, { epoch, seconds, msPerStep, metrics, ...rate }] };
    }
    case 'ended':
      return { ...record, outcome: event.outcome, message: event.interrupted ?? event.reason ?? null, pid: null };
    case 'failed':
      return { ...record, outcome: 'failed', message: event.message, pid: null };
  }
}

/** A run that says it is running although its process is gone has failed. */
function settled(folder: string, record: RunRecord): RunRecord {
  if (record.outcome !== 'running' || isStillTraining(record.pid, path.join(folder, RUN_FILES.job))) return record;
  return { ...record, outcome: 'failed', message: 'The training process ended without a word.' };
}

function readRecord(folder: string): RunRecord | null {
  try {
    const record = JSON.parse(readFileSync(path.join(folder, RUN_FILES.record), 'utf8')) as RunRecord | null;
    if (record?.version !== TRAINING_PROTOCOL_VERSION) return null;
    return { ...record, epochs: record.epochs.map((epoch) => ({ ...epoch, metrics: withNaN(epoch.metrics) })) };
  } catch {
    return null;
  }
}

/** JSON has no NaN: it writes `null`, which is turned back here. */
function withNaN(metrics: Readonly<Record<string, number | null>>): Metrics {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, value ?? Number.NaN]));
}

/** A reader sees the old file or the new one, never half of it. */
export function writeAtomically(file: string, content: string | Uint8Array): void {
  const part = `${file}.part`;
  writeFileSync(part, content);
  renameSync(part, file);
}

function guard<Result>(folder: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    throw new TrainingFailure(
      'folder',
      `The run folder ${shownPath(folder)} cannot be written: ${systemMessage(error)}.`,
    );
  }
}
