/** Serves a run while it goes on: pauses it, answers what is asked, keeps its best epoch, tells what it has learned. */

import type { SampleForm } from '../protocol/samples';
import type { BestBy, TrainingEvent } from '../protocol/training';
import type { TrainerAnswer, TrainerRequest } from '../protocol/training-control';
import { BestEpoch } from './best-epoch';
import type { Commands } from './commands';
import type { ImageSet } from './data/image-set';
import type { TrainableModel } from './engine';
import type { Evaluation } from './evaluation';
import { messageOf } from './failure';
import type { Inspector } from './inspect/inspector';
import { sampleContent } from './inspect/sample-form';
import type { DoneEpoch } from './loop';
import { Spacing } from './spacing';

export interface Attended {
  readonly commands: Commands;
  readonly inspector: Inspector;
  readonly model: TrainableModel;
  readonly classes: readonly string[];
  readonly bestBy: BestBy;
  readonly form: SampleForm;
  /** Samples that show which units are dead. */
  readonly probe: ImageSet | null;
  time(): number;
  emit(event: TrainingEvent): void;
  answer(answer: TrainerAnswer): void;
}

export class Attendant {
  readonly best: BestEpoch;
  private newest: { readonly epoch: number; readonly evaluation: Evaluation } | null = null;
  private readonly contentOf = (set: ImageSet, index: number) => sampleContent(this.run.form, set, index);
  private readonly evaluations: Spacing;
  private readonly looks: Spacing;

  constructor(private readonly run: Attended) {
    this.best = new BestEpoch(run.bestBy);
    this.evaluations = new Spacing(run.time);
    this.looks = new Spacing(run.time);
  }

  /** Does not return while the run is paused. */
  async attend(): Promise<void> {
    const { commands, emit, time } = this.run;
    await this.serve();
    if (!commands.pauseRequested) return;
    emit({ type: 'paused', time: time() });
    while (commands.pauseRequested) {
      await commands.next();
      await this.serve();
    }
    if (!commands.stopRequested) emit({ type: 'resumed', time: time() });
  }

  async epochDone({ epoch, metrics, evaluation, isLast }: DoneEpoch): Promise<void> {
    this.best.consider(epoch, metrics, () => this.run.model.weights());
    if (evaluation) {
      this.newest = { epoch, evaluation };
      // The last one is told by `finish`, with more samples.
      if (!isLast) await this.evaluations.run(async () => this.emitEvaluation(evaluation.samples(this.contentOf)));
    }
    if (isLast) await this.emitWeights(epoch);
    else await this.looks.run(() => this.emitWeights(epoch));
  }

  /** The last evaluation with samples of every cell, so that a finished run can still show them. */
  finish(): void {
    if (this.newest) this.emitEvaluation(this.newest.evaluation.keptSamples(this.contentOf));
  }

  private emitEvaluation(samples: ReturnType<Evaluation['samples']>): void {
    const { epoch, evaluation } = this.newest!;
    const { classes, time, emit } = this.run;
    emit({ type: 'evaluation', time: time(), epoch, classes, confusion: evaluation.confusion, samples });
  }

  private async emitWeights(epoch: number): Promise<void> {
    const { inspector, probe, time, emit } = this.run;
    try {
      emit({ type: 'weights', epoch, ...(await inspector.describe(probe)), time: time() });
    } catch (error) {
      // The run is worth more than the look into it.
      console.error(error);
    }
  }

  private async serve(): Promise<void> {
    const { commands, answer } = this.run;
    if (commands.takeRestore()) this.restoreBest();
    for (let request = commands.nextRequest(); request; request = commands.nextRequest()) {
      answer(await this.reply(request));
    }
  }

  private async reply(request: TrainerRequest): Promise<TrainerAnswer> {
    const { id } = request;
    try {
      if (request.type === 'inspect') return await this.run.inspector.inspect(request);
      const { label, predicted } = request;
      const samples = this.newest?.evaluation.cell(label, predicted, this.contentOf) ?? [];
      return { type: 'samples', id, label, predicted, samples };
    } catch (error) {
      console.error(error);
      return { type: 'refused', id, message: `The model cannot be looked into: ${messageOf(error)}` };
    }
  }

  private restoreBest(): void {
    const { weights, epoch } = this.best;
    if (weights === null || epoch === null) return;
    this.run.model.load(weights);
    this.run.emit({ type: 'restored', time: this.run.time(), epoch });
  }
}
