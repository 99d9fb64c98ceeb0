/** Depthwise convolution: each channel is convolved apart, with `depth_multiplier` kernels of its own. */
import { type Count, elementCount, multiplyCounts } from '../shape/count';
import { type Dim, multiply, type Shape } from '../shape/dim';
import { f } from '../shape/formula';
import type { Padding } from '../shape/window';
import { type ArgSpec, choice, size } from './args';
import {
  type ConvolutionDescription,
  dilationRateArg,
  kernelSizeArg,
  paddingOptions,
  stridesArg,
  stridesWithDilation,
  unknownChannels,
  useBiasArg,
} from './convolution';
import { channelAxis, dataFormat } from './data-format';
import {
  type AxisWindow,
  bias,
  defineLayer,
  type Framework,
  isBefore,
  type LayerDefinition,
  type Target,
} from './definition';
import { tooLargeWindows, type WindowValues, windowedOutput, windowsOf } from './windows';
import { activation, constraint, initializer, regularizer } from './words';

/** DepthwiseConv1D or DepthwiseConv2D (`keras.src.layers.convolutional.base_depthwise_conv`). */
export function depthwiseConvolutionLayer({
  rank,
  ...described
}: ConvolutionDescription & { readonly frameworks?: readonly Framework[] }): LayerDefinition {
  return defineLayer({
    ...described,
    args: {
      kernelSize: kernelSizeArg(rank),
      strides: stridesArg(rank),
      padding: choice<Padding>(['valid', 'same'], { ...paddingOptions, inTfjs: ['valid', 'same', 'causal'] }),
      depthMultiplier: size({ default: 1, minInTfjs: 0, doc: 'Number of kernels for each input channel' }),
      dataFormat: dataFormat(),
      dilationRate: dilationArg(rank),
      activation: activation(),
      useBias: useBiasArg(),
      depthwiseInitializer: initializer('glorot_uniform', { doc: 'Start values of the kernel' }),
      biasInitializer: initializer('zeros', { doc: 'Start values of the bias' }),
      depthwiseRegularizer: regularizer({ doc: 'Penalty on the kernel' }),
      biasRegularizer: regularizer({ doc: 'Penalty on the bias' }),
      activityRegularizer: regularizer({ doc: 'Penalty on the output' }),
      depthwiseConstraint: constraint({ doc: 'Constraint on the kernel' }),
      biasConstraint: constraint({ doc: 'Constraint on the bias' }),
    },
    rank: rank + 2,
    linear: true,
    refuses: (args, input, target) => [
      ...unknownChannels(described.name, input[channelAxis(args.dataFormat, input.length)]!),
      // Taken since 3.15.
      ...(isBefore(target, [3, 15]) ? stridesWithDilation(described.name, args, target) : []),
      ...tooLargeWindows(described.name, 'kernelSize', depthwiseWindows(args, args.kernelSize, input, target), {
        target,
        emptySince: [3, 14],
      }),
    ],
    output: (args, input, target) => {
      const channelsAt = channelAxis(args.dataFormat, input.length);
      const channels = f.multiply(f.size('CI', input[channelsAt]!), f.size('M', args.depthMultiplier));
      return windowedOutput(
        input,
        depthwiseWindows(args, args.kernelSize, input, target),
        channelsAt,
        args.depthMultiplier === 1 ? input[channelsAt]! : channels,
      );
    },
    weights: (args, input, target) => {
      const channels = input[channelAxis(args.dataFormat, input.length)]!;
      return [
        {
          name: target.framework === 'tfjs' ? 'depthwise_kernel' : 'kernel',
          shape: [...args.kernelSize, channels, args.depthMultiplier],
          trainable: true,
        },
        ...bias(multiply(args.depthMultiplier, channels), args.useBias),
      ];
    },
    macs: (args, _, output): Count => multiplyCounts(elementCount(output.slice(1)), elementCount(args.kernelSize)),
    windows: (args, input, target) => depthwiseWindows(args, args.kernelSize, input, target),
  });
}

/** TensorFlow.js takes a dilation rate and leaves it out of account. */
function depthwiseWindows(
  values: WindowValues,
  kernel: WindowValues['strides'],
  input: Shape,
  target: Target,
): AxisWindow[] {
  const { dilationRate, ...undilated } = values;
  return windowsOf(target.framework === 'tfjs' ? undilated : values, kernel, input, target);
}

/** TensorFlow.js computes no length with it, and takes any number. */
function dilationArg(rank: number): ArgSpec<readonly Dim[]> {
  const spec = dilationRateArg(rank);
  return {
    ...spec,
    read: (plain, target) =>
      spec.read(
        target.framework === 'tfjs' && typeof plain === 'number' ? Math.max(0, Math.trunc(plain)) : plain,
        target,
      ),
  };
}
