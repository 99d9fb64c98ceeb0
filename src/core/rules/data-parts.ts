/** Which array of a call belongs to which input or output of the model. */
import type { DataPart, Model, Tensor } from '../graph/graph';

export interface InputPart {
  readonly part: DataPart;
  readonly input: Tensor;
}

/** Arrays by name go to the inputs of that name, others by their order; null if a name is not among them. */
export function inputParts(model: Model, parts: readonly DataPart[]): readonly InputPart[] | null {
  return match(model.inputs, parts)?.map(([input, part]) => ({ part, input })) ?? null;
}

/** The same for labels and outputs. */
export function outputParts(
  model: Model,
  parts: readonly DataPart[],
): readonly { readonly part: DataPart; readonly output: Tensor }[] | null {
  return match(model.outputs, parts)?.map(([output, part]) => ({ part, output })) ?? null;
}

function match(
  tensors: readonly Tensor[],
  parts: readonly DataPart[],
): readonly (readonly [Tensor, DataPart])[] | null {
  if (tensors.length !== parts.length) return null;
  const pairs = parts.map((part, i): readonly [Tensor | undefined, DataPart] => {
    const named = tensors.find(({ producer }) => producer?.layer.name === part.key);
    return [part.key === null || parts.length === 1 ? tensors[i] : named, part];
  });
  return pairs.every(([tensor]) => tensor) && new Set(pairs.map(([tensor]) => tensor)).size === pairs.length
    ? (pairs as (readonly [Tensor, DataPart])[])
    : null;
}
