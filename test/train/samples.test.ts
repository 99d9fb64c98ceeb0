/** What a run tells of its samples and its filters, for each kind of data, and what can be asked about them. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { layers } from '@tensorflow/tfjs-layers';
import { afterAll, describe, expect, it } from 'vitest';
import type { TrainingEvent } from '../../src/protocol/training';
import { decodePicture } from '../../src/train/data/own/image-folder';
import { loadOwn } from '../../src/train/data/own/load-own';
import { writeNpz } from '../../src/train/export/npz';
import { colourPictures, STEPS, sequences, table } from '../support/own-data';
import { type RealRun, trainForReal } from '../support/real-run';
import { temporaryFolder } from './build-trainer';
import { type JobChanges, modelOf } from './jobs';

const scratch = temporaryFolder();
const runs: RealRun[] = [];
afterAll(() => {
  for (const run of runs) run.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function trained(changes: JobChanges) {
  const run = await trainForReal({ ...changes, fit: { epochs: 2, ...changes.fit } });
  runs.push(run);
  const last = <Type extends TrainingEvent['type']>(type: Type) =>
    run.events.filter((event): event is Extract<TrainingEvent, { type: Type }> => event.type === type).at(-1)!;
  expect(last('ended'), JSON.stringify(run.events.at(-1))).toMatchObject({ outcome: 'finished' });
  const form = last('started').samples!;
  const { samples } = last('evaluation');
  return { run, form, samples, filters: last('weights').filters };
}

/** What the layers give, asked of the process that serves a run that is over. */
async function look(run: RealRun, sample: { index: number } | { pixels: string }) {
  const answer = await run.ask({ type: 'inspect', id: 1, sample, layers: true });
  if (answer.type !== 'inspection') throw new Error(JSON.stringify(answer));
  return answer;
}

describe('pictures in colour', () => {
  it('are told with their colours, and so are the filters; a drawn one is looked at as well', async () => {
    const folder = path.join(scratch, 'shapes');
    const { run, form, samples, filters } = await trained(colourPictures(folder, 30));
    expect(form).toEqual({
      ...{ kind: 'picture', width: 32, height: 32, channels: 3, range: [0, 255], isCentred: false },
    });
    const { test, classes } = loadOwn(folder, [32, 32, 3]);
    expect(samples.length).toBeGreaterThan(8);
    for (const { index, label, content } of samples) {
      if (content.kind !== 'picture') throw new Error(content.kind);
      expect(classes[label]).toBe(classes[test.labels[index]!]);
      const own = test.pixels.subarray(index * 3072, (index + 1) * 3072);
      expect(Buffer.from(content.pixels, 'base64').equals(Buffer.from(own))).toBe(true);
    }
    expect(filters).toMatchObject({ form: 'pictures', pictures: { width: 5, height: 5, count: 12, isColour: true } });
    expect(filters!.note).toMatch(/red, green and blue/);
    expect(Buffer.from(filters!.pictures.bytes, 'base64')).toHaveLength(5 * 5 * 3 * 12);

    const [first] = samples;
    const byIndex = await look(run, { index: first!.index });
    byIndex.probabilities.forEach((share, at) => {
      expect(share).toBeCloseTo(first!.probabilities[at]!, 4);
    });
    expect(byIndex.layers[0]).toMatchObject({ shape: [28, 28, 12], pictures: { count: 12, width: 28 } });
    expect(byIndex.sample).toEqual({ label: first!.label, content: first!.content });
    // The same picture, drawn to the pixel, is the same sample.
    if (first!.content.kind !== 'picture') throw new Error(first!.content.kind);
    expect(await look(run, { pixels: first!.content.pixels })).toEqual({ ...byIndex, sample: undefined });
  });

  it('are those of the files', () => {
    const file = path.join(scratch, 'shapes', 'disc', '0000.png');
    const { rgba } = decodePicture(file);
    const { train, test } = loadOwn(path.join(scratch, 'shapes'), [32, 32, 3]);
    const own = Buffer.from(rgba.filter((_value, at) => at % 4 !== 3));
    const isThere = [train, test].some(({ pixels, count }) =>
      Array.from({ length: count }, (_value, index) => pixels.subarray(index * 3072, (index + 1) * 3072)).some(
        (sample) => own.equals(Buffer.from(sample)),
      ),
    );
    expect(isThere).toBe(true);
  });
});

describe('a table', () => {
  it('is told as rows of values with the names of their columns, and has no filters and nothing to draw', async () => {
    const file = path.join(scratch, 'flowers.csv');
    const { run, form, samples, filters } = await trained({ ...table(file, 120), fit: { epochs: 5 } });
    const names = ['sepal length', 'sepal width', 'petal length', 'petal width'];
    expect(form).toEqual({ kind: 'row', size: 4, names });
    const lines = readFileSync(file, 'utf8').split('\n');
    const { classes } = loadOwn(file, [4]);
    for (const { label, content } of samples) {
      if (content.kind !== 'row') throw new Error(content.kind);
      expect(lines).toContain([...content.values.map((value) => value.toFixed(1)), classes[label]].join(','));
    }
    expect(filters).toBeNull();
    const answer = await look(run, { index: samples[0]!.index });
    expect(answer.layers.map(({ shape }) => shape)).toEqual([[16], [3]]);
    expect(await run.ask({ type: 'inspect', id: 2, sample: { pixels: 'AAAA' }, layers: false })).toEqual({
      ...{ type: 'refused', id: 2, message: 'The model takes no pictures.' },
    });
    expect(await run.ask({ type: 'inspect', id: 3, sample: { index: 24 }, layers: false })).toEqual({
      ...{ type: 'refused', id: 3, message: 'There are 24 validation samples, and none with the index 24.' },
    });
  });
});

describe('sequences', () => {
  it('are told as a curve per feature, and the filters of a Conv1D as lines', async () => {
    const file = path.join(scratch, 'waves.npz');
    const { run, form, samples, filters } = await trained(sequences(file, 150));
    expect(form).toEqual({ kind: 'sequence', steps: STEPS, features: 2 });
    const { test } = loadOwn(file, [STEPS, 2]);
    for (const { index, content } of samples) {
      if (content.kind !== 'sequence') throw new Error(content.kind);
      const { points, curves, least, most, bytes } = content;
      expect([points, curves]).toEqual([STEPS, 2]);
      const shown = Buffer.from(bytes, 'base64');
      for (const [at, byte] of shown.entries()) {
        const [feature, step] = [Math.floor(at / STEPS), at % STEPS];
        const value = test.pixels[(index * STEPS + step) * 2 + feature]!;
        expect(Math.abs(least + ((most - least) * byte) / 255 - value)).toBeLessThanOrEqual((most - least) / 500);
      }
    }
    expect(filters).toMatchObject({ form: 'curves', pictures: { width: 7, height: 2, count: 8 } });
    const { layers: told } = await look(run, { index: samples[0]!.index });
    // Steps run to the right, a row per channel.
    expect(told[0]).toMatchObject({ shape: [STEPS - 6, 8], pictures: { width: STEPS - 6, height: 8, count: 1 } });
  });
});

describe('pictures of any numbers', () => {
  it('are shown from black to white over their own range, and a drawn one is brought into it', async () => {
    const count = 60;
    const x = Float32Array.from({ length: count * 64 }, (_value, at) => -1 + 2 * (((at * 37) % 101) / 100));
    const y = Float32Array.from({ length: count }, (_value, index) => index % 2);
    const file = path.join(scratch, 'plain.npz');
    writeFileSync(
      file,
      writeNpz([
        { name: 'x', shape: [count, 8, 8, 1], values: x },
        { name: 'y', shape: [count], values: y },
      ]),
    );
    const { run, form, samples, filters } = await trained({
      ...modelOf([
        layers.separableConv2d({ filters: 4, kernelSize: 3, inputShape: [8, 8, 1] }),
        layers.flatten(),
        layers.dense({ units: 2, activation: 'softmax' }),
      ]),
      dataset: { name: 'own', path: file, sampleShape: [8, 8, 1], scale: 1, limit: null },
    });
    expect(form).toMatchObject({ kind: 'picture', range: [-1, 1], channels: 1 });
    expect(filters).toMatchObject({ form: 'pictures', pictures: { width: 3, height: 3, count: 1 } });
    const [{ index, content } = samples[0]!] = samples;
    if (content.kind !== 'picture') throw new Error(content.kind);
    const byIndex = await look(run, { index });
    const drawn = await look(run, { pixels: content.pixels });
    // A byte tells a value of this range to 1/255.
    drawn.probabilities.forEach((share, at) => {
      expect(share).toBeCloseTo(byIndex.probabilities[at]!, 1);
    });
  });
});

it('runs without the data at hand say so', async () => {
  const file = path.join(scratch, 'gone.csv');
  const { run, samples } = await trained(table(file, 60));
  rmSync(file);
  const answer = await run.ask({ type: 'inspect', id: 1, sample: { index: samples[0]!.index }, layers: false });
  expect(answer).toMatchObject({ type: 'refused', message: expect.stringContaining('gone.csv cannot be read') });
});
