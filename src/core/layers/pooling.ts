/** Pooling: a window slides over each channel and keeps one number of what it sees. */
import type { Dim, Shape } from '../shape/dim';
import type { Padding } from '../shape/window';
import { type ArgSpec, choice, optionalSizes, sizes, value } from './args';
import { channelAxis, type DataFormat, dataFormat, spatialAxes } from './data-format';
import { type AxisWindow, defineLayer, type LayerDefinition, type Refusal, type Target } from './definition';
import { tooLargeWindows, windowedOutput, windowsOf } from './windows';

interface PoolingDescription {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly affine?: boolean;
  readonly rank: 1 | 2 | 3;
  /** Keras wants the size of an average pooling given. */
  readonly sizeNeeded: boolean;
}

/** MaxPooling or AveragePooling of a rank (`keras.src.layers.pooling.base_pooling`). */
export function poolingLayer({ rank, sizeNeeded, ...described }: PoolingDescription): LayerDefinition {
  const poolSizeDefault = sizeNeeded ? { defaultInTfjs: 2 } : { default: 2 };
  return defineLayer({
    ...described,
    args: {
      poolSize: poolSizeArg(rank, { ...poolSizeDefault, extraInTfjs: rank > 1, doc: 'Size of the window' }),
      strides: optionalSizes(rank, { default: null, doc: 'Step of the window; its size if not given' }),
      padding: choice<Padding>(['valid', 'same'], {
        default: 'valid',
        inTfjs: ['valid', 'same', 'causal'],
        doc: 'How the edges are treated',
      }),
      dataFormat: dataFormat(rank === 1 ? { frameworks: ['keras'] } : {}),
    },
    commonByPosition: ['name'],
    rank: rank + 2,
    refuses: (args, input, target) => [
      ...missingSizes(described.name, args, input),
      ...tooLargeWindows(described.name, 'poolSize', poolingWindows(args, input, target), {
        target,
        emptySince: [3, 15],
      }),
    ],
    output: (args, input, target) => {
      const channelsAt = channelAxis(args.dataFormat, input.length);
      return windowedOutput(input, poolingWindows(args, input, target), channelsAt, input[channelsAt]!);
    },
    windows: poolingWindows,
  });
}

/** TensorFlow.js does not count the sizes of a list; those that it lacks are read as null. */
function poolSizeArg(rank: number, options: Parameters<typeof sizes>[1]): ArgSpec<readonly Dim[]> {
  const spec = sizes(rank, options);
  return {
    ...spec,
    read: (plain, target) => {
      const isShort = Array.isArray(plain) && plain.length > 0 && plain.length < rank;
      if (target.framework !== 'tfjs' || !isShort) return spec.read(plain, target);
      const given = sizes(plain.length, options).read(plain, target);
      const missing = new Array<Dim>(rank - plain.length).fill(null);
      return given.kind === 'value' ? value([...given.value, ...missing]) : given;
    },
  };
}

/** A size that is missing shows only where the length is computed with it, and makes no number of it. */
function missingSizes(layer: string, values: PoolingValues, input: Shape): Refusal[] {
  const { poolSize, strides, padding, dataFormat } = values;
  const unseen = padding === 'same' && strides !== null;
  const axes = spatialAxes(dataFormat, input.length);
  if (unseen || poolSize.every((size, i) => size !== null || input[axes[i]!] === null)) return [];
  const given = poolSize.filter((size) => size !== null);
  const message = `${layer}: needs ${poolSize.length} window sizes, but gets ${given.length}`;
  return [{ rule: 'invalid-argument', arg: 'poolSize', message }];
}

interface PoolingValues {
  readonly poolSize: readonly Dim[];
  readonly strides: readonly Dim[] | null;
  readonly padding: Padding;
  readonly dataFormat: DataFormat;
}

function poolingWindows(values: PoolingValues, input: Shape, target: Target): AxisWindow[] {
  return windowsOf({ ...values, strides: values.strides ?? values.poolSize }, values.poolSize, input, target);
}
