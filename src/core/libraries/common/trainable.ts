/** The flag `trainable` of layers and models, as programs set and read it. */
import type { EvalContext } from '../../eval/context';
import { boolean, unknown, type Value } from '../../eval/value';
import type { Trainable } from '../../graph/graph';
import type { Span } from '../../text/span';

/** What a program sets the flag to; null for what is no truth. */
export function trainableOf(value: Value, context: EvalContext): Trainable | null {
  if (value.kind === 'unknown') return { unknown: value.reason };
  return value.kind === 'boolean' || value.kind === 'number' ? context.truthy(value) : null;
}

/** True where the object is a layer or model and has the flag now. */
export function setTrainable(object: Value, value: Value, context: EvalContext): boolean {
  const trainable = trainableOf(value, context);
  if (trainable === null) return false;
  if (object.kind === 'layer') context.graph.setTrainable(object.layer, trainable);
  else if (object.kind === 'model') context.graph.setModelTrainable(object.model, trainable);
  else return false;
  return true;
}

export function trainableValue(trainable: Trainable, span: Span): Value {
  return typeof trainable === 'boolean' ? boolean(trainable) : unknown(trainable.unknown, span);
}
