/** The penalties of regularizers, which are part of the loss. */

import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Value } from './builder';
import { describe } from './layers/call';
import { absolute, add, scale, square } from './ops/arithmetic';
import { sum } from './ops/reductions';
import type { Trace } from './trace';
import type { WeightStore } from './trace-model';
import { NotInGraph } from './unsupported';

type Layer = LayersModel['layers'][number];

/** The weight that a setting is about, by the last part of its name. */
const WEIGHTS: Readonly<Record<string, string>> = {
  kernelRegularizer: 'kernel',
  biasRegularizer: 'bias',
  depthwiseRegularizer: 'depthwise_kernel',
  pointwiseRegularizer: 'pointwise_kernel',
  gammaRegularizer: 'gamma',
  betaRegularizer: 'beta',
  alphaRegularizer: 'alpha',
};

/** The loss with all penalties added. A layer that is applied several times counts once, as in Keras. */
export function withPenalties(trace: Trace, loss: Value, model: LayersModel, store: WeightStore): Value {
  return layersWithin(model).reduce((total, layer) => addPenalties(trace, total, layer, store), loss);
}

/** Each layer once, those of nested models included. */
function layersWithin(model: LayersModel, seen = new Set<Layer>()): readonly Layer[] {
  for (const layer of model.layers) {
    if ('layers' in layer) layersWithin(layer as LayersModel, seen);
    else seen.add(layer);
  }
  return [...seen];
}

function addPenalties(trace: Trace, loss: Value, layer: Layer, store: WeightStore): Value {
  const facts = { name: layer.name, className: layer.getClassName() };
  let total = loss;
  for (const [setting, value] of Object.entries(layer.getConfig())) {
    if (!setting.endsWith('Regularizer') || value === null || value === undefined) continue;
    const suffix = WEIGHTS[setting];
    const { className, config } = value as { className?: string; config?: { l1?: number; l2?: number } };
    if (suffix === undefined || className !== 'L1L2') throw new NotInGraph(describe(facts, `with its ${setting}`));
    const weight = layer.weights.find(({ originalName }) => originalName.split('/').at(-1) === suffix);
    if (weight === undefined) continue;
    const current = store.value(weight);
    const axes = current.shape.map((_, axis) => axis);
    const { l1 = 0, l2 = 0 } = config ?? {};
    if (l1) total = add(trace, total, scale(trace, sum(trace, absolute(trace, current), { axes }), l1));
    if (l2) total = add(trace, total, scale(trace, sum(trace, square(trace, current), { axes }), l2));
  }
  return total;
}
