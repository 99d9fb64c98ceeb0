/** The data sets that can be trained on, as far as a plan must know them, and which of them fits a model. */

import type { DataCall, Model } from '../graph/graph';
import { isKnown } from '../shape/dim';

export type DatasetName = 'mnist' | 'fashion_mnist' | 'kmnist' | 'cifar10' | 'cifar100';

/** What a plan must know of data. */
export interface DataDescription {
  readonly name: DatasetName | 'own';
  /** What messages call it. */
  readonly title: string;
  /** The shape of one sample; `null` for images that are resized to what the model takes. */
  readonly sampleShape: readonly number[] | null;
  readonly classes: number;
  /** Whole numbers from 0 to 255, as pixels are. */
  readonly isPixels: boolean;
  /** The file or folder of the user's own data. */
  readonly path?: string | null;
}

function images(name: DatasetName, title: string, sampleShape: readonly number[], classes: number): DataDescription {
  return { name, title, sampleShape, classes, isPixels: true };
}

/** By the names of `keras.datasets`, the usual choice first; KMNIST is not among those of Keras. */
export const KNOWN_DATA: readonly DataDescription[] = [
  images('mnist', 'MNIST', [28, 28, 1], 10),
  images('fashion_mnist', 'Fashion-MNIST', [28, 28, 1], 10),
  images('kmnist', 'KMNIST', [28, 28, 1], 10),
  images('cifar10', 'CIFAR-10', [32, 32, 3], 10),
  images('cifar100', 'CIFAR-100', [32, 32, 3], 100),
];

export function knownData(name: string): DataDescription | null {
  return KNOWN_DATA.find((data) => data.name === name) ?? null;
}

/** What the program itself trains on; `null` if that is not known or none of these. */
export function loadedData(fit: DataCall | null): DataDescription | null {
  const name = fit?.x?.[0]?.facts.dataset?.name;
  return name === undefined ? null : knownData(name);
}

/** What the program itself trains on, else MNIST. */
export function usualData(fit: DataCall | null): DataDescription {
  return loadedData(fit) ?? KNOWN_DATA[0]!;
}

/** The known data whose samples the model takes as they are and whose classes it can tell apart, the best first. */
export function fittingData(model: Model, fit: DataCall | null): readonly DataDescription[] {
  const [usual, shape, units] = [usualData(fit), model.inputs[0]?.shape?.slice(1), model.outputs[0]?.shape?.at(-1)];
  if (!shape) return [];
  const size = shape.every((dim) => dim !== null && isKnown(dim))
    ? shape.reduce((p, dim) => p * (dim as number), 1)
    : null;
  const fits = ({ sampleShape, classes }: DataDescription): boolean => {
    const open = shape.length === 3 && shape.every((dim, axis) => dim === null || dim === sampleShape![axis]);
    const enough = typeof units !== 'number' || units === 1 || units >= classes;
    return enough && (open || size === sampleShape!.reduce((p, dim) => p * dim, 1));
  };
  // A model with as many outputs as there are classes is likely made for them.
  const rank = (data: DataDescription) => (data === usual ? 0 : data.classes === units ? 1 : 2);
  return KNOWN_DATA.filter(fits).sort((a, b) => rank(a) - rank(b));
}
