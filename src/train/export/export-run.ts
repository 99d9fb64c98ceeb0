/** Writes what others can use of a run that is kept: its curve, its model for TensorFlow.js, a program for Keras. */

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TrainingJob } from '../../protocol/training';
import { messageOf, TrainingFailure } from '../failure';
import { RUN_FILES, readRun } from '../run-folder';
import { copyRunData, type TrainerProgram } from '../run-trainer';
import { isKerasDataset, kerasScript } from './keras-script';
import { metricsCsv } from './metrics-csv';
import { writeNpz } from './npz';
import { readSavedWeights } from './saved-weights';

/** The curve of a run as CSV. */
export function exportCsv(runFolder: string, file: string): void {
  const run = readRun(runFolder);
  if (!run) throw new TrainingFailure('folder', `The run ${runFolder} cannot be read.`);
  write(file, metricsCsv(run.record));
}

/**
 * A Python program at `file`, its weights beside it as `NAME.weights.npz`, and, where Keras cannot load the data by
 * itself, the samples of the run as `NAME.data.npz`, read again by a process of their own. Returns the paths.
 */
export async function exportKeras(
  runFolder: string,
  file: string,
  trainer: TrainerProgram,
): Promise<readonly [script: string, weights: string, data?: string]> {
  const job = storedJob(runFolder);
  const weights = readSavedWeights(modelFolder(runFolder));
  const beside = (kind: string) =>
    path.join(path.dirname(file), `${path.basename(file, path.extname(file))}.${kind}.npz`);
  const dataFile = isKerasDataset(job.dataset.name) ? null : beside('data');
  const text = kerasScript(job, path.basename(beside('weights')), dataFile && path.basename(dataFile));
  write(beside('weights'), writeNpz(weights));
  if (dataFile) await copyRunData({ ...trainer, runFolder, file: dataFile });
  write(file, text);
  return dataFile ? [file, beside('weights'), dataFile] : [file, beside('weights')];
}

/** The model in the layers format of TensorFlow.js: a folder with `model.json`. */
export function exportTfjs(runFolder: string, folder: string): void {
  const from = modelFolder(runFolder);
  guard(folder, () => cpSync(from, folder, { recursive: true }));
}

function modelFolder(runFolder: string): string {
  const folder = path.join(runFolder, RUN_FILES.model);
  if (existsSync(path.join(folder, 'model.json'))) return folder;
  throw new TrainingFailure('folder', 'This run has no saved model: it ended before the model was written.');
}

function storedJob(runFolder: string): TrainingJob {
  try {
    return JSON.parse(readFileSync(path.join(runFolder, RUN_FILES.job), 'utf8')) as TrainingJob;
  } catch (error) {
    throw new TrainingFailure('folder', `The run ${runFolder} cannot be read: ${messageOf(error)}.`);
  }
}

function write(file: string, content: string | Uint8Array): void {
  guard(file, () => {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    writeFileSync(file, content);
  });
}

function guard(place: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new TrainingFailure('folder', `${place} cannot be written: ${messageOf(error)}.`);
  }
}
