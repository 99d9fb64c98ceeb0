/** Cropping: the spatial axes lose elements at both ends. */
import { add, type Dim, isKnown, subtract } from '../shape/dim';
import { type Axis, f } from '../shape/formula';
import { axisNames, dataFormat, spatialAxes } from './data-format';
import { defineLayer, type Framework, type LayerDefinition, type Refusal } from './definition';
import { pairs } from './pairs';

interface CroppingDescription {
  readonly name: string;
  readonly summary: string;
  readonly rank: 1 | 2 | 3;
  readonly frameworks?: readonly Framework[];
}

/** Cropping2D cuts nothing off if it is not told to; the others one element at each end. */
export function croppingLayer({ rank, ...described }: CroppingDescription): LayerDefinition {
  const cropping = pairs(rank, {
    default: rank === 2 ? 0 : 1,
    doc: 'Elements cut off before and after each axis',
    neededInTfjs: true,
    extraInTfjs: true,
  });
  return defineLayer({
    ...described,
    affine: true,
    // Cropping1D knows no data format: it always crops axis 1.
    args: { cropping, ...(rank === 1 ? {} : { dataFormat: dataFormat({ uncheckedInTfjs: true }) }) },
    rank: rank + 2,
    refuses: (args, input, { framework }): Refusal[] => {
      const axes = spatialAxes(args.dataFormat ?? 'channels_last', input.length);
      return axes.flatMap((axis, i) => {
        const [before, after] = args.cropping[i]!;
        const cut = add(before, after);
        const along = axisNames(rank)[i]!;
        if (framework === 'tfjs')
          return input[axis] === null && isKnown(cut) && cut > 0 ? [sizeNeeded(described.name, along)] : [];
        const left = subtract(input[axis]!, cut);
        if (!isKnown(left) || left > 0) return [];
        return [
          {
            rule: 'invalid-argument',
            arg: 'cropping',
            message: `${described.name}: ${cut} of ${input[axis]} along the ${along} are cut off, so nothing is left`,
          },
        ];
      });
    },
    output: (args, input, { framework }) => {
      const output: Axis[] = [...input];
      for (const [i, axis] of spatialAxes(args.dataFormat ?? 'channels_last', input.length).entries()) {
        const size = framework === 'tfjs' ? (input[axis] ?? 0) : input[axis]!;
        output[axis] = cropped(size, args.cropping[i]!);
      }
      return output;
    },
  });
}

/** TensorFlow.js computes with null as if it were 0, and comes to a negative size. */
function sizeNeeded(layer: string, along: string): Refusal {
  return {
    rule: 'rank-mismatch',
    arg: null,
    message: `${layer}: the ${along} of the input must be known, but is null`,
  };
}

/** `I − C₁ − C₂`, or `I − 2·C` where both are the same. */
function cropped(size: Dim, [before, after]: readonly [Dim, Dim]): Axis {
  if (before === 0 && after === 0) return size;
  const input = f.size('I', size);
  if (isKnown(before) && before === after) return f.subtract(input, f.multiply(2, f.size('C', before)));
  return f.subtract(f.subtract(input, f.size('C1', before)), f.size('C2', after));
}
