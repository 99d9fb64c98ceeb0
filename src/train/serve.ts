/** Answers questions about a model that is trained already: `node trainer.cjs --look RUN_FOLDER`. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TrainerAnswer } from '../protocol/training-control';
import type { Commands } from './commands';
import { planCompile } from './compile/plan';
import type { EnginePlaces } from './engines/choose';
import { chooseEngine } from './engines/choose';
import { messageOf } from './failure';
import { Inspector } from './inspect/inspector';
import { readJob } from './job';
import { RUN_FILES } from './run-folder';
import { readWeights } from './save-model';

/** Ends when it is told to stop. The built-in engine starts soonest and is quick enough for single samples. */
export async function serveRun(
  folder: string,
  places: EnginePlaces,
  commands: Commands,
  answer: (answer: TrainerAnswer) => void,
): Promise<void> {
  const job = readJob(path.join(folder, RUN_FILES.job));
  const { engine } = await chooseEngine('built-in', places);
  const inspector = new Inspector({
    engine,
    topology: job.topology,
    rows: job.rows,
    dataset: job.dataset,
    asLogits: planCompile(job.compile, job.dataset.labels, lastUnits(folder)).loss.fromLogits,
    weights: () => readWeights(path.join(folder, RUN_FILES.model)),
  });
  while (!commands.stopRequested) {
    for (let request = commands.nextRequest(); request; request = commands.nextRequest()) {
      const { id } = request;
      try {
        answer(
          request.type === 'inspect'
            ? await inspector.inspect(request)
            : { type: 'refused', id, message: 'This run is over; it kept the samples that are shown.' },
        );
      } catch (error) {
        console.error(error);
        answer({ type: 'refused', id, message: `The saved model cannot be looked into: ${messageOf(error)}` });
      }
    }
    if (!commands.stopRequested) await commands.next();
  }
}

/** The number of outputs, as the record of the run has it. */
function lastUnits(folder: string): number {
  const record = JSON.parse(readFileSync(path.join(folder, RUN_FILES.record), 'utf8')) as {
    rows: { outputShape: (number | null)[] }[];
  };
  return record.rows.at(-1)?.outputShape.at(-1) ?? 1;
}
