/** Small data sets of each kind that can be learned: pictures in colour, a table, sequences. Written as a user has them. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { layers } from '@tensorflow/tfjs-layers';
import { PNG } from 'pngjs';
import type { TrainingJob } from '../../src/protocol/training';
import { writeNpz } from '../../src/train/export/npz';
import { type Random, seededRandom } from '../../src/train/random';
import { modelOf } from '../train/jobs';

/** A data set and a model that fits it. */
export type OwnJob = Pick<TrainingJob, 'modelName' | 'topology' | 'rows'> & {
  readonly dataset: Pick<TrainingJob['dataset'], 'name' | 'path' | 'sampleShape' | 'scale' | 'limit'>;
};

const SIDE = 32;
const SHAPES = ['disc', 'square', 'stripes'] as const;

/** A folder per shape, each with pictures of it in any colour on any other. */
export function colourPictures(folder: string, perClass: number): OwnJob {
  const random = seededRandom(5);
  for (const shape of SHAPES) {
    mkdirSync(path.join(folder, shape), { recursive: true });
    for (let index = 0; index < perClass; index++) {
      writeFileSync(path.join(folder, shape, `${String(index).padStart(4, '0')}.png`), picture(shape, random));
    }
  }
  const model = modelOf([
    layers.conv2d({ filters: 12, kernelSize: 5, activation: 'relu', inputShape: [SIDE, SIDE, 3] }),
    layers.maxPooling2d({ poolSize: 2 }),
    layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
    layers.maxPooling2d({ poolSize: 2 }),
    layers.flatten(),
    layers.dense({ units: SHAPES.length, activation: 'softmax' }),
  ]);
  return { modelName: 'shapes', ...model, dataset: own(folder, [SIDE, SIDE, 3], 255) };
}

function picture(shape: (typeof SHAPES)[number], random: Random): Buffer {
  const png = new PNG({ width: SIDE, height: SIDE });
  const colour = () => [0, 1, 2].map(() => 255 * random());
  const [ground, figure] = [colour(), colour()];
  const [x, y, size] = [10 + 12 * random(), 10 + 12 * random(), 5 + 5 * random()];
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const [dx, dy] = [column - x, row - y];
      const isFigure = {
        disc: dx * dx + dy * dy < size * size,
        square: Math.abs(dx) < size && Math.abs(dy) < size,
        stripes: Math.abs(dx) < size && Math.abs(dy) < size && row % 4 < 2,
      }[shape];
      const values = (isFigure ? figure : ground).map((value) => value + 40 * (random() - 0.5));
      png.data.set(
        [...values.map((value) => Math.max(0, Math.min(255, Math.round(value)))), 255],
        4 * (row * SIDE + column),
      );
    }
  }
  return PNG.sync.write(png);
}

/** Four measures of three kinds of flowers, with their names in the first line. */
export function table(file: string, rows: number): OwnJob {
  const random = seededRandom(6);
  const kinds = { setosa: [5, 3.4, 1.5, 0.2], versicolor: [5.9, 2.8, 4.3, 1.3], virginica: [6.6, 3, 5.5, 2] };
  const lines = Array.from({ length: rows }, () => {
    const [kind, means] = Object.entries(kinds)[Math.floor(3 * random())]!;
    const values = means.map((mean) => (mean + 0.9 * (random() + random() - 1)).toFixed(1));
    return [...values, kind].join(',');
  });
  writeFileSync(file, `sepal length,sepal width,petal length,petal width,species\n${lines.join('\n')}\n`);
  const model = modelOf([
    layers.dense({ units: 16, activation: 'relu', inputShape: [4] }),
    layers.dense({ units: 3, activation: 'softmax' }),
  ]);
  return { modelName: 'flowers', ...model, dataset: own(file, [4], 1) };
}

export const STEPS = 60;

/** Two features over time; the class is the form of their waves. */
export function sequences(file: string, count: number): OwnJob {
  const random = seededRandom(7);
  const waves = [(t: number) => Math.sin(t), (t: number) => Math.sign(Math.sin(t)), (t: number) => 2 * (t % 1) - 1];
  const x = new Float32Array(count * STEPS * 2);
  const y = new Float32Array(count);
  for (let sample = 0; sample < count; sample++) {
    const kind = Math.floor(3 * random());
    const [pace, start] = [0.15 + 0.2 * random(), 6 * random()];
    y[sample] = kind;
    for (let step = 0; step < STEPS; step++) {
      const value = waves[kind]!(start + pace * step);
      x.set([value + 0.3 * (random() - 0.5), 0.5 * value + random() - 0.5], (sample * STEPS + step) * 2);
    }
  }
  const arrays = [
    { name: 'x', shape: [count, STEPS, 2], values: x },
    { name: 'y', shape: [count], values: y },
  ];
  writeFileSync(file, writeNpz(arrays));
  const model = modelOf([
    layers.conv1d({ filters: 8, kernelSize: 7, activation: 'relu', inputShape: [STEPS, 2] }),
    layers.globalMaxPooling1d({}),
    layers.dense({ units: 3, activation: 'softmax' }),
  ]);
  return { modelName: 'waves', ...model, dataset: own(file, [STEPS, 2], 1) };
}

function own(place: string, sampleShape: readonly number[], scale: number): OwnJob['dataset'] {
  return { name: 'own', path: place, sampleShape, scale, limit: null };
}
