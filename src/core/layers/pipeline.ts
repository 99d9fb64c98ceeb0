/** Pipeline: layers one after the other, as one layer. */
import { defineLayer } from './definition';
import { type Answer, delegate } from './delegate';
import { inferChain } from './infer-chain';
import { type InnerLayer, layersArg } from './inner-layer';

export const pipeline = defineLayer({
  name: 'Pipeline',
  holdsLayers: true,
  summary: 'Applies layers one after the other, mostly to prepare data.',
  frameworks: ['keras'],
  args: { layers: layersArg({ doc: 'The layers in their order' }) },
  commonByPosition: ['name'],
  commonArgs: ['name'],
  dtype: ({ layers }, input) =>
    layers.reduce((dtype, { definition, values }) => definition?.dtype(values as never, dtype) ?? 'float32', input),
  ...delegate(({ layers }: { readonly layers: readonly InnerLayer[] }, input, target) =>
    layers.length > 0 ? inferChain(layers, input, target, { traced: true }) : empty,
  ),
});

const empty: Answer = {
  refusals: [{ rule: 'invalid-argument', arg: 'layers', message: 'Pipeline: must hold a layer at least' }],
};
