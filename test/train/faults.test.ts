/** What goes wrong around a training: a full disk, too little memory, damaged data, another training beside it. */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingEvent, TrainingJob } from '../../src/protocol/training';
import { readEvents, readRun } from '../../src/train/run-folder';
import { type RunningTrainer, startTrainer } from '../../src/train/run-trainer';
import { type BuiltTrainer, buildTrainer, PACKAGE_ROOT, temporaryFolder } from './build-trainer';
import { job } from './jobs';

let built: BuiltTrainer;
const scratch = temporaryFolder();
const folder = (name: string) => path.join(scratch, name);

beforeAll(async () => {
  built = await buildTrainer();
});
afterAll(() => {
  built.remove();
  rmSync(scratch, { recursive: true, force: true });
});

async function train(
  one: TrainingJob,
  env: Record<string, string> = {},
  onEvent: (event: TrainingEvent, trainer: RunningTrainer) => void = () => undefined,
) {
  const events: TrainingEvent[] = [];
  const trainer = startTrainer({
    job: one,
    trainerPath: built.trainerPath,
    nodePath: process.execPath,
    env,
    onEvent: (event) => {
      events.push(event);
      onEvent(event, trainer);
    },
  });
  const outcome = await trainer.done;
  expect(isGone(trainer.pid!)).toBe(true);
  return { events, outcome };
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

const small = (name: string, changes: Parameters<typeof job>[1] = {}) =>
  job(folder(name), { dataset: { limit: 200 }, ...changes });

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  it('ends the run with what happened where the events cannot be written', async () => {
    mkdirSync(folder('full'));
    symlinkSync('/dev/full', path.join(folder('full'), 'metrics.jsonl'));
    const { outcome } = await train(small('full'));
    expect(outcome).toMatchObject({
      type: 'failed',
      reason: 'folder',
      message: expect.stringMatching(/^The run folder \S+full cannot be written: ENOSPC: no space left on device\.$/),
    });
  });

  it('that comes at the end keeps the epochs', async () => {
    mkdirSync(path.join(folder('late'), 'model'), { recursive: true });
    symlinkSync('/dev/full', path.join(folder('late'), 'model', 'weights.bin'));
    const { outcome } = await train(small('late'));
    expect(outcome).toMatchObject({ type: 'failed', reason: 'folder', epochsDone: 2 });
    expect(outcome).toMatchObject({
      message: expect.stringMatching(
        /^The trained model cannot be written to \S+model: ENOSPC: no space left on device\.$/,
      ),
    });
    expect(existsSync(path.join(folder('late'), 'model', 'model.json'))).toBe(false);
    expect(readRun(folder('late'))!.record).toMatchObject({ outcome: 'failed', epochs: [{}, {}] });
    expect(readEvents(folder('late')).at(-1)).toEqual(outcome);
  });
});

it('a run folder that cannot be written any more does not hide that the trainer was killed', async () => {
  const events = path.join(folder('killed'), 'metrics.jsonl');
  const { outcome } = await train(small('killed', { fit: { epochs: 10_000 } }), {}, (event, trainer) => {
    if (event.type !== 'epoch' || event.epoch !== 1) return;
    process.kill(trainer.pid!, 'SIGKILL');
    rmSync(events);
    mkdirSync(events);
  });
  expect(outcome).toMatchObject({ type: 'failed', reason: 'killed', message: expect.stringContaining('SIGKILL') });
  expect(readRun(folder('killed'))!.record.outcome).toBe('failed');
});

it.skipIf(process.platform === 'win32')('a trainer that dies leaves no folder for the moment behind', async () => {
  const tmp = folder('tmp');
  mkdirSync(tmp);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = tmp;
  try {
    const { outcome } = await train(small('dead', { fit: { epochs: 10_000 } }), {}, (event, trainer) => {
      if (event.type !== 'epoch' || event.epoch !== 1) return;
      // As it would be there while the graph of a model is loaded.
      mkdirSync(path.join(tmp, `convlint-graph-${trainer.pid}-a1b2c3`));
      mkdirSync(path.join(tmp, `convlint-graph-${trainer.pid}1-a1b2c3`));
      process.kill(trainer.pid!, 'SIGSEGV');
    });
    expect(outcome).toMatchObject({
      reason: 'killed',
      message:
        'The training process was ended by SIGSEGV. The engine failed; if memory was short, a smaller batch size may help.',
    });
    expect(readdirSync(tmp)).toEqual([expect.stringMatching(/1-a1b2c3$/)]);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
});

it('too little memory is told as such', async () => {
  const { outcome } = await train(small('memory'), { NODE_OPTIONS: '--max-old-space-size=12' });
  expect(outcome).toMatchObject({ type: 'failed', message: expect.stringMatching(/ran out of memory/) });
});

it('two trainings at once do not meet', async () => {
  const [one, other] = await Promise.all([train(small('one')), train(small('other'))]);
  expect([one.outcome, other.outcome]).toMatchObject([{ outcome: 'finished' }, { outcome: 'finished' }]);
  const curve = (events: readonly TrainingEvent[]) =>
    events.flatMap((event) => (event.type === 'epoch' ? [event.metrics] : []));
  expect(curve(one.events)).toEqual(curve(other.events));
  expect(curve(readEvents(folder('one')))).toEqual(curve(one.events));
});

describe('damaged data', () => {
  it('end the run before the first step, by name', async () => {
    const file = folder('cut.npz');
    const whole = readFileSync(path.join(PACKAGE_ROOT, 'test/train/recorded/own/split-uint8.npz'));
    writeFileSync(file, whole.subarray(0, whole.length - 30));
    const { events, outcome } = await train(small('damaged', { dataset: { name: 'own', path: file } }));
    expect(outcome).toMatchObject({
      type: 'failed',
      reason: 'dataset',
      message: expect.stringMatching(/cut\.npz cannot be read/),
      epochsDone: 0,
    });
    expect(events.some(({ type }) => type === 'started')).toBe(false);
  });

  it('that do not fit the model are told with both shapes', async () => {
    const file = path.join(PACKAGE_ROOT, 'test/train/recorded/own/split-uint8.npz');
    const { outcome } = await train(small('shape', { dataset: { name: 'own', path: file } }));
    expect(outcome).toMatchObject({
      message:
        'The images are 3 x 2 with 3 channels (18 values), but the model takes samples of the shape (28, 28, 1) (784 values).',
    });
  });
});
