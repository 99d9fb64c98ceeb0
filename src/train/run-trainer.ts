/** Starts the trainer process and follows it; used by the command line and by the extension alike. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TrainingEvent, TrainingJob } from '../protocol/training';
import { readAnswerLine, type TrainerAnswer, type TrainerCommand } from '../protocol/training-control';
import { messageOf, TrainingFailure } from './failure';
import { parseEvent, RUN_FILES, recordDeath } from './run-folder';
import { removeScratchOf } from './scratch';

/** What runs the trainer. */
export interface TrainerProgram {
  /** The bundled trainer, `dist/trainer.cjs`. */
  readonly trainerPath: string;
  /** The program that runs it, for example `process.execPath`. */
  readonly nodePath: string;
  /** Added to the environment, for example `ELECTRON_RUN_AS_NODE`. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface TrainerOptions extends TrainerProgram {
  readonly job: TrainingJob;
  readonly onEvent: (event: TrainingEvent) => void;
  /** Hears what requests get. */
  readonly onAnswer?: (answer: TrainerAnswer) => void;
}

export type TrainerOutcome = Extract<TrainingEvent, { type: 'ended' | 'failed' }>;

export interface RunningTrainer {
  /** `undefined` if the process could not be started. */
  readonly pid: number | undefined;
  /** Asks the trainer to end after its current step; ends it by force if it does not obey. */
  stop(): void;
  /** Like `stop`, for when this process goes away: the run says that it was interrupted. */
  leave(): void;
  /** Ends it at once, for when nothing of the run is to be kept. */
  kill(): void;
  /** Says something else. A trainer that is gone hears nothing. */
  send(command: TrainerCommand): void;
  /** The last event of the run. Never rejects. */
  readonly done: Promise<TrainerOutcome>;
}

/** How long a trainer may take to obey before it is terminated, and then killed. */
const PATIENCE = 10_000;

export interface InspectorOptions extends TrainerProgram {
  /** Of a run that is over and has saved its model. */
  readonly runFolder: string;
  readonly onAnswer: (answer: TrainerAnswer) => void;
  /** Told when the process is gone. */
  readonly onEnd: () => void;
}

/** Starts a process that answers requests about a run that is over. */
export function startInspector(options: InspectorOptions): Pick<RunningTrainer, 'pid' | 'stop' | 'send'> {
  const child = spawn(options.nodePath, [options.trainerPath, '--look', options.runFolder], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...cleanEnvironment(), ...options.env },
  });
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = readAnswerLine(line);
    if (answer) options.onAnswer(answer);
  });
  child.once('error', options.onEnd);
  child.once('close', options.onEnd);
  return { pid: child.pid, stop: () => stopChild(child), send: (command) => tell(child, command) };
}

/** Has the samples of a run written into an `.npz`; rejects with a `TrainingFailure`. */
export function copyRunData(options: TrainerProgram & { runFolder: string; file: string }): Promise<void> {
  const args = [options.trainerPath, '--write-data', options.runFolder, options.file];
  const child = spawn(options.nodePath, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...cleanEnvironment(), ...options.env },
  });
  let failure: Extract<TrainingEvent, { type: 'failed' }> | null = null;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = parseEvent(line);
    if (event?.type === 'failed') failure = event;
  });
  return new Promise((resolve, reject) => {
    const fail = (what: string) =>
      reject(new TrainingFailure(failure?.reason ?? 'killed', failure?.message ?? deathMessage(what, false)));
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else fail(signal === null ? `ended with code ${code}` : `was ended by ${signal}`);
    });
  });
}

export function startTrainer(options: TrainerOptions): RunningTrainer {
  const startedAt = performance.now();
  const { file, remove } = writeJob(options.job);
  const child = spawn(options.nodePath, [options.trainerPath, file], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...cleanEnvironment(), ...options.env },
  });
  // A trainer that is gone makes writing fail; its exit tells the story.
  child.stdin.on('error', () => undefined);

  let last: TrainerOutcome | null = null;
  let epochsDone = 0;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const answer = readAnswerLine(line);
    if (answer) options.onAnswer?.(answer);
    const event = parseEvent(line);
    if (event === null) return;
    if (event.type === 'epoch') epochsDone = event.epoch;
    if (event.type === 'ended' || event.type === 'failed') last = event;
    options.onEvent(event);
  });
  const isShortOfMemory = watchMemory(child);

  const done = new Promise<TrainerOutcome>((resolve) => {
    let settled = false;
    const settle = (what: string) => {
      if (settled) return;
      settled = true;
      remove();
      if (last === null) {
        const time = Math.round(performance.now() - startedAt);
        last = {
          type: 'failed',
          time,
          reason: 'killed',
          message: deathMessage(what, isShortOfMemory()),
          epochsDone,
        };
        clearUp(options.job.runFolder, last, child.pid);
        options.onEvent(last);
      }
      resolve(last);
    };
    child.on('error', (error) => settle(`could not be started: ${error.message}`));
    child.on('close', (code, signal) => settle(signal === null ? `ended with code ${code}` : `was ended by ${signal}`));
  });
  return {
    pid: child.pid,
    stop: () => stopChild(child),
    leave: () => leaveChild(child),
    kill: () => killChild(child),
    send: (command) => tell(child, command),
    done,
  };
}

/** A folder that cannot be written, which may be what ended the run, must not hide the end. */
function clearUp(runFolder: string, failed: Extract<TrainingEvent, { type: 'failed' }>, pid: number | undefined): void {
  try {
    if (pid !== undefined) removeScratchOf(pid);
    recordDeath(runFolder, failed);
  } catch (error) {
    console.error(messageOf(error));
  }
}

/** The job goes into the run folder; where that cannot be written, the trainer reports it from a temporary file. */
function writeJob(job: TrainingJob): { file: string; remove: () => void } {
  const text = JSON.stringify(job);
  try {
    mkdirSync(job.runFolder, { recursive: true });
    const file = path.join(job.runFolder, RUN_FILES.job);
    writeFileSync(file, text);
    return { file, remove: () => undefined };
  } catch {
    const file = path.join(os.tmpdir(), `convlint-job-${process.pid}-${Date.now()}.json`);
    writeFileSync(file, text);
    return { file, remove: () => rmSync(file, { force: true }) };
  }
}

/** Without what an editor or a debugger sets for Node itself. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const unwanted = /^(NODE_OPTIONS|NODE_CHANNEL_.*|ELECTRON_.*|VSCODE_.*|VITEST.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}

function stopChild(child: ChildProcess): void {
  tell(child, { type: 'stop' });
  endSoon(child);
}

/** A trainer whose input has ended takes it that nobody listens any more. */
function leaveChild(child: ChildProcess): void {
  child.stdin?.end();
  endSoon(child);
}

function killChild(child: ChildProcess): void {
  child.kill('SIGKILL');
  if (child.pid !== undefined) removeScratchOf(child.pid);
}

function endSoon(child: ChildProcess): void {
  const terminate = setTimeout(() => child.kill('SIGTERM'), PATIENCE);
  const kill = setTimeout(() => child.kill('SIGKILL'), 2 * PATIENCE);
  child.once('close', () => {
    clearTimeout(terminate);
    clearTimeout(kill);
  });
}

function tell(child: ChildProcess, command: TrainerCommand): void {
  if (child.stdin?.writable) child.stdin.write(`${JSON.stringify(command)}\n`);
}

/** Whether standard error has told of too little memory; a long trace may follow, so all of it is looked at. */
function watchMemory(child: ChildProcess): () => boolean {
  let tail = '';
  let isShort = false;
  child.stderr?.on('data', (chunk: Buffer) => {
    const text = tail + chunk.toString();
    isShort ||= /out of memory|bad_alloc/i.test(text);
    // The words may come in two pieces.
    tail = text.slice(-20);
  });
  return () => isShort;
}

/** A kernel that is short of memory ends processes by SIGKILL; a library that does not look whether it got any ends itself. */
function deathMessage(what: string, isShortOfMemory: boolean): string {
  if (isShortOfMemory) return `The training process ${what}. It ran out of memory; a smaller batch size may help.`;
  const why = what.endsWith('SIGKILL')
    ? 'If nobody ended it, memory was short;'
    : /SIG(SEGV|ABRT|BUS)$/.test(what)
      ? 'The engine failed; if memory was short,'
      : null;
  return `The training process ${what}.${why === null ? '' : ` ${why} a smaller batch size may help.`}`;
}
