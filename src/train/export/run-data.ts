/** The samples of a run as an `.npz` with `x_train`, `y_train`, `x_test` and `y_test`, as `keras.datasets` names them. */

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DatasetSettings } from '../../protocol/training';
import { type ImageSet, sliceImages } from '../data/image-set';
import { loadData } from '../data/load';
import { messageOf, TrainingFailure } from '../failure';
import { readJob } from '../job';
import { RUN_FILES } from '../run-folder';
import { type NamedArray, writeNpz } from './npz';

/** At most as many samples as the run took of each part. Throws `TrainingFailure`. */
export async function writeRunData(runFolder: string, file: string, packageRoot: string): Promise<void> {
  const { dataset } = readJob(path.join(runFolder, RUN_FILES.job));
  const host = { announce: () => undefined, stopRequested: () => false };
  const { train, test } = await loadData(dataset, packageRoot, host);
  const bytes = writeNpz([...arrays('train', train, dataset), ...arrays('test', test, dataset)], { compressed: true });
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw new TrainingFailure('folder', `${file} cannot be written: ${messageOf(error)}.`);
  }
}

function arrays(part: string, all: ImageSet, { limit, sampleShape }: DatasetSettings): readonly NamedArray[] {
  const { count, pixels, labels } = sliceImages(all, 0, limit ?? all.count);
  return [
    { name: `x_${part}`, shape: [count, ...sampleShape], values: pixels },
    { name: `y_${part}`, shape: [count], values: labels },
  ];
}
