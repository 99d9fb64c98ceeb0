/** Transposed convolution: each input element puts a copy of the kernel into a larger output. */
import { type Count, elementCount, multiplyCounts } from '../shape/count';
import { add, type Dim, isKnown, multiply, type Shape, subtract } from '../shape/dim';
import { type Axis, type Formula, f } from '../shape/formula';
import { choice, optionalSizes, size, sizes } from './args';
import {
  type ConvolutionDescription,
  dilationRateArg,
  kernelSizeArg,
  paddingOptions,
  stridesWithDilation,
  unknownChannels,
  useBiasArg,
} from './convolution';
import { axisNames, channelAxis, type DataFormat, dataFormat, spatialAxes } from './data-format';
import {
  type AxisWindow,
  bias,
  defineLayer,
  type Framework,
  isBefore,
  type LayerDefinition,
  type Refusal,
  type Target,
  type Weight,
} from './definition';
import { activation, kernelAndBiasArgs } from './words';

/** Conv1DTranspose, Conv2DTranspose or Conv3DTranspose (`keras.src.layers.convolutional.base_conv_transpose`). */
export function transposedConvolutionLayer({
  rank,
  ...described
}: ConvolutionDescription & { readonly frameworks?: readonly Framework[] }): LayerDefinition {
  const outputPadding = optionalSizes(rank, {
    default: null,
    min: 0,
    frameworks: ['keras'],
    doc: 'Elements added at the end of each axis; None lets the layer choose',
  });
  return defineLayer({
    ...described,
    args: {
      filters: size({ doc: 'Number of output channels: one kernel each' }),
      kernelSize: kernelSizeArg(rank),
      strides: sizes(rank, { default: 1, minInTfjs: 0, doc: 'Step of the window' }),
      padding: choice(['valid', 'same'], paddingOptions),
      // Keras has the two in another order for rank 3.
      ...(rank === 3 ? { dataFormat: dataFormat(), outputPadding } : { outputPadding, dataFormat: dataFormat() }),
      dilationRate: dilationRateArg(rank),
      activation: activation(),
      useBias: useBiasArg(),
      ...kernelAndBiasArgs(),
    },
    rank: rank + 2,
    linear: true,
    refuses: (args, input, target) => refusals(described.name, args, input, target),
    output: (args, input, target) => {
      const output: Axis[] = [...input];
      for (const [i, axis] of spatialAxes(args.dataFormat, input.length).entries())
        output[axis] = outputAxis(args, input[axis]!, i, target);
      output[channelAxis(args.dataFormat, input.length)] = args.filters;
      return output;
    },
    weights: (args, input): Weight[] => [
      {
        name: 'kernel',
        shape: [...args.kernelSize, args.filters, input[channelAxis(args.dataFormat, input.length)]!],
        trainable: true,
      },
      ...bias(args.filters, args.useBias),
    ],
    macs: (args, input): Count =>
      multiplyCounts(elementCount(input.slice(1)), elementCount([...args.kernelSize, args.filters])),
    windows: (args, input): AxisWindow[] =>
      spatialAxes(args.dataFormat, input.length).map((axis, i) => ({
        axis,
        axisName: axisNames(rank)[i]!,
        input: input[axis]!,
        kernel: args.kernelSize[i]!,
        stride: args.strides[i]!,
        dilation: args.dilationRate[i]!,
        padding: args.padding,
        transposed: true,
      })),
  });
}

interface TransposedValues {
  readonly kernelSize: readonly Dim[];
  readonly strides: readonly Dim[];
  readonly dilationRate: readonly Dim[];
  readonly padding: 'valid' | 'same';
  readonly outputPadding: readonly Dim[] | null;
  readonly dataFormat: DataFormat;
}

/**
 * `valid`: (I − 1)·S + K, at least I·S; `same`: I·S. With output padding P: (I − 1)·S + K + P, or for `same`
 * (I − 1)·S + K mod 2 + P (`keras.src.backend.common.backend_utils._get_output_shape_given_tf_padding`). K is the span of
 * the dilated kernel; TensorFlow.js leaves the dilation out (`deconvLength`).
 */
function outputAxis(values: TransposedValues, size: Dim, i: number, target: Target): Axis {
  // TensorFlow.js takes a stride of 0.
  if (size === null && values.strides[i] === 0) return null;
  const [input, stride] = [f.size('I', size), f.size('S', values.strides[i]!)];
  const given = values.outputPadding?.[i];
  if (given === undefined && values.padding === 'same') return f.multiply(input, stride);
  const dilation = target.framework === 'tfjs' ? 1 : values.dilationRate[i]!;
  const span = add(multiply(subtract(values.kernelSize[i]!, 1), dilation), 1);
  const kernel: Formula =
    dilation === 1
      ? f.size('K', values.kernelSize[i]!)
      : f.add(f.multiply(f.subtract(f.size('K', values.kernelSize[i]!), 1), f.size('D', dilation)), 1);
  const steps = f.multiply(f.subtract(input, 1), stride);
  if (given === undefined) return f.add(steps, f.maximum(kernel, stride));
  const padding = f.size('P', given);
  if (values.padding === 'valid') return f.add(f.add(steps, kernel), padding);
  return f.add(f.add(steps, f.size('K mod 2', isKnown(span) ? span % 2 : span)), padding);
}

function refusals(layer: string, values: TransposedValues, input: Shape, target: Target): Refusal[] {
  const found = [
    ...unknownChannels(layer, input[channelAxis(values.dataFormat, input.length)]!),
    ...stridesWithDilation(layer, values, target),
  ];
  // Checked since 3.14.
  if (isBefore(target, [3, 14])) return found;
  for (const [i, padding] of (values.outputPadding ?? []).entries()) {
    const stride = values.strides[i]!;
    if (isKnown(padding) && isKnown(stride) && padding >= stride) {
      found.push({
        rule: 'invalid-argument',
        arg: 'outputPadding',
        message: `${layer}: output_padding ${padding} must be less than strides ${stride}`,
      });
      break;
    }
  }
  return found;
}
