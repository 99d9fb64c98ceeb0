/** Answers questions about a model that is trained already: `node trainer.cjs --look RUN_FOLDER`. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TrainingJob } from '../protocol/training';
import type { TrainerAnswer } from '../protocol/training-control';
import type { Commands } from './commands';
import { planCompile } from './compile/plan';
import { type ImageSet, takeParts } from './data/image-set';
import { loadData } from './data/load';
import { nullIfCancelled } from './data/named/download';
import type { EnginePlaces } from './engines/choose';
import { chooseEngine } from './engines/choose';
import { messageOf, TrainingFailure } from './failure';
import { Inspector } from './inspect/inspector';
import { readJob } from './job';
import { RUN_FILES, readEvents } from './run-folder';
import { readWeights } from './save-model';
import { shownPath } from './shown-path';

/** Ends when it is told to stop. The built-in engine starts soonest and is quick enough for single samples. */
export async function serveRun(
  folder: string,
  places: EnginePlaces,
  commands: Commands,
  answer: (answer: TrainerAnswer) => void,
): Promise<void> {
  const job = readJob(path.join(folder, RUN_FILES.job));
  const form = readEvents(folder).find((event) => event.type === 'started')?.samples;
  if (!form) throw new TrainingFailure('folder', `The run in ${shownPath(folder)} does not tell what its samples are.`);
  const { engine } = await chooseEngine('built-in', places);
  let validation: Promise<ImageSet | null> | null = null;
  const inspector = new Inspector({
    engine,
    topology: job.topology,
    rows: job.rows,
    dataset: job.dataset,
    form,
    asLogits: planCompile(job.compile, job.dataset.labels, lastUnits(folder)).loss.fromLogits,
    validation: () => (validation ??= readValidation(job, places)),
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

/** The same samples that the run was validated with, read again. Downloads nothing. */
async function readValidation({ dataset, fit }: TrainingJob, { packageRoot }: EnginePlaces): Promise<ImageSet | null> {
  const offline = { announce: () => undefined, stopRequested: () => true };
  const data = await loadData(dataset, packageRoot, offline).catch(nullIfCancelled);
  if (data === null) throw new TrainingFailure('dataset', 'the data set is not on this machine any more');
  return takeParts(data, dataset.limit, fit.validation).validation;
}

/** The number of outputs, as the record of the run has it. */
function lastUnits(folder: string): number {
  const record = JSON.parse(readFileSync(path.join(folder, RUN_FILES.record), 'utf8')) as {
    rows: { outputShape: (number | null)[] }[];
  };
  return record.rows.at(-1)?.outputShape.at(-1) ?? 1;
}
