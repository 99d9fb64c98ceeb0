/** Totals of layers and models: parameters, trainable parameters, operations. */
import type { Weight } from '../layers/definition';
import { addCounts, type Count, elementCount, sumCounts } from '../shape/count';
import { Symbolic } from '../shape/symbolic';
import { distinctCount } from './distinct-weights';
import type { Application, Layer, Model } from './graph';

export interface ModelTotals {
  readonly params: Count;
  readonly trainableParams: Count;
  readonly macs: Count;
}

/** Totals of a model: each layer counted once, however often it is applied; operations once per application. */
export function modelTotals(model: Model): ModelTotals {
  if (model.unknown !== null || model.countsUnknown !== null || model.applications.length === 0)
    return { params: null, trainableParams: null, macs: null };
  const macs = modelMacs(model);
  if (model.kind !== 'subclass' && model.applications.some(({ params }) => params === null))
    return { params: null, trainableParams: null, macs };
  const layers = model.kind === 'subclass' ? model.layers : model.applications.map(({ layer }) => layer);
  return {
    params: addCounts(weightCount(model.ownWeights), layerCounts(layers)),
    trainableParams:
      model.trainable === false ? 0 : addCounts(trainableWeights(model.ownWeights), trainableCounts(layers)),
    macs,
  };
}

/** Multiply-accumulate operations of a model for one sample, once per application. */
export function modelMacs({ unknown, countsUnknown, kind, applications, callMacs }: Model): Count {
  if (unknown !== null || countsUnknown !== null || applications.length === 0) return null;
  if (kind === 'subclass') return callMacs;
  return sumCounts(applications.map(({ macs }) => macs));
}

/** How many of an application's parameters training changes, with what is frozen at the end of the program. */
export function trainableCount({ layer, weights, params }: Application): Count {
  if (params === null || params === 0) return params;
  if (typeof layer.trainable === 'object') return null;
  if (!layer.trainable || layer.model?.trainable === false) return 0;
  if (layer.model || layer.holds) return trainableCounts([layer]);
  return trainableWeights(weights);
}

/** All parameters of layers, each counted once; a layer that is not built has none yet. */
export function layerCounts(layers: readonly Layer[]): Count {
  return distinctCount(
    layers,
    (layer) => ifBuilt(layer, weightCount(ownWeights(layer))),
    () => true,
  );
}

function trainableCounts(layers: readonly Layer[]): Count {
  return distinctCount(
    layers,
    (layer) => {
      const count = ifBuilt(layer, trainableWeights(ownWeights(layer)));
      return typeof layer.trainable === 'object' && count !== 0 ? null : count;
    },
    ({ trainable }) => trainable !== false,
  );
}

/** Why it is not known how many parameters of layers, or of layers inside, training changes; null if it is. */
export function trainableReason(layers: readonly Layer[]): string | null {
  return firstReason(layers, ({ trainable, weights }) =>
    typeof trainable === 'object' && weights?.length !== 0 ? trainable.unknown : null,
  );
}

/** Why shape or parameters of an application are not known; null if they are. */
export function applicationReason({ unknown, params, layer }: Application): string | null {
  return unknown ?? (params === null ? countsReason([layer]) : null);
}

/** Why a model, or how many parameters it has, is not known; null if it is. */
export function modelReason({ unknown, countsUnknown, layers }: Model): string | null {
  return unknown ?? countsUnknown ?? countsReason(layers);
}

function countsReason(layers: readonly Layer[]): string | null {
  return firstReason(layers, (layer) =>
    ifBuilt(layer, ownWeights(layer).length) === null
      ? (layer.model?.countsUnknown ?? layer.buildUnknown ?? null)
      : null,
  );
}

/** The first reason that one of the layers has, or a layer inside. */
function firstReason(
  layers: readonly Layer[],
  reasonOf: (layer: Layer) => string | null,
  seen = new Set<Layer>(),
): string | null {
  for (const layer of layers) {
    if (seen.has(layer)) continue;
    seen.add(layer);
    const { model, holds } = layer;
    const reason = reasonOf(layer) ?? firstReason(model?.layers ?? holds?.layers ?? [], reasonOf, seen);
    if (reason !== null) return reason;
  }
  return null;
}

/** Not known where it is not known whether the layer is built, or which layers a model has. */
function ifBuilt({ buildUnknown, model }: Layer, count: Count): Count {
  return model?.countsUnknown || (buildUnknown !== undefined && count !== 0) ? null : count;
}

function ownWeights({ model, holds, weights }: Layer): readonly Weight[] {
  return model ? model.ownWeights : holds ? holds.weights : (weights ?? []);
}

function trainableWeights(weights: readonly Weight[]): Count {
  return weightCount(weights.filter(({ trainable }) => trainable));
}

export function weightCount(weights: readonly Weight[]): Count {
  return hideUnknown(sumCounts(weights.map(({ shape }) => elementCount(shape))));
}

/** A count in which an unknown size takes part is not known. */
export function hideUnknown(count: Count): Count {
  return count instanceof Symbolic && count.isUnknown ? null : count;
}
