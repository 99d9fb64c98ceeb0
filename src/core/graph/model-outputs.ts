/** What comes out of a model for inputs of given shapes, which may be other than those it was built for. */
import type { Target } from '../layers/definition';
import type { Count } from '../shape/count';
import type { Shape } from '../shape/dim';
import type { Model } from './graph';
import { mayBeEqual } from './infer-application';
import { replay } from './replay';
import { modelMacs } from './totals';

export interface ModelOutputs {
  /** One per output, the batch of the inputs included; null where it is not known. */
  readonly shapes: readonly (Shape | null)[];
  /** Multiply-accumulate operations for one sample. */
  readonly macs: Count;
  /** The words of the first layer that does not take what it is given; null if all do. */
  readonly refused: string | null;
}

/** `inputs` stand for the inputs of the model, in their order; null for a shape that is not known. */
export function outputsFor(model: Model, inputs: readonly (Shape | null)[], target: Target): ModelOutputs {
  const expected = model.inputs.map(({ shape }) => shape);
  // Of TensorFlow.js it is not known then either whether it is the declared one.
  if (target.framework === 'tfjs' && inputs.includes(null))
    return { shapes: model.outputs.map(() => null), macs: null, refused: null };
  const comparable =
    inputs.length === expected.length &&
    inputs.every((shape, i) => shape && expected[i] && passesInput(expected[i], shape, target));
  if (!comparable || inputs.every((shape, i) => sameSample(shape!, expected[i]!))) {
    const shapes = model.outputs.map(({ shape }) => rebatch(shape, inputs[0] ?? null));
    return { shapes, macs: modelMacs(model), refused: null };
  }
  const run = replay(model, inputs as readonly Shape[], target);
  if (run.kind === 'outputs') return { shapes: run.shapes, macs: run.macs, refused: null };
  return {
    shapes: model.outputs.map(() => null),
    macs: null,
    refused: run.kind === 'refused' ? run.message : null,
  };
}

/** The sizes of one sample are the same; what the framework leaves open is open in both. */
function sameSample(given: Shape, expected: Shape): boolean {
  return given.length === expected.length && given.every((dim, axis) => axis === 0 || dim === expected[axis]);
}

/** A model that is applied as a layer of TensorFlow.js compares nothing itself (`Container.call`, 4.22): its layers do. */
export function passesInput(declared: Shape, given: Shape, { framework }: Target): boolean {
  return framework === 'tfjs' || takesShape(declared, given);
}

/** An input that was declared with one shape takes a tensor of the other: the batch is free, and so is what is open. */
function takesShape(declared: Shape, given: Shape): boolean {
  return declared.length === given.length && given.every((dim, axis) => axis === 0 || mayBeEqual(dim, declared[axis]!));
}

/** The output for the batch that the model is given. */
function rebatch(output: Shape | null, input: Shape | null): Shape | null {
  return output?.[0] === null && input ? [input[0] ?? null, ...output.slice(1)] : output;
}
