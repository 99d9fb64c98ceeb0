/** Shapes as programs of TensorFlow.js see them: arrays, with null for what is open. */
import { dimValue, list, type Value } from '../../eval/value';
import type { Shape } from '../../shape/dim';

export function shapeList(shape: Shape): Value {
  return list(shape.map(dimValue));
}
