/** The parts of a serialised model, found in the files of any version. */
import { get, getArray, getObject, getString, type Json, type JsonArray, type JsonObject } from './tree';

export function isSequential(model: JsonObject): boolean {
  return getString(model, 'class_name')?.value === 'Sequential';
}

/** The layers of a model; the config itself is the list in old files. */
export function layersOf(model: JsonObject): JsonArray | null {
  const config = get(model, 'config');
  return config?.type === 'array' ? config : getArray(config, 'layers');
}

export function isInputLayer(layer: Json | undefined): layer is JsonObject {
  return layer?.type === 'object' && getString(layer, 'class_name')?.value === 'InputLayer';
}

export function startsWithInput(layers: JsonArray | null): boolean {
  return isInputLayer(layers?.items[0]);
}

/** The name that a layer has in the graph: beside its config, or in it. */
export function layerName(layer: JsonObject): string | null {
  return (getString(layer, 'name') ?? getString(getObject(layer, 'config'), 'name'))?.value ?? null;
}

/** The variable of a layer of a nested model. */
export function inside(path: string, layer: string): string {
  return path ? `${path}/${layer}` : layer;
}
