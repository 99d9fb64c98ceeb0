/** A real training, and the process that answers questions about it afterwards. */

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TrainingEvent } from '../../src/protocol/training';
import type { TrainerAnswer, TrainerCommand } from '../../src/protocol/training-control';
import { startInspector, startTrainer } from '../../src/train/run-trainer';
import { buildTrainer } from '../train/build-trainer';
import { type JobChanges, job } from '../train/jobs';

export interface RealRun {
  readonly events: readonly TrainingEvent[];
  ask(command: TrainerCommand): Promise<TrainerAnswer>;
  close(): void;
}

/** `changes` go over a short run on the built-in engine. */
export async function trainForReal(changes: JobChanges): Promise<RealRun> {
  const built = await buildTrainer();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'convlint-real-'));
  const events: TrainingEvent[] = [];
  const settings = job(folder, changes);
  const { trainerPath } = built;
  const nodePath = process.execPath;
  await startTrainer({ job: settings, trainerPath, nodePath, onEvent: (event) => events.push(event) }).done;
  const waiting: ((answer: TrainerAnswer) => void)[] = [];
  const inspector = startInspector({
    runFolder: folder,
    trainerPath,
    nodePath,
    onAnswer: (answer) => waiting.shift()?.(answer),
    onEnd: () => undefined,
  });
  return {
    events,
    ask: (command) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        inspector.send(command);
      }),
    close() {
      inspector.stop();
      built.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
