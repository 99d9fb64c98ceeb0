/** Whether a model can be trained on some data, and how their samples and labels must be given. */

import type { DataCall, DataPart, Layer, Model } from '../graph/graph';
import { givesInput } from '../graph/input-layer';
import type { ProgramEdit } from '../lang/edit';
import { counted } from '../shape/count';
import { formatShape, isKnown, type Shape } from '../shape/dim';
import { type DataDescription, type DatasetName, fittingData } from './known-data';
import { type Obstacle, refuse } from './obstacle';

export interface DatasetSettings {
  readonly name: DatasetName | 'own';
  readonly limit: number | null;
  readonly labels: 'sparse' | 'one-hot';
  readonly scale: number;
  readonly sampleShape: readonly number[];
  /** The file or folder of the user's own data. */
  readonly path?: string;
}

/** The shape of one sample as the model takes it. Throws if the data do not fit it. */
export function sampleShape(model: Model, data: DataDescription): readonly number[] {
  if (model.inputs.length !== 1 || model.outputs.length !== 1) {
    const ends = `${counted(model.inputs.length, 'input')} and ${counted(model.outputs.length, 'output')}`;
    refuse(model.span, `${nameOf(model)} has ${ends}; training takes models with one of each`);
  }
  const [input] = model.inputs;
  const shape = input?.shape;
  if (!shape) refuse(model.span, `the input shape of ${nameOf(model)} is not known`);
  if (data.sampleShape === null) return pictureShape(model, shape, data);
  const given = data.sampleShape;
  const sample = shape.slice(1).map((dim, i) => (isKnown(dim) ? dim : (fallback(shape, given)[i] ?? null)));
  const isWhole = sample.every((dim) => dim !== null);
  if (!isWhole || sizeOf(sample as number[]) !== sizeOf(given)) refuseInput(model, shape, data, given);
  return sample as number[];
}

/** Sizes that the model leaves open take those of the samples, also without a last axis of 1. */
function fallback(shape: Shape, given: readonly number[]): readonly number[] {
  if (shape.length - 1 === given.length) return given;
  return given.at(-1) === 1 && shape.length === given.length ? given.slice(0, -1) : [];
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}

/** Pictures are resized, so the model must say to what. */
function pictureShape(model: Model, shape: Shape, { title }: DataDescription): readonly number[] {
  const sample = shape.slice(1);
  const channels = sample.length === 2 ? 1 : sample[2];
  const isSized = sample.every((dim) => dim !== null && isKnown(dim));
  if (isSized && [2, 3].includes(sample.length) && [1, 3, 4].includes(channels as number)) return sample as number[];
  const layer = givesInput(model.inputs[0]!, model.layers) ?? model.layers[0] ?? null;
  const message = `${nameOf(model)} takes samples of the shape ${formatShape(sample)}, but ${title} holds pictures, which are resized to (height, width, channels)`;
  return refuse(layer?.span ?? model.span, message, 'Give the input three known sizes, the last of them 1 or 3.');
}

function refuseInput(model: Model, shape: Shape, data: DataDescription, given: readonly number[]): never {
  const sample = formatShape(shape.slice(1));
  const message = `${nameOf(model)} takes samples of the shape ${sample}, but ${describe(data, given)}`;
  const layer = givesInput(model.inputs[0]!, model.layers) ?? model.layers[0] ?? null;
  const [other] = fittingData(model, null);
  const advice = other ? `${other.title} has this shape: choose it as the data (${other.name}).` : undefined;
  return refuse(layer?.span ?? model.span, message, advice, layer ? inputFixes(layer, shape, given) : undefined);
}

function describe({ title }: DataDescription, given: readonly number[]): string {
  const [height, width, channels] = given;
  const shape = formatShape(given);
  if (given.length !== 3) return `a sample of ${title} is ${shape}`;
  const many = channels === 1 ? 'one channel' : `${channels} channels`;
  return `an image of ${title} is ${shape}: ${height} × ${width} pixels in ${many}`;
}

/** Write the size of the samples where the input's shape was written. */
function inputFixes(layer: Layer, shape: Shape, sample: readonly number[]): Obstacle['fixes'] {
  const arg =
    layer.inputShapeArg ?? ['shape', 'batchShape'].map((name) => layer.args.get(name)).find((each) => each?.source);
  if (!arg || shape.length !== sample.length + 1) return undefined;
  const origins = arg.origins.slice(-sample.length);
  const edits: ProgramEdit[] = [];
  for (const [axis, dim] of shape.slice(1).entries()) {
    if (dim === sample[axis]) continue;
    const origin = origins[axis];
    if (!origin) return undefined;
    edits.push({ kind: 'replace-value', target: origin, value: { kind: 'number', value: sample[axis]! } });
  }
  return [{ title: `Change the input to ${formatShape(sample)}`, edits }];
}

/** The number of outputs. Throws if it cannot tell the classes apart. */
export function outputUnits(model: Model, { title, classes }: DataDescription): number {
  const shape = model.outputs[0]?.shape;
  if (!shape) refuse(model.span, `the output shape of ${nameOf(model)} is not known`);
  const last = model.outputs[0]!.producer?.layer ?? null;
  const units = shape[1];
  const span = last?.span ?? model.span;
  if (shape.length !== 2 || units === null || units === undefined || !isKnown(units)) {
    refuse(
      span,
      `the output of ${nameOf(model)} is ${formatShape(shape)}; training for classes takes (None, units)`,
      'Add Flatten and Dense layers at its end.',
    );
  }
  if (units !== 1 && units < classes) {
    const origin = last?.args.get('units')?.origins[0];
    const fixes = origin
      ? [
          {
            title: `Give the last layer ${classes} units`,
            edits: [{ kind: 'replace-value', target: origin, value: { kind: 'number', value: classes } } as const],
          },
        ]
      : undefined;
    refuse(
      span,
      `${nameOf(model)} has ${counted(units, 'output')}, but ${title} has ${classes} classes`,
      undefined,
      fixes,
    );
  }
  return units;
}

/** What every value is divided by: what the program does, where it can be followed; pixels else are brought to 0 to 1. */
export function valueScale(model: Model, call: DataCall | null, { isPixels }: DataDescription): number {
  const data = call?.x?.[0];
  if (data?.facts.dataset) return data.facts.scale ?? 1;
  if (data?.facts.scale !== undefined) return data.facts.scale;
  if (!isPixels) return 1;
  // A model that scales its input itself wants the pixels as they are.
  return model.applications.find(({ layer }) => layer.className !== 'InputLayer')?.layer.className === 'Rescaling'
    ? 1
    : 255;
}

/** What the program says about the labels; null if it gives none that can be followed. */
export function labelForm(call: DataCall | null): 'sparse' | 'one-hot' | null {
  const labels = call?.y?.[0];
  if (!labels?.shape) return null;
  if (labels.facts.oneHot) return 'one-hot';
  const last = labels.shape.at(-1);
  return labels.shape.length > 1 && last !== 1 ? 'one-hot' : 'sparse';
}

/** Sentences for the user about data that are not those of the program. */
export function dataNotes(call: DataCall | null, { name, title }: DataDescription): string[] {
  const data: DataPart | undefined = call?.x?.[0];
  const loaded = data?.facts.dataset?.name;
  if (loaded && loaded !== name) return [`The program trains on ${loaded}; here it is trained on ${title}.`];
  if (call && !loaded)
    return [`Where the program takes its data from is not followed; here it is trained on ${title}.`];
  return [];
}

function nameOf(model: Model): string {
  return model.variable?.name ?? model.name;
}
