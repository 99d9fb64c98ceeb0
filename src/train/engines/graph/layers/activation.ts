/** Activations, as layers of their own and at the end of others. */

import type { Value } from '../builder';
import { ACTIVATIONS, leakyRelu, parametricRelu, softmax, thresholdedRelu } from '../ops/activations';
import { minimum } from '../ops/arithmetic';
import { inputOf, type LayerCall, type LayerRule, numberOf, unclear, weightOf } from './call';

export const ACTIVATION_RULES: Readonly<Record<string, LayerRule>> = {
  Activation: (call) => activated(call, inputOf(call)),
  ReLU: (call) => {
    const y = ACTIVATIONS.relu!(call.trace, inputOf(call));
    if (call.config.maxValue === undefined || call.config.maxValue === null) return y;
    return minimum(call.trace, y, call.trace.graph.scalar(numberOf(call, 'maxValue')));
  },
  LeakyReLU: (call) => leakyRelu(call.trace, inputOf(call), numberOf(call, 'alpha')),
  PReLU: (call) => parametricRelu(call.trace, inputOf(call), weightOf(call, 'alpha')),
  ELU: (call) => ACTIVATIONS.elu!(call.trace, inputOf(call)),
  ThresholdedReLU: (call) => thresholdedRelu(call.trace, inputOf(call), numberOf(call, 'theta')),
  Softmax: (call) => {
    const axis = numberOf(call, 'axis');
    if (axis !== -1 && axis !== inputOf(call).shape.length - 1) throw unclear(call, 'axis');
    return softmax(call.trace, inputOf(call));
  },
};

/** Applies the setting `activation` of a layer. */
export function activated(call: LayerCall, x: Value): Value {
  const name = call.config.activation ?? 'linear';
  const activation = typeof name === 'string' ? ACTIVATIONS[name] : undefined;
  if (activation === undefined) throw unclear(call, 'activation');
  return activation(call.trace, x);
}
