/** Layers that give images another height and width. */
import { type Dim, type Shape, unknownDim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, refused, show, value, wholeNumber } from './args';
import type { DataFormat } from './data-format';
import { PlainUnknown } from './plain';

/** A height or width that becomes an axis as it is: None stays open. */
export function imageSizeArg(doc: string): ArgSpec<Dim> {
  return {
    doc,
    default: undefined,
    nullCounts: true,
    takes: 'whole number ≥ 0',
    whenUnknown: unknownDim,
    schema: { type: 'integer', minimum: 0 },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return { kind: 'unknown', reason: plain.reason };
      if (plain === null || plain instanceof Symbolic) return value(plain);
      const number = wholeNumber(plain, target);
      return number === null || number < 0 ? refused(`must be a whole number ≥ 0, not ${show(plain)}`) : value(number);
    },
  };
}

interface ImageSize {
  readonly height: Dim;
  readonly width: Dim;
  readonly dataFormat: DataFormat;
}

/** Only inputs of rank 4 have a batch; all others begin with the height, or with the channels. */
export function resized({ height, width, dataFormat }: ImageSize, input: Shape): Dim[] {
  const first = (input.length === 4 ? 1 : 0) + (dataFormat === 'channels_first' ? 1 : 0);
  return input.map((dim, axis) => (axis === first ? height : axis === first + 1 ? width : dim));
}
