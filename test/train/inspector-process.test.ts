/** The process that answers questions about a run that is over: one at a time, each question is answered, none is left behind. */

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainerAnswer } from '../../src/protocol/training-control';
import { InspectorProcess } from '../../src/train/inspector-process';
import { startTrainer, type TrainerProgram } from '../../src/train/run-trainer';
import { type BuiltTrainer, buildTrainer, temporaryFolder } from './build-trainer';
import { job } from './jobs';

let built: BuiltTrainer;
const scratch = temporaryFolder();
const runFolder = path.join(scratch, 'run');
const pidFile = path.join(scratch, 'pids');

beforeAll(async () => {
  built = await buildTrainer();
  const { trainerPath } = built;
  const one = job(runFolder, { dataset: { limit: 100 }, fit: { epochs: 1 } });
  await startTrainer({ job: one, trainerPath, nodePath: process.execPath, onEvent: () => undefined }).done;
  // The trainer, after it has said which process it is.
  writeFileSync(
    path.join(built.folder, 'told.cjs'),
    `require('node:fs').appendFileSync(${JSON.stringify(pidFile)}, process.pid + '\\n');\nrequire('./trainer.cjs');\n`,
  );
});

afterAll(() => {
  built.remove();
  rmSync(scratch, { recursive: true, force: true });
});

function pids(): number[] {
  return existsSync(pidFile) ? readFileSync(pidFile, 'utf8').trim().split('\n').map(Number) : [];
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

function inspector(program?: () => Promise<TrainerProgram>) {
  rmSync(pidFile, { force: true });
  const answers: TrainerAnswer[] = [];
  const told = { trainerPath: path.join(built.folder, 'told.cjs'), nodePath: process.execPath };
  const plan = {
    runFolder,
    program: program ?? (async () => told),
    onAnswer: (one: TrainerAnswer) => answers.push(one),
  };
  const asked = new InspectorProcess(plan);
  const ask = (id: number) => asked.ask({ type: 'inspect', id, sample: { index: 0 }, layers: false });
  const heard = (count: number) => expect.poll(() => answers.length, { timeout: 60_000 }).toBe(count);
  return { asked, ask, answers, heard };
}

describe('questions about a run that is over', () => {
  it('have one process, which is gone at the end, also where another was ended just before it started', async () => {
    const { asked, ask, answers, heard } = inspector();
    await ask(1);
    await heard(1);
    asked.end();
    await ask(2);
    await ask(3);
    await heard(3);
    expect(answers.map(({ type, id }) => [type, id])).toEqual([1, 2, 3].map((id) => ['inspection', id]));
    await expect.poll(() => isGone(pids()[0]!), { timeout: 30_000 }).toBe(true);
    await ask(4);
    await heard(4);
    expect(pids()).toHaveLength(2);
    asked.end();
    await expect.poll(() => isGone(pids()[1]!), { timeout: 30_000 }).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('are refused where the process dies, and the next has another', async () => {
    const { asked, ask, answers, heard } = inspector();
    await ask(1);
    await heard(1);
    process.kill(pids()[0]!, 'SIGSTOP');
    await ask(2);
    process.kill(pids()[0]!, 'SIGKILL');
    await heard(2);
    expect(answers[1]).toMatchObject({ type: 'refused', id: 2, message: expect.stringMatching(/ended before/) });
    await ask(3);
    await heard(3);
    expect(answers[2]).toMatchObject({ type: 'inspection', id: 3 });
    asked.end();
  });

  it('are refused where there is no program for it, each time with what is wrong then', async () => {
    let count = 0;
    const { ask, answers } = inspector(async () => {
      throw new Error(`no Node (${++count})`);
    });
    await ask(1);
    await ask(2);
    expect(answers).toMatchObject([
      { type: 'refused', message: 'no Node (1)' },
      { type: 'refused', message: 'no Node (2)' },
    ]);
  });
});
