/** A serialised layer as the expression that makes it. */
import type { Expr } from '../../lang/program';
import { isKerasModel } from './formats';
import { layerArguments } from './keras-config';
import { lowerModel } from './keras-model';
import type { Lowering } from './lowering';
import { call, library, unreadable } from './nodes';
import { get, getObject, getString, type JsonObject } from './tree';
import { isCustom, lowerSerialized, type ObjectLowering } from './values';

/** `keras.layers.Conv2D(filters=16, …)`, or a model for a model in a model. */
export function lowerLayer(layer: JsonObject, hasInput: boolean, path: string, lowering: Lowering): Expr {
  if (isKerasModel(layer)) return lowerModel(layer, path, lowering);
  const className = getString(layer, 'class_name');
  if (!className) return lowering.broken('a layer needs a "class_name"', layer.span);
  if (isCustom(layer))
    return unreadable(`${className.value} is a class of the program that wrote the file`, layer.span);
  const config = get(layer, 'config');
  if (config && config.type !== 'object')
    return lowering.broken('the config of a layer must be an object', config.span);
  const lowerObject: ObjectLowering = (object, key) => {
    if (isLayer(object, key)) return lowerLayer(object, true, `${path}/${key}`, lowering);
    return lowerSerialized(object, key, lowerObject);
  };
  const callee = library(`${layerModule(layer)}.${className.value}`, className.span);
  return call(
    callee,
    layerArguments(layer, hasInput, lowering, lowerObject),
    layer.span,
    getObject(layer, 'config')?.span ?? layer.span,
  );
}

/** Where the class is: networks of `keras.applications` have layers of their own. */
function layerModule(layer: JsonObject): string {
  const own = /\.applications\.\w+$/.exec(getString(layer, 'module')?.value ?? '');
  return own ? `keras${own[0]}` : 'keras.layers';
}

/** A layer inside of a layer's config: the wrapped one, a cell, an activation layer. */
function isLayer(object: JsonObject, key: string): boolean {
  const module = getString(object, 'module')?.value;
  if (module !== undefined) return /^(keras|tf_keras)(\.src)?(\.(layers|models|engine)\b|$)/.test(module);
  return getString(object, 'class_name') !== null && /^(layer|forward_layer|backward_layer|cell|cells)$/.test(key);
}
