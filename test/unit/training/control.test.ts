import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answerLine,
  OPTIMIZERS,
  RANGES,
  readAnswerLine,
  readCommand,
  readPanelOutput,
  readRunSettings,
  withRunSettings,
} from '../../../src/protocol/training-control';

const settings = { epochs: 3, batchSize: 32, optimizer: 'adam', learningRate: 0.001, seed: 1, limit: null };

describe('settings of a run', () => {
  test('in range come through', () => {
    for (const optimizer of OPTIMIZERS) {
      expect(readRunSettings({ ...settings, optimizer })).toEqual({ settings: { ...settings, optimizer } });
    }
    for (const [name, { least, most }] of Object.entries(RANGES)) {
      for (const value of [least, most])
        expect(readRunSettings({ ...settings, [name]: value })).toHaveProperty('settings');
    }
  });

  test('out of range are named, each with what it must be', () => {
    const wrong = { epochs: 0, batchSize: 1.5, optimizer: 'lion', learningRate: 0, seed: -1, limit: Number.NaN };
    expect(readRunSettings(wrong)).toEqual({
      faults: {
        epochs: 'must be a whole number from 1 to 100,000',
        batchSize: 'must be a whole number from 1 to 1,000,000',
        optimizer: 'must be one of sgd, adam, adamax, nadam, rmsprop, adagrad, adadelta',
        learningRate: 'must be a number above 0',
        seed: 'must be a whole number from 0 to 4,294,967,295',
        limit: 'must be a whole number from 1 to 1,000,000,000',
      },
    });
    for (const [name, { least, most }] of Object.entries(RANGES)) {
      for (const value of [least - 1, most + 1, 'many', Number.POSITIVE_INFINITY]) {
        expect(readRunSettings({ ...settings, [name]: value })).toHaveProperty(['faults', name]);
      }
    }
  });

  test('change a job, and keep the arguments of an optimizer only for itself', () => {
    const job = {
      compile: {
        optimizer: { name: 'Adam', config: { beta_1: 0.8, learning_rate: 0.1 } },
        loss: { name: 'mse', config: {} },
        metrics: [],
      },
      fit: { epochs: 1, batchSize: 8, shuffle: true, validation: 'test', seed: 0 },
      dataset: { name: 'mnist', limit: 10, labels: 'sparse', scale: 255, sampleShape: [784] },
    } as const;
    const same = withRunSettings(job, { ...settings, learningRate: 0.5 });
    expect(same.compile.optimizer).toEqual({ name: 'adam', config: { beta_1: 0.8, learning_rate: 0.5 } });
    expect(same.fit).toEqual({ ...job.fit, epochs: 3, batchSize: 32, seed: 1 });
    expect(same.dataset.limit).toBeNull();
    const other = withRunSettings(job, { ...settings, optimizer: 'sgd' });
    expect(other.compile.optimizer).toEqual({ name: 'sgd', config: { learning_rate: 0.001 } });
  });
});

describe('messages', () => {
  test('that are no command or no message of a panel are not let in', () => {
    for (const value of [
      null,
      1,
      'stop',
      {},
      { type: 'nap' },
      { type: 'inspect', id: 1 },
      { type: 'samples', id: -1 },
    ]) {
      expect(readCommand(value)).toBeNull();
      expect(readPanelOutput({ type: 'command', command: value })).toBeNull();
    }
    expect(readCommand({ type: 'inspect', id: 1, sample: { pixels: 'no base64!' }, layers: true })).toBeNull();
    expect(readPanelOutput({ type: 'restart', settings: { ...settings, epochs: 0 } })).toBeNull();
  });

  test('of the protocol come through', () => {
    const command = { type: 'inspect', id: 3, sample: { pixels: 'AAAA' }, layers: true } as const;
    expect(readCommand(command)).toEqual(command);
    for (const message of [{ type: 'restart' }, { type: 'restart', settings }, { type: 'command', command }] as const)
      expect(readPanelOutput(message)).toEqual(message);
    const answer = { type: 'refused', id: 3, message: 'no' } as const;
    expect(readAnswerLine(answerLine(answer))).toEqual(answer);
  });

  test('of any kind break nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, text) => {
        readCommand(value);
        readPanelOutput(value);
        readRunSettings(value);
        expect(readAnswerLine(text)).toBeNull();
        readAnswerLine(`{"answer":${text}`);
        readAnswerLine(JSON.stringify({ answer: value }));
      }),
    );
  });
});
