/** What convolutions of every rank share: args, windows, output shape, weights and cost. */
import { type Count, elementCount, multiplyCounts } from '../shape/count';
import { type Dim, floorDivide, isKnown, isSymbolic, type Shape, unknownDim } from '../shape/dim';
import type { Axis } from '../shape/formula';
import type { Padding } from '../shape/window';
import { choice, flag, size, sizes } from './args';
import { channelAxis, type DataFormat, dataFormat } from './data-format';
import { bias, defineLayer, type LayerDefinition, type Refusal, type Target, type Weight } from './definition';
import { type LoraValues, loraArgs, loraRefusals, withLora } from './lora';
import { tooLargeWindows, windowedOutput, windowsOf } from './windows';
import { activation, kernelAndBiasArgs } from './words';

export interface ConvolutionDescription {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly rank: 1 | 2 | 3;
}

/** Conv1D, Conv2D or Conv3D (`keras.src.layers.convolutional.base_conv`). */
export function convolutionLayer({ rank, ...described }: ConvolutionDescription): LayerDefinition {
  return defineLayer({
    ...described,
    args: {
      filters: size({ doc: 'Number of output channels: one kernel each' }),
      kernelSize: kernelSizeArg(rank),
      strides: stridesArg(rank),
      padding: choice<Padding>(rank === 1 ? ['valid', 'same', 'causal'] : ['valid', 'same'], paddingOptions),
      dataFormat: dataFormat(),
      dilationRate: dilationRateArg(rank),
      groups: size({
        default: 1,
        frameworks: ['keras'],
        doc: 'The channels are split into so many groups, convolved apart',
      }),
      activation: activation(),
      useBias: useBiasArg(),
      ...kernelAndBiasArgs(),
      ...loraArgs({ namedOnly: true }),
    },
    rank: rank + 2,
    linear: true,
    refuses: (args, input, target) => convolutionRefusals(described.name, args, input, target),
    output: convolutionOutput,
    weights: convolutionWeights,
    macs: convolutionMacs,
    windows: (args, input, target) => windowsOf(args, args.kernelSize, input, target),
  });
}

export const kernelSizeArg = (rank: number) => sizes(rank, { minInTfjs: 0, doc: 'Size of the window' });
export const stridesArg = (rank: number) => sizes(rank, { default: 1, doc: 'Step of the window' });
export const dilationRateArg = (rank: number) =>
  sizes(rank, { default: 1, minInTfjs: 0, doc: 'Distance between the elements of the window' });
export const useBiasArg = () => flag({ default: true, doc: 'Add one number per output channel' });
export const paddingOptions = { default: 'valid', foldCase: true, doc: 'How the edges are treated' } as const;

export interface ConvolutionValues extends LoraValues {
  readonly filters: Dim;
  readonly kernelSize: readonly Dim[];
  readonly strides: readonly Dim[];
  readonly padding: Padding;
  readonly dataFormat: DataFormat;
  readonly dilationRate: readonly Dim[];
  readonly groups: Dim;
  readonly useBias: boolean;
  readonly kernelConstraint: string | null;
}

function convolutionOutput(values: ConvolutionValues, input: Shape, target: Target): Axis[] {
  const windows = windowsOf(values, values.kernelSize, input, target);
  return windowedOutput(input, windows, channelAxis(values.dataFormat, input.length), values.filters);
}

/** `kernel: K… × CI/groups × filters` and `bias: filters`. */
function convolutionWeights(values: ConvolutionValues, input: Shape): Weight[] {
  const channels = input[channelAxis(values.dataFormat, input.length)]!;
  const perGroup = isSymbolic(values.groups) ? unknownDim() : floorDivide(channels, values.groups);
  const kernel = { name: 'kernel', shape: [...values.kernelSize, perGroup, values.filters], trainable: true };
  return withLora([kernel, ...bias(values.filters, values.useBias)], values);
}

/** Each output element costs one multiplication per kernel element. */
function convolutionMacs(values: ConvolutionValues, input: Shape, output: Shape): Count {
  const [kernel] = convolutionWeights(values, input);
  return multiplyCounts(elementCount(output.slice(1)), elementCount(kernel!.shape.slice(0, -1)));
}

/** What Keras refuses of a convolution besides single args: groups that do not divide, strides with dilation, windows. */
function convolutionRefusals(layer: string, values: ConvolutionValues, input: Shape, target: Target): Refusal[] {
  const channels = input[channelAxis(values.dataFormat, input.length)]!;
  const { filters, groups } = values;
  const refusals: Refusal[] = [
    ...unknownChannels(layer, channels),
    ...loraRefusals(layer, values, values.kernelConstraint),
  ];
  for (const [what, dim] of [
    ['filters', filters],
    ['input channels', channels],
  ] as const) {
    if (isKnown(dim) && isKnown(groups) && dim % groups !== 0) {
      refusals.push({
        rule: 'invalid-argument',
        arg: 'groups',
        message: `${layer}: ${groups} groups do not divide ${dim} ${what}`,
      });
    }
  }
  const windows = windowsOf(values, values.kernelSize, input, target);
  return [
    ...refusals,
    ...stridesWithDilation(layer, values, target),
    ...tooLargeWindows(layer, 'kernelSize', windows, { target, emptySince: [3, 14] }),
  ];
}

/** The kernel has a size for each input channel, so their number must be known when it is made. */
export function unknownChannels(layer: string, channels: Dim): Refusal[] {
  if (channels !== null) return [];
  return [
    { rule: 'rank-mismatch', arg: null, message: `${layer}: the number of input channels must be known, but is None` },
  ];
}

export function stridesWithDilation(
  layer: string,
  { strides, dilationRate }: { readonly strides: readonly Dim[]; readonly dilationRate: readonly Dim[] },
  target: Target,
): Refusal[] {
  const atLeastTwo = (dim: Dim): boolean => isKnown(dim) && dim > 1;
  if (target.framework === 'tfjs' || !strides.some(atLeastTwo) || !dilationRate.some(atLeastTwo)) return [];
  return [
    {
      rule: 'invalid-argument',
      arg: 'dilationRate',
      message: `${layer}: strides and dilation_rate cannot both be larger than 1`,
    },
  ];
}
