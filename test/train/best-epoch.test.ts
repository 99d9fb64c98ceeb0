/** Which epoch is the best one: as the `ModelCheckpoint` of real Keras saves it, and what a run keeps of it. */

import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FitSettings, TrainingEvent } from '../../src/protocol/training';
import { BestEpoch, bestBy } from '../../src/train/best-epoch';
import { planCompile } from '../../src/train/compile/plan';
import { startTrainer } from '../../src/train/run-trainer';
import { buildTrainer, temporaryFolder } from './build-trainer';
import { job } from './jobs';
import recorded from './recorded/checkpoint.json';

const plan = planCompile(
  {
    optimizer: { name: 'sgd', config: {} },
    loss: { name: 'sparse_categorical_crossentropy', config: {} },
    metrics: [{ name: 'accuracy', config: {} }],
  },
  'sparse',
  2,
);

describe(`the best epoch is the one that Keras ${recorded.keras} saves last`, () => {
  it.each(recorded.rows)('of a metric that $what: $settings', ({ values, settings, saved }) => {
    const { monitor, mode = 'auto', initial_value_threshold: threshold } = settings;
    const best = { monitor, mode, ...(threshold === undefined ? {} : { threshold }) } as FitSettings['best'] & object;
    const kept = new BestEpoch(bestBy({ best }, plan, true));
    const seen: number[] = [];
    values.forEach((value, index) => {
      const metrics = value === null ? {} : { [monitor]: Math.fround(value) };
      kept.consider(index + 1, metrics, () => {
        seen.push(index + 1);
        return [];
      });
    });
    expect(seen).toEqual(saved);
    expect(kept.epoch).toBe(saved.at(-1) ?? null);
  });
});

describe('without a ModelCheckpoint', () => {
  const epochOf = (isValidated: boolean, ...metrics: Record<string, number>[]) => {
    const kept = new BestEpoch(bestBy({}, plan, isValidated));
    for (const [index, one] of metrics.entries()) kept.consider(index + 1, one, () => []);
    return kept.epoch;
  };

  it('it is the one with the lowest validation loss, of those that were validated', () => {
    expect(
      epochOf(true, { loss: 0.1 }, { loss: 0.3, val_loss: 0.5 }, { loss: 0.1 }, { loss: 0.2, val_loss: 0.6 }),
    ).toBe(2);
    expect(epochOf(true, { val_loss: Number.NaN })).toBeNull();
  });

  it('it is the one with the lowest loss where nothing is validated', () => {
    expect(epochOf(false, { loss: 0.3 }, { loss: 0.1 }, { loss: 0.2 })).toBe(2);
  });
});

describe('a run', () => {
  const scratch = temporaryFolder();
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('keeps the epoch that a ModelCheckpoint chooses, and says what it is chosen by', async () => {
    const { trainerPath, remove } = await buildTrainer();
    const runFolder = path.join(scratch, 'run');
    const epochs: Extract<TrainingEvent, { type: 'epoch' }>[] = [];
    let chosenBy: unknown;
    // The worst loss: of a network that learns that is the first epoch.
    const best = { monitor: 'val_loss', mode: 'max' } as const;
    const outcome = await startTrainer({
      job: job(runFolder, { fit: { epochs: 3, best }, dataset: { limit: 640 } }),
      trainerPath,
      nodePath: process.execPath,
      onEvent: (event) => {
        if (event.type === 'epoch') epochs.push(event);
        if (event.type === 'started') chosenBy = event.best;
      },
    }).done;
    remove();
    expect(chosenBy).toEqual({ metric: 'val_loss', rises: true });
    const losses = epochs.map(({ metrics }) => metrics.val_loss!);
    const worst = losses.indexOf(Math.max(...losses)) + 1;
    expect(worst).toBeLessThan(3);
    expect(outcome).toMatchObject({ type: 'ended', bestEpoch: worst });
    const bytes = (folder: string) => readFileSync(path.join(runFolder, folder, 'weights.bin'));
    expect(existsSync(path.join(runFolder, 'best/model.json'))).toBe(true);
    expect(bytes('best').equals(bytes('model'))).toBe(false);
  });
});
