/** ConvLSTM of every rank: an LSTM whose products are convolutions. */
import { addCounts, type Count, elementCount, multiplyCounts } from '../shape/count';
import { type Dim, formatShape, isKnown, multiply, type Shape } from '../shape/dim';
import { type Axis, axisSize } from '../shape/formula';
import type { Padding } from '../shape/window';
import { type ArgSpec, choice, flag, refused, size, sizes } from './args';
import { dilationRateArg, paddingOptions, stridesArg, stridesWithDilation, unknownChannels } from './convolution';
import { channelAxis, type DataFormat, dataFormat, spatialAxes } from './data-format';
import { bias, defineManyLayer, type LayerDefinition, type Refusal, type Target, type Weight } from './definition';
import { masksSequences } from './masks';
import type { Plain } from './plain';
import {
  cellPenaltyArgs,
  cellSeedArg,
  cellWeightsArgs,
  forgetBiasRefusals,
  furtherRecurrentArgs,
  recurrentActivation,
  sequenceArgs,
  sequenceOutputs,
} from './recurrent';
import { tooLargeWindows, windowedOutput, windowsOf } from './windows';
import { activation } from './words';

interface ConvLSTMDescription {
  readonly name: string;
  readonly summary: string;
  readonly rank: 1 | 2 | 3;
  readonly frameworks?: LayerDefinition['frameworks'];
}

interface Values {
  readonly filters: Dim;
  readonly kernelSize: readonly Dim[];
  readonly strides: readonly Dim[];
  readonly padding: Padding;
  readonly dataFormat: DataFormat;
  readonly dilationRate: readonly Dim[];
  readonly useBias: boolean;
  readonly stateful: boolean;
}

export function convLSTMLayer({ rank, ...described }: ConvLSTMDescription): LayerDefinition {
  const { unroll, ...sequence } = sequenceArgs();
  return defineManyLayer({
    ...described,
    holdsLayers: 'keras',
    args: {
      filters: size({ doc: 'Number of output channels' }),
      kernelSize: sizes(rank, { doc: 'Size of the window' }),
      strides: orDefault(stridesArg(rank)),
      padding: orDefault(choice<Padding>(['valid', 'same'], paddingOptions)),
      dataFormat: orDefault(dataFormat()),
      dilationRate: orDefault(dilationRateArg(rank)),
      activation: activation({ default: 'tanh' }),
      ...recurrentActivation(),
      ...cellWeightsArgs(),
      unitForgetBias: flag({ default: true, doc: 'Start the bias of the forget gate at 1' }),
      ...cellPenaltyArgs(),
      ...cellSeedArg(),
      ...sequence,
      unroll: notInTfjs({ ...unroll, namedOnly: true }),
      ...furtherRecurrentArgs(),
    },
    calledWith: ['sequences', 'initialState'],
    masking: masksSequences,
    refuses: (args, inputs, target) => [
      ...refusals(described.name, rank, args, inputs, target),
      ...forgetBiasRefusals(described.name, args, target),
    ],
    outputs: (args, [input], target) => {
      const state = stepOutput(args, input!, target).slice(1);
      return sequenceOutputs(args, input!, state, [state, state]);
    },
    weights: (args, [input]): Weight[] => {
      const channels = input![channelAxis(args.dataFormat, rank + 2) + 1]!;
      const gates = multiply(4, args.filters);
      return [
        { name: 'kernel', shape: [...args.kernelSize, channels, gates], trainable: true },
        { name: 'recurrent_kernel', shape: [...args.kernelSize, args.filters, gates], trainable: true },
        ...bias(gates, args.useBias),
      ];
    },
    macs: (args, [input], [output]): Count => {
      const channels = input![channelAxis(args.dataFormat, rank + 2) + 1]!;
      const places = output!.slice(output!.length - rank - 1);
      const each = multiplyCounts(elementCount([...args.kernelSize, 4]), addCounts(channels, args.filters));
      return multiplyCounts(multiplyCounts(input![1]!, elementCount(places)), each);
    },
  });
}

/** TensorFlow.js takes the default for whatever counts as false. */
function orDefault<T>(spec: ArgSpec<T>): ArgSpec<T> {
  const isFalse = (plain: Plain): boolean => plain === 0 || plain === false || plain === '' || plain === null;
  return {
    ...spec,
    read: (plain, target) => spec.read(target.framework === 'tfjs' && isFalse(plain) ? spec.default! : plain, target),
  };
}

function notInTfjs(spec: ArgSpec<boolean>): ArgSpec<boolean> {
  return {
    ...spec,
    read: (plain, target) => {
      const reading = spec.read(plain, target);
      const wanted = reading.kind === 'value' && reading.value && target.framework === 'tfjs';
      return wanted ? refused('cannot be true in TensorFlow.js') : reading;
    },
  };
}

function refusals(layer: string, rank: number, args: Values, [input]: readonly Shape[], target: Target): Refusal[] {
  const refuse = (rule: string, arg: string | null, message: string): Refusal[] => [
    { rule, arg, message: `${layer}: ${message}` },
  ];
  if (input?.length !== rank + 3)
    return refuse(
      'rank-mismatch',
      null,
      `takes an input with ${rank + 3} axes (batch and steps included) but gets ${input ? formatShape(input) : 'none'}`,
    );
  const step = withoutSteps(input);
  // TensorFlow.js makes tensors for the states of a stateful layer only.
  const needsSizes = target.framework === 'keras' || args.stateful;
  if (needsSizes && spatialAxes(args.dataFormat, step.length).some((axis) => step[axis] === null))
    return refuse('rank-mismatch', null, `the sizes of its images must be known, but are ${formatShape(input)}`);
  if (args.stateful && input[0] === null)
    return refuse('invalid-argument', 'stateful', 'a stateful layer needs a known batch size, but it is None');
  if (
    args.stateful &&
    stepOutput(args, input, target)
      .map(axisSize)
      .some((size) => isKnown(size) && size < 0)
  )
    return refuse('window-too-large', 'kernelSize', `its states would have a negative size on ${formatShape(input)}`);
  return [
    ...unknownChannels(layer, step[channelAxis(args.dataFormat, step.length)]!),
    ...stridesWithDilation(layer, args, target),
    ...tooLargeWindows(layer, 'kernelSize', windowsOf(args, args.kernelSize, step, target), {
      target,
      emptySince: [3, 14],
    }),
  ];
}

/** What the convolution makes of the images of one step. */
function stepOutput(args: Values, input: Shape, target: Target): Axis[] {
  const step = withoutSteps(input);
  const windows = windowsOf(args, args.kernelSize, step, target);
  return windowedOutput(step, windows, channelAxis(args.dataFormat, step.length), args.filters);
}

function withoutSteps([batch, , ...rest]: Shape): Shape {
  return [batch!, ...rest];
}
