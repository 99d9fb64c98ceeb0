/** What a model that is built makes of inputs of other shapes: the way data take through it when it runs. */
import type { Target, Weight } from '../layers/definition';
import { inferLayer } from '../layers/infer';
import { type Count, sumCounts } from '../shape/count';
import { compatible, formatShape, type Shape } from '../shape/dim';
import { axisSize } from '../shape/formula';
import type { Application, Model, Tensor } from './graph';

export type Replay =
  | { readonly kind: 'outputs'; readonly shapes: readonly Shape[]; readonly macs: Count }
  /** The first layer that does not take what it is given; the message completes "…, but ". */
  | { readonly kind: 'refused'; readonly application: Application; readonly message: string }
  /** A layer on the way is not known well enough. */
  | { readonly kind: 'unknown' };

const unknown: Replay = { kind: 'unknown' };

/** `inputs` stand for the inputs of the model, in their order. */
export function replay(model: Model, inputs: readonly Shape[], target: Target): Replay {
  const shapes = new Map<Tensor, Shape>(model.inputs.map((tensor, i) => [tensor, inputs[i]!]));
  if (model.unknown !== null || model.outputs.length === 0 || inputs.length !== model.inputs.length) return unknown;
  const macs: Count[] = [];
  for (const application of model.applications) {
    if (application.layer.masks || application.outputs.every((tensor) => shapes.has(tensor))) continue;
    const given = application.inputs.map((tensor) => shapes.get(tensor));
    if (given.length === 0 || given.includes(undefined)) return unknown;
    const step = apply(application, given as Shape[], target);
    if (step.kind !== 'outputs') return step;
    macs.push(step.macs);
    for (const [i, tensor] of application.outputs.entries()) shapes.set(tensor, step.shapes[i]!);
  }
  const outputs = model.outputs.map((tensor) => shapes.get(tensor));
  return outputs.includes(undefined) ? unknown : { kind: 'outputs', shapes: outputs as Shape[], macs: sumCounts(macs) };
}

function apply(application: Application, inputs: readonly Shape[], target: Target): Replay {
  const { layer, weights, flags } = application;
  const { definition, values, model, computes } = layer;
  if (computes) {
    const computed = computes(inputs);
    return computed ? { kind: 'outputs', ...computed } : unknown;
  }
  if (model) {
    // What a nested model of Keras does to make ranks fit is not followed.
    if (target.framework === 'keras' && model.inputs.some(({ shape }, i) => shape?.length !== inputs[i]?.length))
      return unknown;
    const inner = replay(model, inputs, target);
    return inner.kind === 'refused' ? { ...inner, application } : inner;
  }
  if (!definition || !values || application.refusals.length > 0) return unknown;
  const inference = inferLayer(definition, values, inputs, target, flags ? { flags } : {});
  if ('unknown' in inference) return unknown;
  if ('refusals' in inference) return { kind: 'refused', application, message: inference.refusals[0].message };
  const misfit = weights.findIndex((weight, i) => !sameSize(weight, inference.weights[i]));
  if (misfit >= 0) {
    const message = `${layer.name} was built for ${formatShape(application.inputs[0]!.shape ?? [])}, and its ${weights[misfit]!.name} ${formatShape(weights[misfit]!.shape)} does not take ${formatShape(inputs[0]!)}`;
    return { kind: 'refused', application, message };
  }
  return { kind: 'outputs', shapes: inference.outputs.map((axes) => axes.map(axisSize)), macs: inference.macs };
}

function sameSize(a: Weight, b: Weight | undefined): boolean {
  return (
    b !== undefined &&
    a.shape.length === b.shape.length &&
    a.shape.every((dim, axis) => compatible(dim, b.shape[axis]!))
  );
}
