/** Separable convolution: a depthwise convolution followed by a convolution of window 1 that mixes the channels. */
import { addCounts, elementCount, multiplyCounts } from '../shape/count';
import { multiply } from '../shape/dim';
import { type ArgSpec, choice, size, value } from './args';
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
import { bias, defineLayer, type Framework, isBefore, type LayerDefinition } from './definition';
import { tooLargeWindows, windowedOutput, windowsOf } from './windows';
import { activation, constraint, initializer, regularizer } from './words';

/** SeparableConv1D or SeparableConv2D (`keras.src.layers.convolutional.base_separable_conv`). */
export function separableConvolutionLayer({
  rank,
  ...described
}: ConvolutionDescription & { readonly frameworks?: readonly Framework[] }): LayerDefinition {
  return defineLayer({
    ...described,
    args: {
      filters: size({ doc: 'Number of output channels' }),
      kernelSize: kernelSizeArg(rank),
      strides: stridesArg(rank),
      padding: choice(['valid', 'same'], paddingOptions),
      dataFormat: dataFormat(),
      dilationRate: dilationRateArg(rank),
      depthMultiplier: size({ default: 1, minInTfjs: 0, doc: 'Number of kernels for each input channel' }),
      activation: activation(),
      useBias: useBiasArg(),
      depthwiseInitializer: initializer('glorot_uniform', { doc: 'Start values of the depthwise kernel' }),
      pointwiseInitializer: pointwiseInitializer(),
      biasInitializer: initializer('zeros', { doc: 'Start values of the bias' }),
      depthwiseRegularizer: regularizer({ doc: 'Penalty on the depthwise kernel' }),
      pointwiseRegularizer: regularizer({ doc: 'Penalty on the pointwise kernel' }),
      biasRegularizer: regularizer({ doc: 'Penalty on the bias' }),
      activityRegularizer: regularizer({ doc: 'Penalty on the output' }),
      depthwiseConstraint: constraint({ doc: 'Constraint on the depthwise kernel' }),
      pointwiseConstraint: constraint({ doc: 'Constraint on the pointwise kernel' }),
      biasConstraint: constraint({ doc: 'Constraint on the bias' }),
    },
    rank: rank + 2,
    linear: true,
    refuses: (args, input, target) => [
      ...unknownChannels(described.name, input[channelAxis(args.dataFormat, input.length)]!),
      // Taken since 3.15.
      ...(isBefore(target, [3, 15]) ? stridesWithDilation(described.name, args, target) : []),
      ...tooLargeWindows(described.name, 'kernelSize', windowsOf(args, args.kernelSize, input, target), {
        target,
        emptySince: [3, 14],
      }),
    ],
    output: (args, input, target) =>
      windowedOutput(
        input,
        windowsOf(args, args.kernelSize, input, target),
        channelAxis(args.dataFormat, input.length),
        args.filters,
      ),
    weights: (args, input) => {
      const channels = input[channelAxis(args.dataFormat, input.length)]!;
      const ones = args.kernelSize.map(() => 1);
      return [
        { name: 'depthwise_kernel', shape: [...args.kernelSize, channels, args.depthMultiplier], trainable: true },
        {
          name: 'pointwise_kernel',
          shape: [...ones, multiply(args.depthMultiplier, channels), args.filters],
          trainable: true,
        },
        ...bias(args.filters, args.useBias),
      ];
    },
    macs: (args, input, output) => {
      const places = elementCount(
        output.filter((_, axis) => axis !== 0 && axis !== channelAxis(args.dataFormat, output.length)),
      );
      const between = multiply(args.depthMultiplier, input[channelAxis(args.dataFormat, input.length)]!);
      return multiplyCounts(
        places,
        addCounts(elementCount([...args.kernelSize, between]), multiplyCounts(between, args.filters)),
      );
    },
    windows: (args, input, target) => windowsOf(args, args.kernelSize, input, target),
  });
}

/** TensorFlow.js starts both kernels by `depthwiseInitializer` and does not look at this one. */
function pointwiseInitializer(): ArgSpec<string | null> {
  const spec = initializer('glorot_uniform', { doc: 'Start values of the pointwise kernel' });
  return { ...spec, read: (plain, target) => (target.framework === 'tfjs' ? value(null) : spec.read(plain, target)) };
}
