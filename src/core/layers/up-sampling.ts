/** Up-sampling: the spatial axes grow by a whole factor. */
import type { Dim } from '../shape/dim';
import { type Axis, f } from '../shape/formula';
import { type ArgSpec, choice, size, sizes } from './args';
import { type DataFormat, dataFormat, spatialAxes } from './data-format';
import { defineLayer, type Framework, type LayerDefinition } from './definition';

interface UpSamplingDescription {
  readonly name: string;
  readonly summary: string;
  readonly rank: 1 | 2 | 3;
  readonly frameworks?: readonly Framework[];
}

export function upSamplingLayer({ rank, ...described }: UpSamplingDescription): LayerDefinition {
  return defineLayer({
    ...described,
    affine: true,
    args: upSamplingArgs(rank),
    rank: rank + 2,
    output: (args, input) => {
      const { size: factors, dataFormat: format } = args as {
        readonly size: Dim | readonly Dim[];
        readonly dataFormat?: DataFormat;
      };
      const output: Axis[] = [...input];
      for (const [i, axis] of spatialAxes(format ?? 'channels_last', input.length).entries()) {
        const factor = Array.isArray(factors) ? (factors as readonly Dim[])[i]! : (factors as Dim);
        output[axis] = f.multiply(f.size('I', input[axis]!), f.size('F', factor));
      }
      return output;
    },
  });
}

/** UpSampling1D takes a single number and no data format; only UpSampling2D interpolates. */
function upSamplingArgs(rank: 1 | 2 | 3): Readonly<Record<string, ArgSpec<unknown>>> {
  const doc = 'How many times each element is repeated';
  if (rank === 1) return { size: size({ default: 2, strict: true, doc }) };
  // TensorFlow.js makes NaN of a single number.
  const common = {
    size: sizes(rank, { default: 2, defaultInTfjs: [2, 2], listInTfjs: true, extraInTfjs: true, doc }),
    dataFormat: dataFormat(),
  };
  if (rank === 3) return common;
  const words = ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5', 'area'] as const;
  return {
    ...common,
    interpolation: choice(words, {
      default: 'nearest',
      foldCase: true,
      inTfjs: ['nearest', 'bilinear'],
      doc: 'How the elements between are found',
    }),
  };
}
