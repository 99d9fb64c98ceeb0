/** What Keras raises where a program asks a model or a layer for what it does not have: a shape before it is built, a layer by a wrong name. */

import type { EvalContext } from '../../eval/context';
import type { RaisedFault } from '../../eval/library';
import type { Value } from '../../eval/value';
import type { Layer, Model } from '../../graph/graph';
import { nearest } from '../../graph/layer-args';
import { UNKNOWN_NAME } from '../../graph/layer-names';
import { toSnakeCase } from '../../layers/names';

/** What a Sequential model has once it knows its input shape. */
const whenBuilt = new Set(['input_shape', 'output_shape', 'inputs', 'outputs', 'count_params']);

/** Tensors that a Sequential model has once it was applied like a layer (Keras 3). */
const whenApplied = new Set(['input', 'output']);

/** What layers had until Keras 3. */
const untilKeras3: ReadonlyMap<string, string> = new Map([
  ['output_shape', 'layer.output.shape'],
  ['input_shape', 'layer.input.shape'],
  ['get_output_shape_at', 'layer.output.shape'],
  ['get_input_shape_at', 'layer.input.shape'],
  ['get_output_at', 'layer.output'],
  ['get_input_at', 'layer.input'],
  ['inbound_nodes', 'layer._inbound_nodes'],
  ['outbound_nodes', 'layer._outbound_nodes'],
]);

export function raisedByReading(object: Value, name: string, context: EvalContext): RaisedFault | null {
  if (context.target.framework !== 'keras' || context.target.version[0] < 3) return null;
  switch (object.kind) {
    case 'model':
      return ofModel(object.model, name, context);
    case 'layer':
      return ofLayer(object.layer, name);
    default:
      return null;
  }
}

function ofModel(model: Model, name: string, context: EvalContext): RaisedFault | null {
  if (model.kind !== 'sequential' || model.unknown !== null || context.graph.hasEscaped(model)) return null;
  const called = model.variable?.name ?? model.name;
  if (whenBuilt.has(name) && model.inputs.length === 0 && isWritten(model)) {
    return {
      rule: 'not-built',
      message: `${called} has no ${name} yet: it is not told its input shape`,
    };
  }
  if (whenApplied.has(name) && model.asLayer === null) {
    return {
      rule: 'not-built',
      message: `${called} has no ${name}: a Sequential model has it only after it was applied to a tensor; ${called}.${name}s is a list that it has ${model.inputs.length > 0 ? 'now' : 'once it is told its input shape'}`,
    };
  }
  return null;
}

/** False for a model that is nothing but what is not followed. */
const isWritten = (model: Model): boolean => model.layers.every(({ unknown }) => unknown === null);

function ofLayer({ className, definition, model }: Layer, name: string): RaisedFault | null {
  const instead = untilKeras3.get(name);
  if (!instead || !definition || model) return null;
  return { rule: 'unknown-name', message: `${className} of Keras 3 has no ${name}; write ${instead}` };
}

/** What to say where a model certainly has no layer of a name; null where it may have one. */
export function missingLayer(
  model: Model,
  layers: readonly Layer[],
  name: string,
  context: EvalContext,
): string | null {
  if (model.unknown !== null || model.kind === 'subclass' || layers.length === 0 || context.graph.hasEscaped(model))
    return null;
  // Names that the framework counts depend on all that was made before.
  const bases = new Set(layers.map(({ className }) => toSnakeCase(className)));
  if (bases.has(name.replace(/_\d+$/, '')) || layers.some((layer) => mayBeNamed(layer))) return null;
  const names = layers.map((layer) => layer.name);
  const near = nearest(name, names);
  return `${model.variable?.name ?? model.name} has no layer '${name}'${near ? `; did you mean '${near}'?` : ` among its ${names.length}`}`;
}

/** A layer that is given a name which is not known, or may be given one. */
function mayBeNamed({ name, className, call }: Layer): boolean {
  if (name === UNKNOWN_NAME) return true;
  const counted = name.replace(/_\d+$/, '') === toSnakeCase(className);
  return counted && (call?.args.some((argument) => argument.name === 'name' || argument.spread !== null) ?? false);
}
