/** SpectralNormalization: a layer whose kernel is kept at the spectral norm 1. */
import { amount } from './args';
import { defineLayer } from './definition';
import { delegate, withOutput } from './delegate';
import { type InnerLayer, layerArg } from './inner-layer';

interface Values {
  readonly layer: InnerLayer;
  readonly powerIterations: number | null;
}

export const spectralNormalization = defineLayer({
  name: 'SpectralNormalization',
  holdsLayers: true,
  summary: 'Divides the kernel of a layer by its largest singular value in training.',
  frameworks: ['keras'],
  args: {
    layer: layerArg({ doc: 'The layer with the kernel' }),
    powerIterations: amount({ default: 1, doc: 'Steps of the estimate' }),
  },
  rank: { min: 1 },
  ...delegate(({ layer, powerIterations }: Values, input, target) => {
    if (powerIterations !== null && powerIterations <= 0) {
      const message = `SpectralNormalization: power_iterations must be larger than 0, not ${powerIterations}`;
      return { refusals: [{ rule: 'invalid-argument', arg: 'powerIterations', message }] };
    }
    const answer = layer.infer([input], target);
    if (!('outputs' in answer)) return answer;
    const at = answer.weights.findIndex(({ name }) => name === 'kernel' || name === 'embeddings');
    const kernel = answer.weights[at];
    // Recurrent layers and wrappers keep theirs in a layer inside.
    if (!kernel || layer.definition?.holdsLayers || 'goBackwards' in (layer.definition?.args ?? {})) {
      const message = `SpectralNormalization: a ${layer.className} has no kernel and no embeddings`;
      return { refusals: [{ rule: 'invalid-argument', arg: 'layer', message }] };
    }
    // The vector of the estimate has a number for each output of the kernel.
    const vector = { name: 'vector_u', shape: [1, kernel.shape.at(-1)!], trainable: false };
    return withOutput('SpectralNormalization', answer, (inference) => ({
      ...inference,
      weights: [kernel, vector, ...inference.weights.filter((_, i) => i !== at)],
    }));
  }),
});
