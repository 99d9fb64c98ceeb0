/** Adaptive pooling: windows of such a size that the output has a given one. */
import { type Dim, unknownDim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, refused, show, unknownReading, value, wholeNumber } from './args';
import type { DataFormat } from './data-format';
import { defineLayer, type LayerDefinition } from './definition';
import { type Plain, PlainUnknown } from './plain';

interface AdaptiveDescription {
  readonly name: string;
  readonly summary: string;
  readonly rank: 1 | 2 | 3;
  readonly affine?: boolean;
}

export function adaptivePoolingLayer({ rank, ...described }: AdaptiveDescription): LayerDefinition {
  return defineLayer({
    ...described,
    frameworks: ['keras'],
    args: { outputSize: outputSize(rank), dataFormat: exactDataFormat() },
    // Keras looks at nothing but the batch and the channels.
    rank: ({ dataFormat }) => ({ min: dataFormat === 'channels_first' ? 2 : 1 }),
    output: ({ outputSize: sizes, dataFormat }, input) =>
      dataFormat === 'channels_first' ? [input[0]!, input[1]!, ...sizes] : [input[0]!, ...sizes, input.at(-1)!],
  });
}

function outputSize(rank: number): ArgSpec<readonly Dim[]> {
  return {
    doc: 'Sizes of the output',
    default: undefined,
    takes: rank === 1 ? 'whole number ≥ 0' : `whole number ≥ 0, or ${rank} of them`,
    whenUnknown: () => Array.from({ length: rank }, unknownDim),
    schema: {
      anyOf: [
        { type: 'integer', minimum: 0 },
        { type: 'array', minItems: rank, maxItems: rank },
      ],
    },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const items = Array.isArray(plain) ? (plain as readonly Plain[]) : new Array<Plain>(rank).fill(plain);
      const must = refused(`must be a whole number ≥ 0 or ${rank} of them, not ${show(plain)}`);
      if (items.length !== rank || plain === null) return must;
      const dims: Dim[] = [];
      for (const item of items) {
        const dim =
          item instanceof PlainUnknown ? unknownDim() : item instanceof Symbolic ? item : wholeNumber(item, target);
        if ((dim === null && item !== null) || (typeof dim === 'number' && dim < 0)) return must;
        dims.push(dim);
      }
      return value(dims);
    },
  };
}

/** In lower case only, unlike elsewhere. */
function exactDataFormat(): ArgSpec<DataFormat> {
  return {
    doc: 'Where the channels are',
    default: null,
    takes: "one of 'channels_last', 'channels_first'",
    schema: { enum: ['channels_last', 'channels_first', null] },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === 'channels_first' || plain === 'channels_last') return value(plain);
      const isEmpty =
        plain === null ||
        plain === '' ||
        plain === 0 ||
        plain === false ||
        (Array.isArray(plain) && plain.length === 0);
      return isEmpty
        ? value('channels_last')
        : refused(`must be one of 'channels_last', 'channels_first', not ${show(plain)}`);
    },
  };
}
