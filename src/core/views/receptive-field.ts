/** How much of the model's input one output element sees, and how far apart neighbours look (Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks", 2019). */
import type { Application } from '../graph/graph';
import { add, type Dim, isKnown, maximum, multiply, subtract } from '../shape/dim';
import { effectiveKernel } from '../shape/window';

export interface ReceptiveField {
  readonly axisName: string;
  /** Input elements along the axis that one output element depends on. */
  readonly size: Dim;
  /** Input elements between two neighbouring output elements. */
  readonly stride: Dim;
}

/** Per spatial axis; empty where the layer or one before it does not keep the axes apart. */
export function receptiveField(
  application: Application,
  memo = new Map<Application, readonly ReceptiveField[]>(),
): readonly ReceptiveField[] {
  const known = memo.get(application);
  if (known) return known;
  memo.set(application, []);
  const field = compute(application, memo);
  memo.set(application, field);
  return field;
}

function compute(
  application: Application,
  memo: Map<Application, readonly ReceptiveField[]>,
): readonly ReceptiveField[] {
  const { windows, inputs, outputs } = application;
  const rank = outputs[0]?.shape?.length ?? 0;
  if (rank < 3 || inputs.some(({ shape }) => shape?.length !== rank)) return [];
  const before = merge(inputs.map(({ producer }) => (producer ? receptiveField(producer, memo) : [])));
  if (windows.length === 0) return before;
  return windows.map((window) => {
    const from = before.find(({ axisName }) => axisName === window.axisName);
    const stride = from?.stride ?? 1;
    const grown = multiply(subtract(effectiveKernel(window), 1), stride);
    return { axisName: window.axisName, size: add(from?.size ?? 1, grown), stride: multiply(stride, window.stride) };
  });
}

/** Branches that meet see what the widest of them sees. */
function merge(branches: readonly (readonly ReceptiveField[])[]): readonly ReceptiveField[] {
  const [first = [], ...others] = branches;
  return others.reduce<readonly ReceptiveField[]>(
    (merged, branch) =>
      merged.map((field) => {
        const other = branch.find(({ axisName }) => axisName === field.axisName);
        return other
          ? { ...field, size: maximum(field.size, other.size), stride: maximum(field.stride, other.stride) }
          : field;
      }),
    first,
  );
}

/** True once the field is larger than one element somewhere: before that there is nothing to tell. */
export function isWorthTelling(field: readonly ReceptiveField[]): boolean {
  return field.some(({ size }) => !isKnown(size) || size > 1);
}
