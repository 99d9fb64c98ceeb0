/** What can be said to a trainer while it trains and afterwards: pause, continue, look into the model, restore the best epoch. */

import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, loadLayersModel } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingEvent, TrainingJob } from '../../src/protocol/training';
import type { TrainerAnswer, TrainerCommand } from '../../src/protocol/training-control';
import { loadMnist } from '../../src/train/data/mnist';
import { readEvents, restoreBest } from '../../src/train/run-folder';
import { type RunningTrainer, startInspector, startTrainer } from '../../src/train/run-trainer';
import { type BuiltTrainer, buildTrainer, PACKAGE_ROOT, temporaryFolder } from './build-trainer';
import { installed } from './graph-models';
import { exampleNetwork, job, modelOf } from './jobs';

let built: BuiltTrainer;
const scratch = temporaryFolder();
let runs = 0;
const freshFolder = () => path.join(scratch, `run-${++runs}`);

beforeAll(async () => {
  built = await buildTrainer();
}, 60_000);
afterAll(() => {
  built.remove();
  rmSync(scratch, { recursive: true, force: true });
});

interface Talk {
  readonly events: TrainingEvent[];
  readonly answers: TrainerAnswer[];
}

/** Trains and lets `talk` speak at each event and answer. */
async function train(
  settings: TrainingJob,
  talk: (heard: TrainingEvent | TrainerAnswer, trainer: RunningTrainer) => void = () => undefined,
): Promise<Talk> {
  const events: TrainingEvent[] = [];
  const answers: TrainerAnswer[] = [];
  const trainer: RunningTrainer = startTrainer({
    job: settings,
    trainerPath: built.trainerPath,
    nodePath: process.execPath,
    onEvent: (event) => {
      events.push(event);
      talk(event, trainer);
    },
    onAnswer: (answer) => {
      answers.push(answer);
      talk(answer, trainer);
    },
  });
  await trainer.done;
  return { events, answers };
}

function ofType<Type extends TrainingEvent['type']>(events: readonly TrainingEvent[], type: Type) {
  return events.filter((event): event is Extract<TrainingEvent, { type: Type }> => event.type === type);
}

const small = (epochs: number) => ({ ...exampleNetwork(), dataset: { limit: 400 }, fit: { epochs } });
const { test } = loadMnist({ folder: null, packageRoot: PACKAGE_ROOT });

/** What the saved model says to a digit of the test set, by TensorFlow.js itself. */
async function savedAnswer(folder: string, index: number): Promise<number[]> {
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(path.join(folder, 'model.json'), 'utf8'));
  const bytes = readFileSync(path.join(folder, 'weights.bin'));
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const model = await loadLayersModel({
    load: async () => ({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }),
  });
  const pixels = Float32Array.from(test.pixels.subarray(index * 784, (index + 1) * 784), (value) => value / 255);
  return [...(model.predict(tf.tensor4d(pixels, [1, 28, 28, 1])) as tf.Tensor).dataSync()];
}

describe('a run that is paused', () => {
  it('does nothing until it is continued, then learns what it would have learned', async () => {
    const plain = await train(job(freshFolder(), small(4)));
    const folder = freshFolder();
    let heardInPause = 0;
    const paused = await train(job(folder, small(4)), (heard, trainer) => {
      if (heard.type === 'epoch' && heard.epoch === 2) trainer.send({ type: 'pause' });
      if (heard.type !== 'paused') return;
      setTimeout(() => {
        heardInPause = readEvents(folder).filter(({ time }) => time > heard.time).length;
        trainer.send({ type: 'resume' });
      }, 700);
    });
    expect(heardInPause).toBe(0);
    const [pause] = ofType(paused.events, 'paused');
    const [resume] = ofType(paused.events, 'resumed');
    expect(resume!.time - pause!.time).toBeGreaterThan(600);
    const metrics = (events: TrainingEvent[]) => ofType(events, 'epoch').map((event) => event.metrics);
    expect(metrics(paused.events)).toEqual(metrics(plain.events));
    // What epochs are said to take and the pause fit side by side into the run: none holds the other.
    const epochs = ofType(paused.events, 'epoch').reduce((sum, { seconds }) => sum + 1000 * seconds, 0);
    const whole = ofType(paused.events, 'ended')[0]!.time - ofType(paused.events, 'started')[0]!.time;
    expect(epochs + resume!.time - pause!.time).toBeLessThanOrEqual(whole + 5);
  });

  it('can be stopped, and can be looked into', async () => {
    const { events, answers } = await train(job(freshFolder(), small(10_000)), (heard, trainer) => {
      if (heard.type === 'epoch' && heard.epoch === 1) trainer.send({ type: 'pause' });
      if (heard.type === 'paused') trainer.send({ type: 'inspect', id: 1, sample: { index: 0 }, layers: false });
      if (heard.type === 'inspection') trainer.stop();
    });
    expect(answers).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: 'ended', outcome: 'stopped' });
  });
});

describe('a look into the model', () => {
  it('is the same while it trains, after it was saved, and in TensorFlow.js', async () => {
    const folder = freshFolder();
    const ask: TrainerCommand = { type: 'inspect', id: 7, sample: { index: 3 }, layers: true };
    const { answers } = await train(job(folder, small(1)), (heard, trainer) => {
      // The run has one epoch: a pause after its end is the one place where the weights are the saved ones.
      if (heard.type === 'started') trainer.send({ type: 'pause' });
      if (heard.type === 'paused') {
        trainer.send(ask);
        trainer.send({ type: 'resume' });
      }
    });
    const shapes = answers.map((answer) => answer.type === 'inspection' && answer.layers.map(({ shape }) => shape));
    expect(shapes).toEqual([[[13, 13, 16], [6, 6, 32], [2, 2, 64], [256], [64], [10]]]);

    const answer = await new Promise<TrainerAnswer>((resolve) => {
      const inspector = startInspector({
        runFolder: folder,
        trainerPath: built.trainerPath,
        nodePath: process.execPath,
        onAnswer: (found) => {
          resolve(found);
          inspector.stop();
        },
        onEnd: () => undefined,
      });
      inspector.send(ask);
    });
    if (answer.type !== 'inspection') throw new Error(JSON.stringify(answer));
    const expected = await savedAnswer(path.join(folder, 'model'), 3);
    answer.probabilities.forEach((share, index) => {
      expect(share).toBeCloseTo(expected[index]!, 4);
    });
    const first = answer.layers[0]!.pictures;
    expect(first).toMatchObject({ width: 13, height: 13, count: 16, total: 16 });
    expect(Buffer.from(first.bytes, 'base64')).toHaveLength(13 * 13 * 16);
    expect(first.limit).toBeGreaterThan(0);
  });

  it('changes nothing of what is learned', async () => {
    const dropout = {
      ...modelOf([
        layers.flatten({ inputShape: [28, 28, 1] }),
        layers.dropout({ rate: 0.3 }),
        layers.dense({ units: 10, activation: 'softmax' }),
      ]),
      dataset: { limit: 400 },
      fit: { epochs: 5 },
    };
    const metrics = ({ events }: Talk) => ofType(events, 'epoch').map((event) => event.metrics);
    const plain = await train(job(freshFolder(), dropout));
    const looked = await train(job(freshFolder(), dropout), (heard, trainer) => {
      if (heard.type === 'batch') trainer.send({ type: 'inspect', id: 1, sample: { index: 1 }, layers: true });
    });
    expect(looked.answers.map(({ type }) => type)).toContain('inspection');
    expect(metrics(looked)).toEqual(metrics(plain));
  });

  it('is refused for a sample of another size', async () => {
    const { answers } = await train(job(freshFolder(), small(10_000)), (heard, trainer) => {
      if (heard.type === 'started') trainer.send({ type: 'inspect', id: 4, sample: { pixels: 'AAAA' }, layers: false });
      if (heard.type === 'refused') trainer.stop();
    });
    expect(answers).toEqual([
      { type: 'refused', id: 4, message: 'The model takes pictures of 784 values; this one has 3.' },
    ]);
  });

  it('gives the digits of a cell of the confusion matrix', async () => {
    const { answers, events } = await train(job(freshFolder(), small(10_000)), (heard, trainer) => {
      if (heard.type === 'evaluation' && heard.epoch === 1) {
        const label = heard.confusion.findIndex((row, index) => row[index]! > 1);
        trainer.send({ type: 'samples', id: 2, label, predicted: label });
      }
      if (heard.type === 'samples') trainer.stop();
    });
    const [answer] = answers;
    if (answer?.type !== 'samples') throw new Error(JSON.stringify(answer));
    expect(answer.samples.length).toBeGreaterThan(1);
    for (const { index, label, predicted } of answer.samples) {
      expect([label, predicted]).toEqual([answer.label, answer.predicted]);
      expect(label).toBe(test.labels[index]);
    }
    // A run that is over keeps some of every cell.
    const last = ofType(events, 'evaluation').at(-1)!;
    last.confusion.forEach((row, label) => {
      row.forEach((count, predicted) => {
        const kept = last.samples.filter((sample) => sample.label === label && sample.predicted === predicted);
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(count, 3));
      });
    });
  });
});

describe('what has been learned', () => {
  it('is told with filters, spreads of all weights and dead units', async () => {
    const dead = modelOf([
      layers.conv2d({ filters: 4, kernelSize: 3, inputShape: [28, 28, 1], activation: 'relu' }),
      layers.flatten(),
      // With this bias no input brings a unit above zero.
      layers.dense({
        units: 6,
        activation: 'relu',
        biasInitializer: { className: 'Constant', config: { value: -1e4 } } as never,
      }),
      layers.dense({ units: 10, activation: 'softmax' }),
    ]);
    const { events } = await train(job(freshFolder(), { ...dead, dataset: { limit: 200 }, fit: { epochs: 1 } }));
    const [told] = ofType(events, 'weights').slice(-1);
    const [conv, , dense] = dead.rows;
    expect(told!.filters).toMatchObject({ layer: conv!.name, note: null, pictures: { width: 3, height: 3, count: 4 } });
    expect(told!.spreads.map(({ shape }) => shape)).toEqual([[3, 3, 1, 4], [4], [2704, 6], [6], [6, 10], [10]]);
    for (const { shape, counts, least, most, mean } of told!.spreads) {
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(shape.reduce((product, dim) => product * dim, 1));
      expect(mean).toBeGreaterThanOrEqual(least);
      expect(mean).toBeLessThanOrEqual(most);
    }
    expect(told!.deadUnits).toContainEqual({ layer: dense!.name, units: 6, dead: 6, samples: 128 });
  });

  it('is that of the best epoch again where it is asked for', async () => {
    const folder = freshFolder();
    // So large a rate makes epochs that are worse than the one before.
    const wild = { ...small(6), compile: { optimizer: { name: 'adam', config: { learning_rate: 0.05 } } } };
    const { events } = await train(job(folder, wild), (heard, trainer) => {
      if (heard.type === 'epoch' && heard.epoch === 5) trainer.send({ type: 'restore-best' });
    });
    const losses = ofType(events, 'epoch').map(({ metrics }) => metrics.val_loss!);
    const best = (upTo: number) => 1 + losses.indexOf(Math.min(...losses.slice(0, upTo)));
    expect(ofType(events, 'restored').map(({ epoch }) => [best(5), best(6)].includes(epoch))).toEqual([true]);
    const [ended] = ofType(events, 'ended');
    expect(ended!.bestEpoch).toBe(best(6));
    expect(existsSync(path.join(folder, 'best/model.json'))).toBe(best(6) !== 6);
    if (best(6) === 6) return;
    const kept = readFileSync(path.join(folder, 'best/weights.bin'));
    expect(restoreBest(folder, { type: 'restored', time: 1, epoch: best(6) })).toBe(true);
    expect(readFileSync(path.join(folder, 'model/weights.bin'))).toEqual(kept);
    expect(readEvents(folder).at(-1)).toMatchObject({ type: 'restored' });
    expect(restoreBest(folder, { type: 'restored', time: 1, epoch: best(6) })).toBe(false);
  });
});

describe('the trainer', () => {
  it('holds as many tensors after ten epochs as after one, with all that it tells', async () => {
    const { events, answers } = await train(job(freshFolder(), small(10)), (heard, trainer) => {
      if (heard.type === 'batch') trainer.send({ type: 'inspect', id: 1, sample: { index: 2 }, layers: true });
    });
    const memory = ofType(events, 'batch').filter(({ epoch }) => epoch > 2);
    const tensors = new Set(memory.map((event) => event.memory!.tensors));
    const bytes = new Set(memory.map((event) => event.memory!.tensorBytes));
    expect([...tensors]).toHaveLength(1);
    expect([...bytes]).toHaveLength(1);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.every(({ type }) => type === 'inspection')).toBe(true);
    expect(memory.at(-1)!.memory!.process).toBeGreaterThan(20e6);
  });

  // The built-in engine has slower steps and the same reports. What else runs on the machine can only make the share
  // larger (it empties caches), so the least of three counts.
  it.skipIf(!installed)(
    'spends less than 3 % of a native step on telling about it',
    { timeout: 120_000, retry: 2 },
    async () => {
      const settings = {
        ...exampleNetwork(),
        engine: 'native' as const,
        dataset: { limit: 10_000 },
        fit: { epochs: 8 },
      };
      const { events } = await train(job(freshFolder(), settings));
      const [started] = ofType(events, 'started');
      expect(started!.engineReason).toContain('one TensorFlow graph');
      const { milliseconds, of } = ofType(events, 'ended')[0]!.reporting!;
      const steps = ofType(events, 'epoch').length * started!.stepsPerEpoch;
      const share = milliseconds / of;
      const both = `${(milliseconds / steps).toFixed(3)} ms of ${(of / steps).toFixed(2)} ms`;
      console.log(`Reporting: ${both} of processor time per step, ${(100 * share).toFixed(2)} %`);
      expect(milliseconds).toBeGreaterThan(0);
      expect(share).toBeLessThan(0.03);
    },
  );
});
