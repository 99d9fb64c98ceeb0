/**
 * The trainer process: `node trainer.cjs JOB.json`. Prints one `TrainingEvent` per line on standard output and takes
 * `TrainerCommand` lines on standard input. Exits with 0 after `ended`, with 1 after `failed`.
 * As `node trainer.cjs --look RUN_FOLDER` it trains nothing and answers requests about a run that is over.
 * As `node trainer.cjs --write-data RUN_FOLDER FILE.npz` it writes the samples of a run.
 */

import { existsSync, fstatSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TrainingEvent } from '../protocol/training';
import { answerLine, type TrainerAnswer } from '../protocol/training-control';
import { Commands } from './commands';
import { writeRunData } from './export/run-data';
import { messageOf, TrainingFailure } from './failure';
import { readJob } from './job';
import { RunWriter } from './run-folder';
import { serveRun } from './serve';
import { runSession } from './session';

/** How long a run may take to end in order once nobody listens any more. */
const ORPHAN_PATIENCE = 10_000;

const ABANDONED = 'The window or terminal that started the training was closed or loaded again, which ended it.';

const startedAt = performance.now();
const time = () => Math.round(performance.now() - startedAt);

let writer: RunWriter | null = null;
const commands = new Commands();
let epochsDone = 0;
/** Whether the process that started this one went away, and whether it did before it had this one stopped. */
let isAlone = false;
let isAbandoned = false;
/** What goes away with the process that started this one. */
let temporaryFolder: string | null = null;

void main();

async function main(): Promise<void> {
  // TensorFlow.js prints hints; standard output is for events only.
  console.log = console.error;
  watchInput();
  try {
    const trainerFolder = path.dirname(path.resolve(process.argv[1]!));
    const places = { trainerFolder, packageRoot: packageRoot(trainerFolder) };
    const answer = (value: TrainerAnswer) => printLine(answerLine(value));
    if (process.argv[2] === '--look') {
      await serveRun(process.argv[3] ?? '', places, commands, answer);
    } else if (process.argv[2] === '--write-data') {
      await writeRunData(process.argv[3] ?? '', process.argv[4] ?? '', places.packageRoot);
    } else {
      const job = readJob(process.argv[2] ?? '');
      if (job.isTemporary) temporaryFolder = job.runFolder;
      writer = RunWriter.start(job, new Date());
      const ended = await runSession(job, places, { time, emit, answer, commands });
      emit(isAbandoned && ended.outcome === 'stopped' ? { ...ended, interrupted: ABANDONED } : ended);
    }
    finish(0);
  } catch (error) {
    const known = error instanceof TrainingFailure;
    if (!known) console.error(error);
    const message = known ? error.message : `ConvLint failed: ${messageOf(error)}`;
    report({ type: 'failed', time: time(), reason: known ? error.reason : 'internal', message, epochsDone });
    finish(1);
  }
}

/** What was told is on disk already, so that a reader can count on it whatever happens next. */
function emit(event: TrainingEvent): void {
  writer?.append(event);
  if (event.type === 'epoch') epochsDone++;
  print(event);
}

/** Like `emit`, but for the last word: a folder that cannot be written must not hide it. */
function report(event: TrainingEvent): void {
  try {
    writer?.append(event);
  } catch (error) {
    console.error(messageOf(error));
  }
  print(event);
}

function print(event: TrainingEvent): void {
  printLine(JSON.stringify(event));
}

/** Written at once, so that no event is lost when the process is killed. A reader that has gone away is no fault. */
function printLine(text: string): void {
  const line = Buffer.from(`${text}\n`);
  let written = 0;
  while (written < line.length) {
    try {
      written += writeSync(1, line, written);
    } catch (error) {
      // The pipe is full: its reader needs a moment.
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') continue;
      abandon();
      return;
    }
  }
}

/** Takes commands from standard input; stops on signals and when the process that started this one is gone. */
function watchInput(): void {
  const stop = () => commands.requestStop();
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (!hasParentOnInput()) return;
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => commands.take(line));
  lines.on('close', () => {
    abandon();
    setTimeout(giveUp, ORPHAN_PATIENCE).unref();
  });
}

/** Nobody listens any more. */
function abandon(): void {
  isAlone = true;
  isAbandoned ||= !commands.stopRequested;
  commands.requestStop();
}

function giveUp(): void {
  report({ type: 'failed', time: time(), reason: 'killed', message: ABANDONED, epochsDone });
  finish(1);
}

/** A terminal or a file on standard input says nothing about a parent. */
function hasParentOnInput(): boolean {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isSocket();
  } catch {
    return false;
  }
}

/** The nearest folder upward whose `package.json` is that of ConvLint, else the folder itself. */
function packageRoot(from: string): string {
  for (let folder = from; path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    const file = path.join(folder, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'convlint') return folder;
  }
  return from;
}

/** The open standard input would keep the process alive. */
function finish(code: number): void {
  writer?.close();
  if (isAlone && temporaryFolder !== null) rmSync(temporaryFolder, { recursive: true, force: true });
  process.exit(code);
}
