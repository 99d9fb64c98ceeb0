/** The one place that puts a layer's definition to use: refusals first, then output, weights, cost and windows. */
import type { Count } from '../shape/count';
import { formatShape, isKnown, type Shape } from '../shape/dim';
import { type Axis, axisSize } from '../shape/formula';
import type { ArgSpecs, ArgValues } from './args';
import type { AxisWindow, LayerDefinition, Refusal, Target, Weight } from './definition';
import { initializerRefusals } from './initializer-fit';

export interface Inference {
  /** Per output, how each axis comes about. */
  readonly outputs: readonly (readonly Axis[])[];
  readonly weights: readonly Weight[];
  /** Multiply-accumulate operations for one sample. */
  readonly macs: Count;
  readonly windows: readonly AxisWindow[];
}

export interface Refused {
  readonly refusals: readonly [Refusal, ...Refusal[]];
}

/** Nothing can be said, and why. */
export interface NotKnown {
  readonly unknown: string;
}

/**
 * What comes of a layer with these (read) args on inputs of these shapes, the batch included. `listed` says whether the
 * layer is called with a list, as merging layers must be.
 */
export function inferLayer(
  definition: LayerDefinition,
  values: Readonly<Record<string, unknown>>,
  inputs: readonly Shape[],
  target: Target,
  {
    listed = inputs.length !== 1,
    flags = {},
  }: { readonly listed?: boolean; readonly flags?: Readonly<Record<string, unknown>> } = {},
): Inference | Refused | NotKnown {
  const args = { ...values, ...flags } as ArgValues<ArgSpecs>;
  const miscalled = wrongCall(definition, inputs, listed);
  if (miscalled) return { refusals: [miscalled] };
  const [first, ...others] = definition.refuses(args, inputs, target);
  if (first) return { refusals: [first, ...others] };
  const penalized = target.framework === 'tfjs' && (args.activityRegularizer ?? null) !== null;
  if (penalized) return { refusals: [penalizedOutput(definition)] };
  const unknown = definition.unknown?.(args, inputs, target) ?? null;
  if (unknown !== null) return { unknown };
  const outputs = definition.outputs(args, inputs, target);
  const shapes = outputs.map((axes) => axes.map(axisSize));
  const negative = target.framework === 'keras' && shapes.find((shape) => shape.some((dim) => isKnown(dim) && dim < 0));
  if (negative) return { refusals: [impossibleShape(definition, negative)] };
  const weights = definition.weights(args, inputs, target);
  const [unmade, ...more] = initializerRefusals(definition, args, weights, target);
  if (unmade) return { refusals: [unmade, ...more] };
  return {
    outputs,
    weights,
    macs: definition.macs(args, inputs, shapes, target),
    windows: definition.windows(args, inputs, target),
  };
}

/** Keras makes no tensor of a negative size; TensorFlow.js does. */
function impossibleShape(definition: LayerDefinition, shape: Shape): Refusal {
  return {
    rule: 'invalid-argument',
    arg: null,
    message: `${definition.name}: the output would have the shape ${formatShape(shape)}`,
  };
}

/** A layer that has such an arg in TensorFlow.js can be made with it, but not applied. */
function penalizedOutput({ name }: LayerDefinition): Refusal {
  const message = `${name}: TensorFlow.js applies no layer that has an activityRegularizer`;
  return { rule: 'invalid-argument', arg: 'activityRegularizer', message };
}

function wrongCall(definition: LayerDefinition, inputs: readonly Shape[], listed: boolean): Refusal | null {
  if (definition.arity === 'one' && inputs.length !== 1) {
    return {
      rule: 'invalid-argument',
      arg: null,
      message: `${definition.name} takes one input, but gets ${inputs.length}`,
    };
  }
  if (!definition.merges || listed) return null;
  return {
    rule: 'merge-shape-mismatch',
    arg: null,
    message: `${definition.name} is called with a list of tensors, but gets one tensor`,
  };
}
