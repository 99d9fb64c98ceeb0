/** Answers what is asked about a model: what it makes of one sample, and what it has learned. Made when first needed. */

import type { SampleContent, SampleForm } from '../../protocol/samples';
import type { DatasetSettings, ModelRow, TrainingJob, WeightsEvent } from '../../protocol/training';
import type { TrainerAnswer, TrainerRequest } from '../../protocol/training-control';
import { type ImageSet, type SampleValues, sampleSize } from '../data/image-set';
import type { Engine, InspectedModel, WeightValues } from '../engine';
import { softmaxRow } from '../engines/output-activation';
import { activationPictures } from './pictures';
import { sampleContent, sampleValues, valuesOfPicture } from './sample-form';
import { describeWeights, RECTIFIERS } from './weights-event';

type Inspect = Extract<TrainerRequest, { type: 'inspect' }>;

/** What is looked at. */
interface Asked {
  readonly values: SampleValues;
  readonly sample?: { readonly label: number; readonly content: SampleContent };
}

export interface Inspected {
  readonly engine: Engine;
  readonly topology: TrainingJob['topology'];
  readonly rows: readonly ModelRow[];
  readonly dataset: DatasetSettings;
  readonly form: SampleForm;
  /** Whether the outputs become probabilities only by a softmax. */
  readonly asLogits: boolean;
  /** The samples that are asked for by their index; `null` in a run without validation. Throws `TrainingFailure`. */
  validation(): Promise<ImageSet | null>;
  /** The weights as they are now. */
  weights(): readonly WeightValues[];
}

/** Validation samples that a unit must give 0 for to count as dead. */
const PROBE = 128;

export class Inspector {
  private copy: Promise<InspectedModel> | null = null;

  constructor(private readonly inspected: Inspected) {}

  async inspect({ id, sample, layers }: Inspect): Promise<TrainerAnswer> {
    const { sampleShape, scale } = this.inspected.dataset;
    const asked = 'index' in sample ? await this.validationSample(sample.index) : this.drawnSample(sample.pixels);
    if (typeof asked === 'string') return { type: 'refused', id, message: asked };
    const { values, ...told } = asked;
    const model = await this.current();
    const found = model.run(scaled(values, scale), sampleShape);
    return {
      type: 'inspection',
      id,
      probabilities: this.probabilities(found.output),
      ...told,
      layers: layers ? found.layers.map(activationPictures) : [],
    };
  }

  /** `probe` are samples that show which units are dead. */
  async describe(probe: ImageSet | null): Promise<Pick<WeightsEvent, 'filters' | 'spreads' | 'deadUnits'>> {
    const { rows, dataset, weights } = this.inspected;
    const values = weights();
    if (probe === null || probe.count === 0) return describeWeights(values, rows, []);
    const model = await this.current(values);
    if (!model.hasActivation(RECTIFIERS)) return describeWeights(values, rows, []);
    const count = Math.min(PROBE, probe.count);
    const size = dataset.sampleShape.reduce((product, dim) => product * dim, 1);
    const samples = scaled(probe.pixels.subarray(0, count * size), dataset.scale);
    const { layers } = model.run(samples, dataset.sampleShape, RECTIFIERS);
    return describeWeights(values, rows, layers);
  }

  /** Why there is none is a sentence. */
  private async validationSample(index: number): Promise<Asked | string> {
    const set = await this.inspected.validation();
    if (set === null) return 'This run has no validation samples.';
    if (index >= set.count) return `There are ${set.count} validation samples, and none with the index ${index}.`;
    const content = sampleContent(this.inspected.form, set, index);
    return { values: sampleValues(set, index), sample: { label: set.labels[index]!, content } };
  }

  private drawnSample(pixels: string): Asked | string {
    const { form } = this.inspected;
    if (form.kind !== 'picture') return 'The model takes no pictures.';
    const bytes = Buffer.from(pixels, 'base64');
    const size = sampleSize(form);
    if (bytes.length === size) return { values: valuesOfPicture(bytes, form.range) };
    return `The model takes pictures of ${size} values; this one has ${bytes.length}.`;
  }

  private async current(weights = this.inspected.weights()): Promise<InspectedModel> {
    this.copy ??= this.inspected.engine.inspect(this.inspected.topology);
    const model = await this.copy;
    model.load(weights);
    return model;
  }

  private probabilities(output: Float32Array): number[] {
    const row = output.slice();
    if (this.inspected.asLogits) softmaxRow(row);
    return Array.from(row, (share) => Number(share.toFixed(6)));
  }
}

function scaled(values: ArrayLike<number>, scale: number): Float32Array {
  const numbers = new Float32Array(values.length);
  // `Float32Array.from` takes many times as long.
  for (let i = 0; i < numbers.length; i++) numbers[i] = values[i]! / scale;
  return numbers;
}
