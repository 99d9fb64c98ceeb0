/** Layers that modules of `keras.applications` define for themselves. */
import { amount, inert, size } from '../../../layers/args';
import { defineLayer, defineManyLayer, type LayerDefinition } from '../../../layers/definition';

/** `inputs[0] + inputs[1] * scale`, of InceptionResNetV2. */
export const customScaleLayer = defineManyLayer({
  name: 'CustomScaleLayer',
  summary: 'Adds the second input, times a number, to the first.',
  args: { scale: { ...amount({ doc: 'What the second input is multiplied by' }), default: undefined } },
  merges: true,
  outputs: (_, [first]) => [[...first!]],
});

/** A learned factor per channel, of ConvNeXt. */
export const layerScale = defineLayer({
  name: 'LayerScale',
  summary: 'Multiplies each channel by a number that is learned.',
  args: {
    initValues: { ...inert({ doc: 'Start value of the factors' }), default: undefined },
    projectionDim: { ...size({ doc: 'Number of channels' }), default: undefined },
  },
  output: (_, input) => [...input],
  weights: ({ projectionDim }) => [{ name: 'gamma', shape: [projectionDim], trainable: true }],
});

/** Leaves out the whole branch of some samples, in training only; of ConvNeXt. */
const stochasticDepth = defineLayer({
  name: 'StochasticDepth',
  summary: 'Sets all of some samples to zero, in training only.',
  args: { dropPathRate: { ...amount({ doc: 'Share of the samples' }), default: undefined } },
  elementwise: true,
  output: (_, input) => [...input],
});

/** By the module that defines them. */
export const ownLayers: ReadonlyMap<string, readonly LayerDefinition[]> = new Map([
  ['inception_resnet_v2', [customScaleLayer]],
  ['convnext', [layerScale, stochasticDepth]],
]);
