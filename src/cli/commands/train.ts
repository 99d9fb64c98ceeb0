/** `convlint train`: trains a model of a file in a process of its own, shows how it goes, and keeps what was asked for. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type DataDescription,
  KNOWN_DATA,
  knownData,
  mainModelIndex,
  modelRows,
  type TrainingPlan,
  trainingPlan,
} from '../../core';
import { renderReport } from '../../protocol/report';
import {
  type EngineChoice,
  keptText,
  TRAINING_PROTOCOL_VERSION,
  type TrainingEvent,
  type TrainingJob,
} from '../../protocol/training';
import { describeData } from '../../train/describe-data';
import { exportCsv, exportKeras } from '../../train/export/export-run';
import { startTrainer } from '../../train/run-trainer';
import { type AnalyzedFile, analyzeFile, SourceError } from '../sources';
import { progressView } from '../training/progress';

export interface TrainOptions {
  readonly model?: string;
  /** A name or the path of the user's own data; what the program loads if left out. */
  readonly dataset?: string;
  readonly dataDir?: string;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly limit?: number;
  readonly seed: number;
  readonly engine: EngineChoice;
  readonly format: 'text' | 'jsonl';
  readonly report?: string;
  readonly save?: string;
  readonly csv?: string;
  readonly keras?: string;
}

/** The exit code of a program that was ended by Ctrl-C. */
const INTERRUPTED = 130;

export async function train(path: string, options: TrainOptions): Promise<number> {
  const file = analyzeFile(path);
  const index = modelIndexOf(file, options.model);
  const data = await dataOf(options.dataset);
  const plan = trainingPlan(file.analysis, index, { ...options, ...(data ? { data } : {}) });
  if (plan.kind === 'refused') {
    refuse(plan);
    return 1;
  }
  const { folder, isTemporary } = runFolder(options.save);
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  // Also where the program ends at once: at the second Ctrl-C, or when nobody reads what it prints.
  if (isTemporary) process.on('exit', remove);
  const job = { ...jobOf(path, file, plan, folder, options), isTemporary };
  if (options.format === 'text') for (const note of plan.notes) console.log(note);
  return await run(job, options);
}

async function run(job: TrainingJob, options: TrainOptions): Promise<number> {
  const events: TrainingEvent[] = [];
  const view = progressView(options.format);
  const program = { trainerPath: beside('trainer.cjs'), nodePath: process.execPath };
  const trainer = startTrainer({
    ...program,
    job,
    onEvent: (event) => {
      events.push(event);
      view.show(event);
    },
  });
  // Before the folder is removed, which the trainer would make again to write into it.
  if (job.isTemporary) process.prependListener('exit', trainer.kill);
  const restore = onInterrupt(trainer.stop);
  const outcome = await trainer.done;
  restore();
  view.close();
  if (outcome.type === 'failed') console.error(`convlint: ${outcome.message} ${keptText(outcome.epochsDone)}`.trim());
  if (options.report) writeReport(options.report, events, options.format);
  if (options.save && options.format === 'text' && outcome.type === 'ended')
    console.log(`The run is kept in ${options.save}.`);
  if (options.csv && events.some(({ type }) => type === 'epoch')) exportCsv(job.runFolder, options.csv);
  if (outcome.type === 'failed') return 1;
  if (options.keras) {
    const [script, weights, data] = await exportKeras(job.runFolder, options.keras, program);
    const parts = data ? `its weights ${weights}, its data ${data}` : `its weights ${weights}`;
    if (options.format === 'text') console.log(`The Keras program is ${script}, ${parts}.`);
  }
  return outcome.outcome === 'stopped' ? INTERRUPTED : 0;
}

/** The first Ctrl-C ends the run in order, as does a terminal that is closed; a second one ends this program at once. */
function onInterrupt(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let asked = false;
  const interrupt = () => {
    if (asked) process.exit(INTERRUPTED);
    asked = true;
    stop();
  };
  for (const signal of signals) process.on(signal, interrupt);
  return () => {
    for (const signal of signals) process.off(signal, interrupt);
  };
}

function refuse({ message, fixes }: Extract<TrainingPlan, { kind: 'refused' }>): void {
  console.error(`convlint: ${message}`);
  for (const { title } of fixes) console.error(`  fix: ${title}`);
}

/** The data that are named: known ones, else the user's own at a path. */
async function dataOf(named: string | undefined): Promise<DataDescription | null> {
  if (named === undefined) return null;
  const known = knownData(named.toLowerCase().replaceAll('-', '_'));
  if (known) return known;
  if (!existsSync(named.replace(/(\.[ct]sv)#.*$/i, '$1'))) {
    const names = KNOWN_DATA.map(({ name }) => name).join(', ');
    throw new SourceError(`there are no data ${named}: give a path, or one of ${names}`);
  }
  return describeData(named, { programPath: beside('describe-data.cjs'), nodePath: process.execPath });
}

function modelIndexOf({ path, analysis }: AnalyzedFile, name: string | undefined): number {
  const rows = modelRows(analysis);
  const names = [...new Set(rows.map((row) => row.name))].join(', ');
  if (rows.length === 0) throw new SourceError(`${path} has no model`);
  if (name === undefined) return mainModelIndex(analysis) ?? 0;
  const row = rows.filter((each) => each.name === name || each.model.name === name).at(-1);
  if (!row) throw new SourceError(`${path} has no model ${name}; it has ${names}`);
  return rows.indexOf(row);
}

function jobOf(
  path: string,
  { analysis }: AnalyzedFile,
  { parts, notes }: Extract<TrainingPlan, { kind: 'ready' }>,
  runFolder: string,
  { engine, dataDir }: TrainOptions,
): TrainingJob {
  const source = { path: resolve(path), languageId: analysis.source.languageId, text: readFileSync(path, 'utf8') };
  const storage = dataDir === undefined ? null : resolve(dataDir);
  const dataset = { ...parts.dataset, ...(storage ? { storage } : {}) };
  return { version: TRAINING_PROTOCOL_VERSION, ...parts, dataset, notes, engine, source, runFolder };
}

/** A folder that is kept, or one that goes away at the end. */
function runFolder(save: string | undefined): { folder: string; isTemporary: boolean } {
  if (save === undefined) return { folder: mkdtempSync(join(tmpdir(), 'convlint-run-')), isTemporary: true };
  const folder = resolve(save);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new SourceError(`${save} is not empty; give a new folder to --save`);
  return { folder, isTemporary: false };
}

function writeReport(path: string, events: readonly TrainingEvent[], format: TrainOptions['format']): void {
  const text = (name: string) => readFileSync(beside(join('webview', name)), 'utf8');
  mkdirSync(dirname(resolve(path)), { recursive: true });
  writeFileSync(path, renderReport({ js: text('training.js'), css: text('training.css'), events }));
  if (format === 'text') console.log(`The report is in ${path}.`);
}

/** A file that lies beside the built command line. */
function beside(name: string): string {
  return join(dirname(fileURLToPath(import.meta.url)), name);
}
