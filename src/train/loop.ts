/** Runs the epochs: steps, validation, callbacks, and the events that tell of them. Knows no engine, no file and no process. */

import type { FitSettings, MemoryUse, Metrics, TrainingEvent } from '../protocol/training';
import type { Callback, CallbackMaker } from './callbacks/callback';
import type { CompilePlan } from './compile/plan';
import { batchesInOrder } from './data/batches';
import { Feed, stepsOfEpoch } from './data/feed';
import type { TrainingParts } from './data/image-set';
import type { BatchResult, TrainableModel } from './engine';
import { Evaluation } from './evaluation';
import { messageOf, TrainingFailure } from './failure';
import { Meter } from './meter';
import { Pacer } from './pacer';
import { seededRandom } from './random';

export interface LoopInput {
  readonly model: TrainableModel;
  readonly plan: CompilePlan;
  readonly fit: FitSettings;
  readonly callbacks: readonly CallbackMaker[];
  readonly parts: TrainingParts;
  readonly classes: readonly string[];
  readonly outputUnits: number;
}

/** How the loop meets the world. */
export interface LoopHost {
  /** Milliseconds since the start of the run. */
  time(): number;
  emit(event: TrainingEvent): void;
  /** Does what is only done to tell of the run. */
  reporting(work: () => void): void;
  /** Asked after every step. */
  stopRequested(): boolean;
  /** Does what was asked from outside; while the run is paused it does not return. */
  attend(): Promise<void>;
  /** Told after each epoch. */
  epochDone(done: DoneEpoch): Promise<void>;
  memory(): MemoryUse;
}

export interface DoneEpoch {
  readonly epoch: number;
  readonly metrics: Metrics;
  /** `null` where there is nothing to validate on, or no classes to compare. */
  readonly evaluation: Evaluation | null;
  /** Whether the run ends with it. */
  readonly isLast: boolean;
}

export interface LoopEnd {
  /** How many epochs were finished, and which was the last of them. */
  readonly epochsDone: number;
  readonly lastEpoch: number;
  readonly isStopped: boolean;
  /** Why a callback ended the run, in a sentence. */
  readonly reason: string | null;
}

/** Time between `batch` events. */
const REPORT_EVERY = 200;
const VALIDATION_BATCH = 256;

export async function runLoop(input: LoopInput, host: LoopHost): Promise<LoopEnd> {
  const { fit } = input;
  const run = new Run(input, host);
  const first = (fit.initialEpoch ?? 0) + 1;
  const end = (lastEpoch: number, isStopped: boolean, reason: string | null = null): LoopEnd => {
    return { epochsDone: lastEpoch + 1 - first, lastEpoch, isStopped, reason };
  };
  for (let epoch = first; epoch <= fit.epochs; epoch++) {
    const done = await run.epoch(epoch);
    if (done === null) return end(epoch - 1, true);
    if (host.stopRequested()) return end(epoch, epoch < fit.epochs);
    if (done.reason === null && epoch < fit.epochs) continue;
    run.end();
    return end(epoch, false, done.reason);
  }
  throw new TrainingFailure('job', `Epoch ${first} would be the first one, but ${fit.epochs} are asked for.`);
}

/** What goes on from epoch to epoch. */
class Run {
  private readonly pacer: Pacer;
  private readonly feed: Feed;
  private readonly callbacks: readonly Callback[];
  /** Steps of gradient descent that were made. */
  private steps = 0;

  constructor(
    private readonly input: LoopInput,
    private readonly host: LoopHost,
  ) {
    const { parts, fit, model, callbacks } = input;
    this.pacer = new Pacer(host);
    this.feed = new Feed(parts.train, fit, seededRandom(fit.seed));
    this.callbacks = callbacks.map((make) => make(model));
  }

  /** Why the run ends with the epoch, if it does; `null` if it was stopped before its end. */
  async epoch(epoch: number): Promise<{ readonly reason: string | null } | null> {
    const { input, host, pacer, callbacks } = this;
    const { fit, model, plan } = input;
    for (const callback of callbacks) callback.epochBegins?.(epoch);
    const start = pacer.busyTime();
    const trained = await this.train(epoch);
    if (trained === null) return null;
    const msPerStep = (pacer.busyTime() - start) / trained.steps;
    const isValidated = isValidationDue(fit, epoch);
    const validated = isValidated ? await this.validate() : { metrics: {}, evaluation: null };
    if (validated === null) return null;
    const metrics = { ...trained.metrics, ...validated.metrics };
    const seconds = (pacer.busyTime() - start) / 1000;
    const rate = plan.optimizer.schedule || callbacks.length > 0 ? { learningRate: model.learningRate } : {};
    const ends = callbacks.map((callback) => callback.epochEnds?.({ epoch, metrics, isValidated }) ?? null);
    const reason = trained.reason ?? firstOf(ends);
    host.reporting(() => host.emit({ type: 'epoch', time: host.time(), epoch, metrics, seconds, msPerStep, ...rate }));
    const isLast = epoch === fit.epochs || reason !== null || host.stopRequested();
    await host.epochDone({ epoch, metrics, evaluation: validated.evaluation, isLast });
    return { reason };
  }

  end(): void {
    for (const callback of this.callbacks) {
      const epoch = callback.runEnds?.() ?? null;
      if (epoch !== null) this.host.emit({ type: 'restored', time: this.host.time(), epoch });
    }
  }

  /** `null` if it was stopped before its end. */
  private async train(
    epoch: number,
  ): Promise<{ readonly steps: number; readonly metrics: Metrics; readonly reason: string | null } | null> {
    const { host, pacer, callbacks } = this;
    const { model, plan, fit, parts } = this.input;
    const { schedule } = plan.optimizer;
    const meter = new Meter(plan.metrics);
    const start = pacer.busyTime();
    const { steps, batches } = this.feed.nextEpoch();
    const stepsAfter = (fit.epochs - epoch) * stepsOfEpoch(parts.train.count, fit);
    let reported = host.time();
    let step = 0;
    let reason: string | null = null;
    for (const batch of batches) {
      if (schedule) model.learningRate = schedule.rateAt(this.steps);
      const result = await attempt(() => model.trainOnBatch(batch));
      this.steps++;
      step++;
      const { loss } = result;
      reason = firstOf(callbacks.map((callback) => callback.stepEnds?.({ epoch, step, loss }) ?? null));
      if (reason === null) checkFinite(result, epoch, step);
      meter.add(batch, result);
      if (host.time() - reported >= REPORT_EVERY || step === steps || reason !== null) {
        reported = host.time();
        const msPerStep = (pacer.busyTime() - start) / step;
        const etaSeconds = ((steps - step + stepsAfter) * msPerStep) / 1000;
        host.reporting(() => {
          const [metrics, recent, memory] = [meter.values(), meter.recent(), host.memory()];
          host.emit({ type: 'batch', time: reported, epoch, step, metrics, recent, msPerStep, etaSeconds, memory });
        });
      }
      await pacer.breathe();
      if (reason !== null) break;
      if (host.stopRequested() && step < steps) return null;
    }
    return { steps: step, metrics: meter.values(), reason };
  }

  /** `null` if it was stopped before its end; no metrics if there is nothing to validate on. */
  private async validate(): Promise<{ metrics: Metrics; evaluation: Evaluation | null } | null> {
    const { host, pacer } = this;
    const { model, plan, parts, classes, outputUnits } = this.input;
    const set = parts.validation;
    if (set === null) return { metrics: {}, evaluation: null };
    const meter = new Meter(plan.metrics);
    const asLogits = plan.loss.fromLogits;
    const evaluation =
      outputUnits >= classes.length ? new Evaluation(set, classes.length, outputUnits, asLogits) : null;
    for (const batch of batchesInOrder(set, VALIDATION_BATCH)) {
      const result = await attempt(() => model.evaluateBatch(batch));
      meter.add(batch, result);
      evaluation?.add(result);
      await pacer.breathe();
      if (host.stopRequested()) return null;
    }
    return { metrics: meter.values('val_'), evaluation };
  }
}

/** After every so many epochs, or after the named ones; after each if nothing is said. */
function isValidationDue({ validationFreq = 1 }: FitSettings, epoch: number): boolean {
  return typeof validationFreq === 'number' ? epoch % validationFreq === 0 : validationFreq.includes(epoch);
}

function firstOf(reasons: readonly (string | null)[]): string | null {
  return reasons.find((reason) => reason !== null) ?? null;
}

/** What the framework throws inside a step is about the model, for example a layer that it cannot differentiate. */
async function attempt(step: () => BatchResult | Promise<BatchResult>): Promise<BatchResult> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof TrainingFailure) throw error;
    console.error(error);
    throw new TrainingFailure('model', `TensorFlow.js cannot train this model: ${messageOf(error)}`);
  }
}

function checkFinite({ loss }: BatchResult, epoch: number, step: number): void {
  if (Number.isFinite(loss)) return;
  const advice = 'A smaller learning rate, scaled inputs or another loss may help';
  throw new TrainingFailure('numeric', `The loss became ${loss} in epoch ${epoch}, step ${step}. ${advice}.`);
}
