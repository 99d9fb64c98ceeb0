/** Global pooling: one number for each channel. */
import { flag } from './args';
import { channelAxis, dataFormat } from './data-format';
import { defineLayer, type Framework, type LayerDefinition } from './definition';

interface GlobalPoolingDescription {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly affine?: boolean;
  readonly masking?: LayerDefinition['masking'];
  readonly rank: 1 | 2 | 3;
  readonly frameworks?: readonly Framework[];
}

/** GlobalMaxPooling or GlobalAveragePooling of a rank (`keras.src.layers.pooling.base_global_pooling`). */
export function globalPoolingLayer({ rank, ...described }: GlobalPoolingDescription): LayerDefinition {
  return defineLayer({
    ...described,
    args: {
      dataFormat: dataFormat(rank === 1 ? { frameworks: ['keras'] } : {}),
      keepdims: flag({ default: false, frameworks: ['keras'], doc: 'Keep the pooled axes with size 1' }),
    },
    rank: rank + 2,
    output: ({ dataFormat: format, keepdims }, input) => {
      const channelsAt = channelAxis(format, input.length);
      if (!keepdims) return [input[0]!, input[channelsAt]!];
      return input.map((dim, axis) => (axis === 0 || axis === channelsAt ? dim : 1));
    },
  });
}
