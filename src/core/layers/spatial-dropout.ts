/** Spatial dropout: in training whole channels are set to zero; the shape stays. */
import { dataFormat } from './data-format';
import { defineLayer, type Framework, type LayerDefinition } from './definition';
import { keepsMask } from './masks';
import { lateSeedArg, seedRefusals, share } from './noise';

interface SpatialDropoutDescription {
  readonly name: string;
  readonly summary: string;
  readonly rank: 1 | 2 | 3;
  readonly frameworks?: readonly Framework[];
}

/** SpatialDropout1D knows no data format. */
export function spatialDropoutLayer({ rank, ...described }: SpatialDropoutDescription): LayerDefinition {
  const rate = share('Share of the channels that are dropped');
  const seed = lateSeedArg();
  return defineLayer({
    ...described,
    affine: true,
    masking: keepsMask,
    args: rank === 1 ? { rate, seed } : { rate, dataFormat: dataFormat(), seed },
    rank: rank + 2,
    commonByPosition: ['name', 'dtype'],
    commonArgs: ['name', 'dtype'],
    elementwise: true,
    refuses: (args) => {
      const { rate: given, seed: wrong } = args as { readonly rate: number | null; readonly seed: string | null };
      return seedRefusals(described.name, wrong, given);
    },
    output: (_, input) => [...input],
  });
}
