/** A serialised Keras model as the program that makes it: `keras.Sequential([...])` or layers that are called and `keras.Model(...)`. */
import type { Argument, Expr } from '../../lang/program';
import type { Span } from '../../text/span';
import { buildShape, inputArguments } from './keras-config';
import { lowerFunctional } from './keras-functional';
import { lowerLayer } from './keras-layer';
import { inside, isInputLayer, isSequential, layerName, layersOf, startsWithInput } from './keras-parts';
import type { Lowering } from './lowering';
import { call, library, list, method, positional, statement } from './nodes';
import { getObject, getString, isFalse, type JsonObject, property } from './tree';
import { argument, lowerValue, spanOfClass } from './values';

/** Emits the model and gives the name it is bound to. `path` keeps apart what nested models call alike; empty for the file's own model. */
export function lowerModel(model: JsonObject, path: string, lowering: Lowering): Expr {
  const config = getObject(model, 'config');
  const title = modelTitle(model);
  const variable = path || lowering.variable(title.name);
  const value = isSequential(model) ? lowerSequential(model, path, lowering) : lowerFunctional(model, path, lowering);
  const bound = lowering.bind(variable, title.span, value);
  const shape = isSequential(model) && !startsWithInput(layersOf(model)) ? buildShape(config) : null;
  if (shape) lowering.body.push(statement(method(bound, 'build', [shape], shape.span)));
  return bound;
}

/** `name=` and, for a frozen model, `trainable=`. */
export function modelSettings(model: JsonObject): Argument[] {
  const config = getObject(model, 'config');
  const name = config && property(config, 'name');
  const trainable = config && property(config, 'trainable');
  return [
    ...(name?.value?.type === 'string' ? [argument(name, 'name', lowerValue(name.value))] : []),
    ...(trainable?.value && isFalse(trainable.value)
      ? [argument(trainable, 'trainable', lowerValue(trainable.value))]
      : []),
  ];
}

export function lowerInput(layer: JsonObject): Expr {
  return call(
    library('keras.Input', spanOfClass(layer)),
    inputArguments(layer),
    layer.span,
    getObject(layer, 'config')?.span ?? layer.span,
  );
}

function modelTitle(model: JsonObject): { readonly name: string; readonly span: Span } {
  const name = getString(getObject(model, 'config'), 'name');
  const kind = getString(model, 'class_name');
  return { name: name?.value ?? kind?.value.toLowerCase() ?? 'model', span: (name ?? kind)?.span ?? model.span };
}

function lowerSequential(model: JsonObject, path: string, lowering: Lowering): Expr {
  const layers = layersOf(model);
  const items: Expr[] = [];
  for (const [i, layer] of (layers?.items ?? []).entries()) {
    if (layer.type !== 'object') items.push(lowering.broken('a layer must be an object', layer.span));
    else if (isInputLayer(layer)) items.push(lowerInput(layer));
    else items.push(lowerLayer(layer, i > 0, inside(path, layerName(layer) ?? String(i)), lowering));
  }
  const span = layers?.span ?? model.span;
  return call(
    library('keras.Sequential', spanOfClass(model)),
    [positional(list(items, span)), ...modelSettings(model)],
    model.span,
    getObject(model, 'config')?.span ?? model.span,
  );
}
