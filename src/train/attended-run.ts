/** Trains a model that is ready: the epochs with all that is asked and told meanwhile, then the files that are kept. */

import path from 'node:path';
import type { SampleForm } from '../protocol/samples';
import type { BestBy, ModelRow, TrainingEvent, TrainingJob } from '../protocol/training';
import type { TrainerAnswer } from '../protocol/training-control';
import { Attendant } from './attendant';
import type { Commands } from './commands';
import type { Engine } from './engine';
import { Inspector } from './inspect/inspector';
import { type LoopEnd, type LoopInput, runLoop } from './loop';
import { RUN_FILES } from './run-folder';
import { saveModel } from './save-model';
import { Stopwatch } from './stopwatch';

/** How a run meets the world. */
export interface RunHost {
  readonly commands: Commands;
  /** Milliseconds since the start of the run. */
  time(): number;
  emit(event: TrainingEvent): void;
  answer(answer: TrainerAnswer): void;
}

export interface ReadyRun extends Omit<LoopInput, 'fit'> {
  readonly job: TrainingJob;
  readonly engine: Engine;
  readonly rows: readonly ModelRow[];
  readonly form: SampleForm;
  readonly bestBy: BestBy;
}

/** Returns the last event. The weights of the best epoch are kept also if the run fails. */
export async function trainAttended(run: ReadyRun, host: RunHost): Promise<Extract<TrainingEvent, { type: 'ended' }>> {
  const { job, engine, model, parts, classes, form, bestBy } = run;
  const inspector = inspectorOf(run);
  const attendant = new Attendant({ ...host, inspector, model, classes, bestBy, form, probe: parts.validation });
  const reporting = new Stopwatch();
  const folderOf = (name: 'model' | 'best') => path.join(job.runFolder, RUN_FILES[name]);
  const saveBest = () => {
    if (attendant.best.weights) saveModel(folderOf('best'), job.topology, attendant.best.weights);
  };

  let end: LoopEnd;
  try {
    end = await runLoop(
      { ...run, fit: job.fit },
      {
        time: host.time,
        emit: host.emit,
        reporting: (work) => reporting.measure(work),
        stopRequested: () => host.commands.stopRequested,
        attend: () => attendant.attend(),
        epochDone: (done) => reporting.measureAsync(() => attendant.epochDone(done)),
        memory: () => ({ process: process.memoryUsage.rss(), ...engine.memory() }),
      },
    );
  } catch (error) {
    saveBest();
    throw error;
  }

  reporting.measure(() => attendant.finish());
  saveModel(folderOf('model'), job.topology, model.weights());
  const bestEpoch = attendant.best.epoch;
  if (bestEpoch !== end.lastEpoch) saveBest();
  model.dispose();
  return {
    type: 'ended',
    time: host.time(),
    outcome: end.isStopped ? 'stopped' : 'finished',
    epochsDone: end.epochsDone,
    ...(end.reason === null ? {} : { reason: end.reason }),
    model: folderOf('model'),
    bestEpoch,
    reporting: reporting.share(),
  };
}

function inspectorOf({ job, engine, model, rows, form, plan, parts }: ReadyRun): Inspector {
  const { topology, dataset } = job;
  const asLogits = plan.loss.fromLogits;
  const validation = async () => parts.validation;
  return new Inspector({
    ...{ engine, topology, rows, dataset, form, asLogits, validation },
    weights: () => model.weights(),
  });
}
