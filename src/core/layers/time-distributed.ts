/** TimeDistributed: a layer applied to every step of a sequence. */
import { multiplyCounts } from '../shape/count';
import { defineLayer } from './definition';
import { delegate, withOutput } from './delegate';
import { type InnerLayer, layerArg } from './inner-layer';
import { usesMask } from './masks';

export const timeDistributed = defineLayer({
  name: 'TimeDistributed',
  holdsLayers: true,
  summary: 'Applies a layer to every step of a sequence.',
  masking: usesMask,
  args: { layer: layerArg({ doc: 'The layer that is applied to each step' }) },
  rank: { min: 3 },
  ...delegate(({ layer }: { readonly layer: InnerLayer }, [batch, steps, ...rest], target) =>
    withOutput('TimeDistributed', layer.infer([[batch!, ...rest]], target), (inference) => {
      const [outer, ...output] = inference.outputs[0]!;
      return {
        ...inference,
        outputs: [[outer!, steps!, ...output]],
        macs: multiplyCounts(steps!, inference.macs),
        windows: inference.windows.map((window) => ({ ...window, axis: window.axis + 1 })),
      };
    }),
  ),
});
