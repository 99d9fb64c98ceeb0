/** What a layer of the catalogue makes of its inputs, with the faults located in the text. */
import type { Target, Weight } from '../layers/definition';
import { inferLayer } from '../layers/infer';
import { type Dim, formatShape, isSymbolic, isUnknownDim } from '../shape/dim';
import { axisSize } from '../shape/formula';
import { type ApplicationParts, inputSpan, type Place, unknownParts } from './application-parts';
import type { Layer, LocatedRefusal, Tensor } from './graph';

export function inferApplication(
  layer: Layer,
  inputs: readonly Tensor[],
  place: Place,
  target: Target,
): ApplicationParts {
  const nothing = (unknown: string, refusals: readonly LocatedRefusal[] = []): ApplicationParts =>
    unknownParts(unknown, inputs[0]?.dtype ?? 'float32', refusals);
  const { definition, values } = layer;
  const refused = layer.refusals[0];
  if (refused) return nothing(`the layer is not valid: ${refused.message}`);
  if (!definition || !values) return nothing(layer.unknown ?? 'an argument of the layer is not known');
  const shapeless = inputs.find(({ shape }) => shape === null);
  if (shapeless) return nothing(shapeless.unknown ?? 'the input shape is not known');
  const shapes = inputs.map(({ shape }) => shape!);
  const inference = inferLayer(definition, values, shapes, target, place.flags ? { flags: place.flags } : {});
  if ('unknown' in inference) return nothing(inference.unknown);
  if ('refusals' in inference) {
    const refusals = inference.refusals.map((refusal) => locate(refusal, layer, place));
    return nothing(`the layer does not accept its input: ${refusals[0]!.message}`, refusals);
  }
  const built = layer.weights;
  if (built && !sameWeights(built, inference.weights)) {
    const message = `${layer.name} was built for another input: its ${describeWeights(built)} does not fit ${formatShape(shapes[0]!)}`;
    return nothing(message, [{ rule: 'rank-mismatch', arg: null, message, span: inputSpan(place), source: null }]);
  }
  const outputShapes = inference.outputs.map((axes) => axes.map(axisSize));
  const known = outputShapes.every((shape) => !shape.some(isUnknownDim));
  const countKnown = inference.weights.every(({ shape }) => !shape.some(isUnknownDim));
  const why =
    known && countKnown
      ? openSizes([...outputShapes, ...inference.weights.map(({ shape }) => shape)])
      : (layer.unknown ?? inputs.find(({ unknown }) => unknown)?.unknown ?? 'a size is not known');
  return {
    axes: inference.outputs,
    shapes: outputShapes,
    weights: inference.weights,
    macs: inference.macs,
    windows: inference.windows,
    refusals: [],
    unknown: why,
    dtype: definition.dtype(values as never, inputs[0]?.dtype ?? givenDtype(values), layer.dtype),
    builds: built ? null : inference.weights,
  };
}

/** A refusal with its place: the arg's value, the input, or the call. */
function locate(refusal: Omit<LocatedRefusal, 'span' | 'source'>, layer: Layer, place: Place): LocatedRefusal {
  const arg = refusal.arg === null ? undefined : layer.args.get(refusal.arg);
  if (arg?.span) return { ...refusal, span: arg.span, source: arg.source };
  const span = refusal.arg === null ? inputSpan(place) : (layer.call?.callee.span ?? layer.span);
  return { ...refusal, span, source: null };
}

/** The dtype that an input layer is given. */
function givenDtype({ dtype }: Readonly<Record<string, unknown>>): string {
  return typeof dtype === 'string' ? dtype : 'float32';
}

function sameWeights(a: readonly Weight[], b: readonly Weight[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ shape }, i) =>
        shape.length === b[i]!.shape.length && shape.every((dim, axis) => mayBeEqual(dim, b[i]!.shape[axis]!)),
    )
  );
}

export function mayBeEqual(a: Dim, b: Dim): boolean {
  return typeof a !== 'number' || typeof b !== 'number' || a === b;
}

function describeWeights(weights: readonly Weight[]): string {
  return weights.length ? `${weights[0]!.name} ${formatShape(weights[0]!.shape)}` : 'weights';
}

/** Sizes that are known only by the names of parameters make a shape that is no number yet. */
function openSizes(shapes: readonly (readonly Dim[])[]): string | null {
  const names = new Set<string>();
  for (const shape of shapes)
    for (const dim of shape) if (isSymbolic(dim)) for (const name of dim.names) names.add(name);
  return names.size > 0 ? `it depends on ${[...names].join(', ')}` : null;
}
