/** Runs the epochs: steps, validation, and the events that tell of them. Knows no engine, no file and no process. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FitSettings, MemoryUse, Metrics, TrainingEvent } from '../protocol/training';
import type { CompilePlan } from './compile/plan';
import { batchCount, batchesInOrder, shuffledBatches } from './data/batches';
import type { TrainingParts } from './data/image-set';
import type { BatchResult, TrainableModel } from './engine';
import { Evaluation } from './evaluation';
import { messageOf, TrainingFailure } from './failure';
import { Meter } from './meter';
import { type Random, seededRandom } from './random';

export interface LoopInput {
  readonly model: TrainableModel;
  readonly plan: CompilePlan;
  readonly fit: FitSettings;
  readonly parts: TrainingParts;
  readonly classes: readonly string[];
  readonly outputUnits: number;
}

/** How the loop meets the world. */
export interface LoopHost {
  /** Milliseconds since the start of the run. */
  time(): number;
  emit(event: TrainingEvent): void;
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

/** Time between `batch` events. */
const REPORT_EVERY = 200;
/** The longest time without a look at the messages from outside. */
const YIELD_EVERY = 50;
const VALIDATION_BATCH = 256;

/** Returns the number of finished epochs; fewer than asked for if it was stopped. */
export async function runLoop(input: LoopInput, host: LoopHost): Promise<number> {
  const random = seededRandom(input.fit.seed);
  const pacer = new Pacer(host);
  const steps = batchCount(input.parts.train.count, input.fit.batchSize);
  for (let epoch = 1; epoch <= input.fit.epochs; epoch++) {
    const start = pacer.busyTime();
    const trained = await trainEpoch(input, host, pacer, { epoch, steps, stepsBefore: (epoch - 1) * steps, random });
    if (trained === null) return epoch - 1;
    const msPerStep = (pacer.busyTime() - start) / steps;
    const validated = await validate(input, host, pacer);
    if (validated === null) return epoch - 1;
    const metrics = { ...trained, ...validated.metrics };
    const seconds = (pacer.busyTime() - start) / 1000;
    host.emit({ type: 'epoch', time: host.time(), epoch, metrics, seconds, msPerStep });
    const isLast = epoch === input.fit.epochs || host.stopRequested();
    await host.epochDone({ epoch, metrics, evaluation: validated.evaluation, isLast });
    if (host.stopRequested()) return epoch;
  }
  return input.fit.epochs;
}

/** The metrics of the epoch, `null` if it was stopped before its end. */
async function trainEpoch(
  input: LoopInput,
  host: LoopHost,
  pacer: Pacer,
  { epoch, steps, stepsBefore, random }: { epoch: number; steps: number; stepsBefore: number; random: Random },
): Promise<Metrics | null> {
  const { model, plan, fit, parts } = input;
  const total = new Meter(plan.metrics);
  const recent = new Meter(plan.metrics);
  const start = pacer.busyTime();
  let reported = host.time();
  let step = 0;
  const batches = fit.shuffle
    ? shuffledBatches(parts.train, fit.batchSize, random)
    : batchesInOrder(parts.train, fit.batchSize);
  const { schedule } = plan.optimizer;
  for (const batch of batches) {
    if (schedule) model.learningRate = schedule.rateAt(stepsBefore + step);
    const result = await attempt(() => model.trainOnBatch(batch));
    step++;
    checkFinite(result, epoch, step);
    total.add(batch, result);
    recent.add(batch, result);
    if (host.time() - reported >= REPORT_EVERY || step === steps) {
      reported = host.time();
      const msPerStep = (pacer.busyTime() - start) / step;
      const stepsLeft = steps - step + (fit.epochs - epoch) * steps;
      const etaSeconds = (stepsLeft * msPerStep) / 1000;
      const metrics = total.values();
      host.emit({
        type: 'batch',
        time: reported,
        epoch,
        step,
        metrics,
        recent: recent.values(),
        msPerStep,
        etaSeconds,
        memory: host.memory(),
      });
      recent.reset();
    }
    await pacer.breathe();
    if (host.stopRequested() && step < steps) return null;
  }
  return total.values();
}

/** `null` if it was stopped before its end; no metrics if there is nothing to validate on. */
async function validate(
  input: LoopInput,
  host: LoopHost,
  pacer: Pacer,
): Promise<{ metrics: Metrics; evaluation: Evaluation | null } | null> {
  const { model, plan, parts, classes, outputUnits } = input;
  const set = parts.validation;
  if (set === null) return { metrics: {}, evaluation: null };
  const meter = new Meter(plan.metrics);
  const asLogits = plan.loss.fromLogits;
  const evaluation = outputUnits >= classes.length ? new Evaluation(set, classes.length, outputUnits, asLogits) : null;
  for (const batch of batchesInOrder(set, VALIDATION_BATCH)) {
    const result = await attempt(() => model.evaluateBatch(batch));
    meter.add(batch, result);
    evaluation?.add(result);
    await pacer.breathe();
    if (host.stopRequested()) return null;
  }
  return { metrics: meter.values('val_'), evaluation };
}

/** What the framework throws inside a step is about the model, for example a layer that it cannot differentiate. */
async function attempt(step: () => BatchResult | Promise<BatchResult>): Promise<BatchResult> {
  try {
    return await step();
  } catch (error) {
    console.error(error);
    throw new TrainingFailure('model', `TensorFlow.js cannot train this model: ${messageOf(error)}`);
  }
}

function checkFinite({ loss }: BatchResult, epoch: number, step: number): void {
  if (Number.isFinite(loss)) return;
  const advice = 'A smaller learning rate, scaled inputs or another loss may help';
  throw new TrainingFailure('numeric', `The loss became ${loss} in epoch ${epoch}, step ${step}. ${advice}.`);
}

/** Lets messages from outside in every so often, at little cost. */
class Pacer {
  private last: number;
  private idle = 0;

  constructor(private readonly host: LoopHost) {
    this.last = host.time();
  }

  async breathe(): Promise<void> {
    if (this.host.time() - this.last < YIELD_EVERY) return;
    await nextTurn();
    const start = this.host.time();
    await this.host.attend();
    this.last = this.host.time();
    this.idle += this.last - start;
  }

  /** Milliseconds since the start without those of pauses and requests. */
  busyTime(): number {
    return this.host.time() - this.idle;
  }
}
