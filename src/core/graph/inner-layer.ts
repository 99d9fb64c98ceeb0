/** A layer or a model of the program as other layers see it that it is given to. */
import type { Weight } from '../layers/definition';
import type { Answer } from '../layers/delegate';
import { inferChain } from '../layers/infer-chain';
import { type InnerLayer, innerLayer } from '../layers/inner-layer';
import type { Layer, Model } from './graph';
import { replay } from './replay';

export function innerOfLayer(layer: Layer): InnerLayer {
  if (layer.model) return innerOfModel(layer.model);
  const refusal = layer.refusals[0];
  return innerLayer({
    ...layer,
    trainable: layer.trainable !== false,
    values: refusal ? null : layer.values,
    unknown: refusal ? `the layer inside is not valid: ${refusal.message}` : layer.unknown,
  });
}

export function innerOfModel(model: Model): InnerLayer {
  return {
    className: model.kind === 'sequential' ? 'Sequential' : 'Functional',
    definition: null,
    values: null,
    trainable: model.trainable !== false,
    unknown: model.unknown,
    infer: ([input], target): Answer => {
      if (model.inputs.length === 0 && model.kind === 'sequential')
        return inferChain(model.layers.map(innerOfLayer), input!, target);
      const outcome = replay(model, [input!], target);
      if (outcome.kind === 'unknown') return { unknown: `the model ${model.name} is not known in full` };
      if (outcome.kind === 'refused')
        return { refusals: [{ rule: 'rank-mismatch', arg: null, message: `${model.name}: ${outcome.message}` }] };
      return {
        outputs: outcome.shapes,
        weights: weightsOf(model),
        macs: outcome.macs,
        windows: [],
      };
    },
  };
}

function weightsOf(model: Model): Weight[] {
  return model.layers.flatMap((layer) =>
    layer.model
      ? weightsOf(layer.model)
      : (layer.weights ?? []).map((weight) => ({
          ...weight,
          trainable: weight.trainable && layer.trainable !== false,
        })),
  );
}
