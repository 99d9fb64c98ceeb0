/** One training run from the job to the saved model. */

import type { TrainingEvent, TrainingJob } from '../protocol/training';
import type { RunSettings } from '../protocol/training-control';
import { type RunHost, trainAttended } from './attended-run';
import { bestBy } from './best-epoch';
import { planCallbacks } from './callbacks/plan-callbacks';
import { type CompilePlan, planCompile } from './compile/plan';
import { stepsOfEpoch } from './data/feed';
import { fitParts } from './data/fit-parts';
import { loadData } from './data/load';
import { nullIfCancelled } from './data/named/download';
import { chooseEngine, type EnginePlaces } from './engines/choose';
import { checkModelEnds, checkSampleShape, disagreements } from './fit-check';
import { sampleForm } from './inspect/sample-form';
import { seedMathRandom } from './random';

/** Emits every event of the run but the last. Failures are thrown as `TrainingFailure`. */
export async function runSession(
  job: TrainingJob,
  places: EnginePlaces,
  host: RunHost,
): Promise<Extract<TrainingEvent, { type: 'ended' }>> {
  const announce = (step: string) => host.emit({ type: 'starting', time: host.time(), step });

  const notes = job.notes?.length ? { notes: job.notes } : {};
  host.emit({ type: 'starting', time: host.time(), step: 'Reading the data set', ...notes });
  const waiting = { announce, stopRequested: () => host.commands.stopRequested };
  const data = await loadData(job.dataset, places.packageRoot, waiting).catch(nullIfCancelled);
  if (data === null) return { type: 'ended', time: host.time(), outcome: 'stopped', epochsDone: 0, model: null };
  checkSampleShape(job.dataset, data);
  const parts = fitParts(data, job.dataset.limit, job.fit, job.compile.lossWeight);
  const form = sampleForm(data, job.dataset.sampleShape);

  announce('Loading the engine');
  const { engine, reason } = await chooseEngine(job.engine, places);

  announce('Building the model');
  const restoreRandom = seedMathRandom(job.fit.seed);
  try {
    const built = await engine.build(job.topology);
    const outputUnits = checkModelEnds(built, job, data.classes.length);
    const { labels, sampleShape, scale } = job.dataset;
    const plan = planCompile(job.compile, labels, outputUnits);
    const callbacks = planCallbacks(job.fit, plan, job.compile.framework ?? 'keras');
    const best = bestBy(job.fit, plan, parts.validation !== null);
    const values = parts.train.pixels instanceof Uint8Array ? 'uint8' : 'float32';
    const model = built.compile({
      plan,
      sampleShape,
      scale,
      values,
      labels,
      weighted: parts.train.weights !== undefined,
    });
    host.emit({
      type: 'started',
      time: host.time(),
      engine: engine.name,
      engineReason: model.method === undefined ? reason : `${reason} ${model.method}`,
      modelName: job.modelName,
      rows: built.rows,
      totalParams: built.totalParams,
      data: data.origin,
      samples: form,
      trainSamples: parts.train.count,
      validationSamples: parts.validation?.count ?? 0,
      epochs: job.fit.epochs,
      ...(job.fit.initialEpoch ? { initialEpoch: job.fit.initialEpoch } : {}),
      best,
      batchSize: job.fit.batchSize,
      stepsPerEpoch: stepsOfEpoch(parts.train.count, job.fit),
      runFolder: job.runFolder,
      disagreements: disagreements(built.rows, job.rows),
      settings: settingsOf(job, plan),
      ...(job.fit.classWeight ? { classWeight: job.fit.classWeight } : {}),
    });

    return await trainAttended(
      {
        ...{ job, engine, model, rows: built.rows, form, plan, callbacks, parts, classes: data.classes, outputUnits },
        bestBy: best,
      },
      host,
    );
  } finally {
    restoreRandom();
  }
}

/** What a new run could change, with the values that this one has. */
function settingsOf({ fit, dataset }: TrainingJob, { optimizer }: CompilePlan): RunSettings {
  return {
    epochs: fit.epochs,
    batchSize: fit.batchSize,
    optimizer: optimizer.kind,
    learningRate: optimizer.schedule ? null : optimizer.learningRate,
    ...(optimizer.schedule ? { schedule: optimizer.schedule.name } : {}),
    seed: fit.seed,
    limit: dataset.limit,
  };
}
