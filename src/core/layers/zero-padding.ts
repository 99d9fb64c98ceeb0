/** Zero padding: the spatial axes grow by zeros at both ends. */
import { type Dim, isKnown } from '../shape/dim';
import { type Axis, f } from '../shape/formula';
import { dataFormat, spatialAxes } from './data-format';
import { defineLayer, type Framework, type LayerDefinition } from './definition';
import { pairs } from './pairs';

interface EdgeDescription {
  readonly name: string;
  readonly summary: string;
  readonly rank: 1 | 2 | 3;
  readonly frameworks?: readonly Framework[];
}

export function zeroPaddingLayer({ rank, ...described }: EdgeDescription): LayerDefinition {
  return defineLayer({
    ...described,
    affine: true,
    addsEdges: true,
    args: {
      padding: pairs(rank, { default: 1, doc: 'Zeros before and after each axis' }),
      dataFormat: dataFormat({ uncheckedInTfjs: true }),
    },
    rank: rank + 2,
    output: ({ padding, dataFormat: format }, input) => {
      const output: Axis[] = [...input];
      for (const [i, axis] of spatialAxes(format, input.length).entries())
        output[axis] = padded(input[axis]!, padding[i]!);
      return output;
    },
  });
}

/** `I + P₁ + P₂`, or `I + 2·P` where both are the same. */
function padded(size: Dim, [before, after]: readonly [Dim, Dim]): Axis {
  if (before === 0 && after === 0) return size;
  const input = f.size('I', size);
  if (isKnown(before) && before === after) return f.add(input, f.multiply(2, f.size('P', before)));
  return f.add(f.add(input, f.size('P1', before)), f.size('P2', after));
}
