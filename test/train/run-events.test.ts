/** The events of a run as somebody reads them who did not start it: while it goes on, and after a sudden end. */

import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingEvent } from '../../src/protocol/training';
import { closingEvent, EventTail } from '../../src/train/run-events';
import { RunWriter, readEvents, readRun, restoreBest } from '../../src/train/run-folder';
import { startTrainer } from '../../src/train/run-trainer';
import { type BuiltTrainer, buildTrainer, temporaryFolder } from './build-trainer';
import { job } from './jobs';

let built: BuiltTrainer;
const scratch = temporaryFolder();

beforeAll(async () => {
  built = await buildTrainer();
});
afterAll(() => {
  built.remove();
  rmSync(scratch, { recursive: true, force: true });
});

/** Trains 3 epochs; `onEvent` hears each event when the trainer has written it. */
async function train(folder: string, onEvent: (event: TrainingEvent) => void = () => undefined): Promise<void> {
  const one = job(folder, { dataset: { limit: 200 }, fit: { epochs: 3 } });
  await startTrainer({ job: one, trainerPath: built.trainerPath, nodePath: process.execPath, onEvent }).done;
}

it('a value that is no number is still none when the run is read again', () => {
  const folder = path.join(scratch, 'diverged');
  const writer = RunWriter.start(job(folder), new Date());
  const metrics = { loss: 1e30, val_loss: Number.NaN };
  writer.append({ type: 'epoch', time: 1, epoch: 1, seconds: 1, msPerStep: 1, metrics });
  writer.close();
  expect(readRun(folder)!.record.epochs[0]!.metrics).toEqual(metrics);
});

describe('the tail of a run', () => {
  it('gives each event once and in order while the trainer writes', async () => {
    const folder = path.join(scratch, 'followed');
    const tail = new EventTail(folder);
    expect(tail.read()).toEqual([]);
    const followed: TrainingEvent[] = [];
    let looks = 0;
    await train(folder, () => {
      const fresh = tail.read();
      if (fresh.length > 0) looks++;
      followed.push(...fresh);
    });
    followed.push(...tail.read());
    expect(looks).toBeGreaterThan(3);
    expect(followed).toEqual(readEvents(folder));
    expect(followed.at(-1)).toMatchObject({ type: 'ended', outcome: 'finished' });
  });

  it('waits for the rest of a line, also within a letter', () => {
    const folder = path.join(scratch, 'torn');
    mkdirSync(folder);
    const line = Buffer.from(`${JSON.stringify({ type: 'starting', time: 1, step: 'Größe' })}\n`);
    const file = path.join(folder, 'metrics.jsonl');
    const tail = new EventTail(folder);
    const at = line.indexOf(0xc3) + 1;
    writeFileSync(file, line.subarray(0, at));
    expect(tail.read()).toEqual([]);
    appendFileSync(file, line.subarray(at));
    expect(tail.read()).toEqual([{ type: 'starting', time: 1, step: 'Größe' }]);
    expect(tail.read()).toEqual([]);
  });
});

describe('the end of a run', () => {
  it('is told where its process ended without a word, with the epochs that are kept', async () => {
    const folder = path.join(scratch, 'dead');
    await train(folder);
    const record = { ...readRun(folder)!.record, outcome: 'failed' as const };
    const withoutEnd = readEvents(folder).slice(0, -1);
    expect(closingEvent(record, withoutEnd)).toMatchObject({ type: 'failed', reason: 'killed', epochsDone: 3 });
    expect(closingEvent({ ...record, outcome: 'running' }, withoutEnd)).toBeNull();
  });

  it('is not told again after the best epoch was restored', async () => {
    const folder = path.join(scratch, 'restored');
    await train(folder);
    const { time } = readEvents(folder).at(-1)!;
    mkdirSync(path.join(folder, 'best'), { recursive: true });
    expect(restoreBest(folder, { type: 'restored', time, epoch: 2 })).toBe(true);
    const events = readEvents(folder);
    expect(events.at(-1)!.type).toBe('restored');
    expect(closingEvent(readRun(folder)!.record, events)).toBeNull();
  });
});
