/** What a model makes of the tensors that it is called with as a layer of another. */
import type { Target } from '../layers/definition';
import { formatShape } from '../shape/dim';
import { type ApplicationParts, inputSpan, type Place } from './application-parts';
import type { LocatedRefusal, Model, Tensor } from './graph';
import { outputsFor, passesInput } from './model-outputs';
import { modelTotals } from './totals';

export function inferModel(model: Model, inputs: readonly Tensor[], place: Place, target: Target): ApplicationParts {
  const given = inputs.map(({ shape }) => shape);
  const { shapes, macs, refused } = outputsFor(model, given, target);
  const known = shapes.length > 0 && shapes.every((shape) => shape !== null);
  const why = known
    ? null
    : (refused ??
      model.unknown ??
      model.outputs[0]?.unknown ??
      inputs.find(({ shape }) => shape === null)?.unknown ??
      inputs[0]?.unknown ??
      'the model is not followed with inputs of another size');
  const refusals = inputRefusals(model, inputs, place, target);
  if (refused && refusals.length === 0)
    refusals.push({ rule: 'model-input-mismatch', arg: null, message: refused, span: inputSpan(place), source: null });
  return {
    axes: shapes.map((shape) => shape ?? []),
    shapes: shapes.length ? shapes : [null],
    weights: [],
    macs,
    windows: [],
    refusals,
    unknown: why,
    dtype: model.outputs[0]?.dtype ?? 'float32',
    params: modelTotals(model).params,
    builds: null,
  };
}

function inputRefusals(model: Model, inputs: readonly Tensor[], place: Place, target: Target): LocatedRefusal[] {
  const refusals: LocatedRefusal[] = [];
  for (const [i, expected] of model.inputs.entries()) {
    const given = inputs[i]?.shape;
    if (!given || !expected.shape || passesInput(expected.shape, given, target)) continue;
    const message = `${model.name} takes ${formatShape(expected.shape)} but is given ${formatShape(given)}`;
    refusals.push({ rule: 'model-input-mismatch', arg: null, message, span: inputSpan(place), source: null });
  }
  return refusals;
}
