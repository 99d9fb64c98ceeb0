/**
 * Runs a whole training with all that it tells, and prints how much processor time of its steps goes into telling:
 * `node reporting.cjs TRAINER FOLDER ROOT BATCH EPOCHS`.
 */

import path from 'node:path';
import type { TrainingEvent } from '../../src/protocol/training';
import { NATIVE_ENGINE_VARIABLE } from '../../src/train/engines/native';
import { startTrainer } from '../../src/train/run-trainer';
import { COMPILE, TOPOLOGY } from './network';

const [trainerPath, runFolder, root, batchSize, epochs] = process.argv.slice(2);
const events: TrainingEvent[] = [];

process.env[NATIVE_ENGINE_VARIABLE] ??= path.join(root!, '.cache/native-engine');
const trainer = startTrainer({
  job: {
    version: 1,
    modelName: 'mynet',
    topology: TOPOLOGY,
    rows: [],
    compile: COMPILE,
    fit: { epochs: Number(epochs), batchSize: Number(batchSize), shuffle: true, validation: 'test', seed: 1 },
    dataset: { name: 'mnist', limit: null, labels: 'sparse', scale: 255, sampleShape: [28, 28, 1] },
    engine: 'native',
    source: { path: 'mynet.py', languageId: 'python', text: '' },
    runFolder: runFolder!,
  },
  trainerPath: trainerPath!,
  nodePath: process.execPath,
  onEvent: (event) => void events.push(event),
});
void trainer.done.then((end) => {
  if (end.type !== 'ended' || !end.reporting)
    throw new Error(end.type === 'failed' ? end.message : 'nothing was measured');
  const { milliseconds, of } = end.reporting;
  const steps = events.reduce(
    (sum, event) => sum + (event.type === 'started' ? event.stepsPerEpoch * event.epochs : 0),
    0,
  );
  const [telling, all] = [milliseconds / steps, of / steps].map((value) => value.toFixed(3));
  console.log(
    `reporting: ${telling} of ${all} ms of processor time per step, ${((100 * milliseconds) / of).toFixed(2)} %`,
  );
});
