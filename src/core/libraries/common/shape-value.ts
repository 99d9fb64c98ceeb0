/** Shapes that the program writes: tuples and lists of sizes. */
import { sizeOfUnknown } from '../../eval/unknown-size';
import type { Value } from '../../eval/value';
import { type Dim, type Shape, unknownDim } from '../../shape/dim';

/** The sizes in a tuple or list; a size that is not followed is unknown. Null for what is no shape. */
export function shapeIn(value: Value | undefined): Shape | null {
  if (value?.kind !== 'sequence' || value.open) return null;
  return value.items.some(({ kind }) => kind === 'sequence') ? null : value.items.map(dimOf);
}

function dimOf(value: Value): Dim {
  if (value.kind === 'none') return null;
  if (value.kind === 'number' && Number.isInteger(value.value)) return value.value;
  if (value.kind === 'unknown') return sizeOfUnknown(value) ?? unknownDim();
  return value.kind === 'symbolic' ? value.value : unknownDim();
}
