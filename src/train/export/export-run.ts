/** Writes what others can use of a run that is kept: its curve, its model for TensorFlow.js, a program for Keras. */

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TrainingJob } from '../../protocol/training';
import { messageOf, TrainingFailure } from '../failure';
import { RUN_FILES, readRun } from '../run-folder';
import { kerasScript } from './keras-script';
import { metricsCsv } from './metrics-csv';
import { writeNpz } from './npz';
import { readSavedWeights } from './saved-weights';

/** The curve of a run as CSV. */
export function exportCsv(runFolder: string, file: string): void {
  const run = readRun(runFolder);
  if (!run) throw new TrainingFailure('folder', `The run ${runFolder} cannot be read.`);
  write(file, metricsCsv(run.record));
}

/** A Python program at `file`, and its weights beside it as `NAME.weights.npz`. Returns the paths of both. */
export function exportKeras(runFolder: string, file: string): readonly [script: string, weights: string] {
  const job = storedJob(runFolder);
  const weights = readSavedWeights(modelFolder(runFolder));
  const weightsFile = `${path.basename(file, path.extname(file))}.weights.npz`;
  const place = path.join(path.dirname(file), weightsFile);
  const text = kerasScript(job, weightsFile);
  write(place, writeNpz(weights));
  write(file, text);
  return [file, place];
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
