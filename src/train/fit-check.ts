/** Checks, before anything is trained, that the model, its loss and the data set fit together. */

import type { DatasetSettings, ModelRow, TrainingJob } from '../protocol/training';
import { type LoadedDataset, sampleSize } from './data/image-set';
import type { BuiltModel } from './engine';
import { TrainingFailure } from './failure';
import { counted } from './wording';

/** Whether the samples can be given in the shape that the model takes. */
export function checkSampleShape({ sampleShape }: DatasetSettings, { train, content }: LoadedDataset): void {
  const wanted = sampleShape.reduce((product, dim) => product * dim, 1);
  const size = sampleSize(train);
  if (wanted === size) return;
  const channels = counted(train.channels, 'channel');
  const images = `The images are ${train.height} x ${train.width} with ${channels} (${size} values)`;
  const given = content.kind === 'pictures' ? images : `The samples have ${counted(size, 'value')}`;
  const message = `${given}, but the model takes samples of the shape ${shapeText(sampleShape)} (${wanted} values).`;
  throw new TrainingFailure('dataset', message);
}

/** The number of outputs, after checks that the trainer can serve the model's inputs and outputs. */
export function checkModelEnds(model: BuiltModel, job: TrainingJob, classCount: number): number {
  const { inputShapes, outputShapes } = model;
  if (inputShapes.length !== 1 || outputShapes.length !== 1) {
    const found = `this one has ${inputShapes.length} and ${outputShapes.length}`;
    throw refused(`The trainer takes models with one input and one output; ${found}.`);
  }
  const input = inputShapes[0]!.slice(1);
  const { sampleShape } = job.dataset;
  const fits =
    input.length === sampleShape.length && input.every((dim, axis) => dim === null || dim === sampleShape[axis]);
  if (!fits) {
    const given = `samples are given in the shape ${shapeText(sampleShape)}`;
    throw refused(`The model takes samples of the shape ${shapeText(input)}, but ${given}.`);
  }
  const output = outputShapes[0]!;
  const units = output[1];
  if (output.length !== 2 || units === null || units === undefined) {
    const advice = 'add Flatten and Dense layers at its end';
    throw refused(
      `The output has the shape ${shapeText(output)}; training for classes takes (None, units): ${advice}.`,
    );
  }
  checkClasses(units, job, classCount);
  return units;
}

function checkClasses(units: number, job: TrainingJob, classCount: number): void {
  const classes = `the labels have ${classCount} classes`;
  if (job.dataset.labels === 'one-hot' && units !== classCount) {
    throw refused(
      `The model has ${counted(units, 'output')}, but ${classes} in one-hot rows; give the last layer ${classCount} units.`,
    );
  }
  if (job.dataset.labels === 'sparse' && units !== 1 && units < classCount) {
    throw refused(
      `The model has ${counted(units, 'output')}, but ${classes}; give the last layer at least ${classCount} units.`,
    );
  }
}

/** Where the framework's rows differ from the static ones, matched by layer name; `InputLayer` rows are left out. */
export function disagreements(real: readonly ModelRow[], claimed: readonly ModelRow[]): string[] {
  const isLayer = (row: ModelRow) => row.className !== 'InputLayer';
  const claimedByName = new Map(claimed.filter(isLayer).map((row) => [row.name, row]));
  const found: string[] = [];
  for (const row of real.filter(isLayer)) {
    const claim = claimedByName.get(row.name);
    claimedByName.delete(row.name);
    if (claim === undefined) {
      found.push(`${row.name} (${row.className}) is in the model but not in the analysis`);
      continue;
    }
    if (claim.className !== row.className) {
      found.push(`${row.name} is a ${row.className}, the analysis says ${claim.className}`);
    }
    if (shapeText(claim.outputShape) !== shapeText(row.outputShape)) {
      found.push(
        `${row.name} has the output ${shapeText(row.outputShape)}, the analysis says ${shapeText(claim.outputShape)}`,
      );
    }
    if (claim.paramCount !== row.paramCount) {
      found.push(`${row.name} has ${row.paramCount} parameters, the analysis says ${claim.paramCount}`);
    }
  }
  for (const claim of claimedByName.values()) {
    found.push(`${claim.name} (${claim.className}) is in the analysis but not in the model`);
  }
  return found;
}

function shapeText(shape: readonly (number | null)[]): string {
  return `(${shape.map((dim) => dim ?? 'None').join(', ')})`;
}

function refused(message: string): TrainingFailure {
  return new TrainingFailure('model', message);
}
