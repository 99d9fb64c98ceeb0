/** What layers and models offer in every library, whatever its members are called. */
import { dimValue, list, unknown, type Value } from '../../eval/value';
import type { Application, Layer, Tensor } from '../../graph/graph';
import type { Count } from '../../shape/count';
import type { Shape } from '../../shape/dim';
import type { Span } from '../../text/span';
import { outputValue } from './tensors';

export function tensorValues(tensors: readonly Tensor[]): readonly Value[] {
  return tensors.map((tensor): Value => ({ kind: 'tensor', tensor }));
}

/** The one of some values, else the list of them; unknown where there is none, which the reason explains. */
function oneOrList(values: readonly Value[], reason: string, span: Span): Value {
  if (values.length === 0) return unknown(reason, span);
  return values.length === 1 ? values[0]! : list(values);
}

/** Why a layer has no parameters to count yet. */
export const NOT_APPLIED = 'the layer has not been applied yet';

const NO_INPUT = 'the model is not told its input shape';

/** `model.input`, `model.output`. */
export function endOf(tensors: readonly Tensor[], span: Span): Value {
  return oneOrList(tensorValues(tensors), NO_INPUT, span);
}

/** The shapes of the inputs or outputs of a model, as its library writes shapes. */
export function shapesOf(tensors: readonly Tensor[], written: (shape: Shape) => Value, span: Span): Value {
  const shapes = tensors.map(({ shape }) => (shape ? written(shape) : unknown('the shape is not known', span)));
  return oneOrList(shapes, NO_INPUT, span);
}

/** `layer.input`: what the layer was first applied to. */
export function inputOf({ name }: Layer, first: Application | undefined, span: Span): Value {
  return oneOrList(tensorValues(first?.inputs ?? []), notApplied(name), span);
}

/** `layer.output`: what it gave then. */
export function outputOf({ name }: Layer, first: Application | undefined, span: Span): Value {
  return first ? outputValue(first) : unknown(notApplied(name), span);
}

function notApplied(name: string): string {
  return `${name} has not been applied yet`;
}

/** A number of parameters that a program asks for. */
export function countValue(params: Count | undefined, reason: string, span: Span): Value {
  return typeof params === 'number' ? dimValue(params) : unknown(reason, span);
}

/** The reason why a functional model is not known in full: a tensor that no layer made. */
export function whyUnknown(tensors: readonly Tensor[]): string | null {
  return tensors.find(({ producer }) => producer === null)?.unknown ?? null;
}
