/** Shapes as programs of TensorFlow.js see them: arrays, with null for what is open. */
import { dimValue, list, type Value } from '../../eval/value';
import { type Dim, type Shape, unknownDim } from '../../shape/dim';

export function shapeList(shape: Shape): Value {
  return list(shape.map(dimValue));
}

/** The shape that an array of sizes stands for; null is an open size. */
export function shapeIn(value: Value): Shape | null {
  if (value.kind !== 'sequence' || value.open) return null;
  const dims: Dim[] = [];
  for (const item of value.items) {
    if (item.kind === 'sequence') return null;
    dims.push(
      item.kind === 'none' ? null : item.kind === 'number' || item.kind === 'symbolic' ? item.value : unknownDim(),
    );
  }
  return dims;
}
