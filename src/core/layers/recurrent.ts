/** Recurrent layers: a cell walks along a sequence and keeps a state. */
import { addCounts, multiplyCounts } from '../shape/count';
import { compatible, type Dim, formatShape, multiply, type Shape } from '../shape/dim';
import type { Axis } from '../shape/formula';
import { type ArgSpec, amount, flag, inert, refused, show, size, value } from './args';
import {
  defineManyLayer,
  type Framework,
  type LayerDefinition,
  type Refusal,
  type Target,
  type Weight,
} from './definition';
import { type Masking, masksSequences } from './masks';
import { seedArg } from './noise';
import { type Plain, PlainObject, PlainUnknown } from './plain';
import { activation, constraint, initializer, regularizer } from './words';

interface RecurrentDescription {
  readonly name: string;
  readonly summary: string;
  /** How many vectors of the size of the state the cell computes in each step. */
  readonly gates: number;
  /** How many states it keeps. */
  readonly states: number;
  readonly args: Readonly<Record<string, ArgSpec<unknown>>>;
  /** What it refuses besides what all of them do. */
  readonly refuses?: (values: never, target: Target) => readonly Refusal[];
  /** The shape of the bias; one number for each gate and unit if left out. */
  readonly biasShape?: (values: RecurrentValues & Readonly<Record<string, unknown>>, target: Target) => Shape;
}

export interface RecurrentValues {
  readonly units: Dim;
  readonly useBias: boolean;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly stateful: boolean;
  readonly unroll: boolean;
}

/** SimpleRNN, LSTM or GRU (`keras.src.layers.rnn`). Further inputs are initial states. */
export function recurrentLayer({
  gates,
  states,
  biasShape,
  refuses,
  ...described
}: RecurrentDescription): LayerDefinition {
  return defineManyLayer({
    ...described,
    calledWith: ['sequences', 'initialState'],
    masking: masksSequences as Masking<unknown>,
    refuses: (args, inputs, target) => [
      ...recurrentRefusals(described.name, valuesOf(args), inputs, states),
      ...stateRefusals(described.name, new Array<Dim>(states).fill(valuesOf(args).units), inputs, target),
      ...(refuses?.(args as never, target) ?? []),
    ],
    outputs: (args, inputs) => {
      const { units } = valuesOf(args);
      return sequenceOutputs(valuesOf(args), inputs[0]!, [units], new Array(states).fill([units]));
    },
    weights: (args, inputs, target) => {
      const [, , features] = inputs[0]! as readonly [Dim, Dim, Dim];
      const values = valuesOf(args);
      return gatedWeights(values, features, gates, biasShape?.({ ...args, ...values }, target));
    },
    macs: (args, inputs) => {
      const { units } = valuesOf(args);
      const [, steps, features] = inputs[0]! as readonly [Dim, Dim, Dim];
      return multiplyCounts(steps, multiplyCounts(addCounts(features, units), multiply(gates, units)));
    },
  });
}

/** The output of the last step or of all, and the states if they are wanted. Shapes of output and states come without batch. */
export function sequenceOutputs(
  { returnSequences, returnState }: Pick<RecurrentValues, 'returnSequences' | 'returnState'>,
  input: Shape,
  output: readonly Axis[],
  states: readonly (readonly Axis[])[],
): (readonly Axis[])[] {
  const [batch, steps] = input as readonly [Dim, Dim];
  const first = returnSequences ? [batch, steps, ...output] : [batch, ...output];
  return returnState ? [first, ...states.map((state) => [batch, ...state])] : [first];
}

/** Kernels of the input and of the state for all gates at once, and a bias. */
export function gatedWeights(
  { units, useBias }: Pick<RecurrentValues, 'units' | 'useBias'>,
  features: Dim,
  gates: number,
  biasShape: Shape = [multiply(gates, units)],
): Weight[] {
  return [
    { name: 'kernel', shape: [features, multiply(gates, units)], trainable: true },
    { name: 'recurrent_kernel', shape: [units, multiply(gates, units)], trainable: true },
    ...(useBias ? [{ name: 'bias', shape: biasShape, trainable: true }] : []),
  ];
}

function recurrentRefusals(
  layer: string,
  values: RecurrentValues,
  inputs: readonly Shape[],
  states: number,
): Refusal[] {
  const refuse = (rule: string, arg: string | null, message: string): Refusal[] => [
    { rule, arg, message: `${layer}: ${message}` },
  ];
  const [input] = inputs;
  if (input?.length !== 3) {
    return refuse(
      'rank-mismatch',
      null,
      `takes an input with 3 axes (batch, steps, features) but gets ${input ? formatShape(input) : 'none'}`,
    );
  }
  if (inputs.length !== 1 && inputs.length !== 1 + states)
    return refuse('invalid-argument', null, `takes ${states} initial states, but gets ${inputs.length - 1}`);
  const [batch, , features] = input as readonly [Dim, Dim, Dim];
  if (features === null)
    return refuse('rank-mismatch', null, `the number of features must be known, but is None in ${formatShape(input)}`);
  if (values.stateful && batch === null)
    return refuse('invalid-argument', 'stateful', 'a stateful layer needs a known batch size, but it is None');
  return [];
}

/** Keras calls the initializer of the bias itself to start the bias of the forget gate at 1, so that None is none. */
export function forgetBiasRefusals(
  layer: string,
  values: { readonly useBias: boolean; readonly unitForgetBias: boolean; readonly biasInitializer: string | null },
  { framework }: Target,
): Refusal[] {
  const { useBias, unitForgetBias, biasInitializer } = values;
  if (framework === 'tfjs' || !useBias || !unitForgetBias || biasInitializer !== null) return [];
  const message = `${layer}: bias_initializer must be given where unit_forget_bias is true`;
  return [{ rule: 'invalid-argument', arg: 'biasInitializer', message }];
}

/** TensorFlow.js compares the last size of each initial state with what the cell keeps. */
export function stateRefusals(
  layer: string,
  sizes: readonly Dim[],
  [, ...states]: readonly Shape[],
  { framework }: Target,
): Refusal[] {
  if (framework !== 'tfjs' || states.length === 0) return [];
  const fits = (state: Shape, i: number): boolean => {
    const [given, kept] = [state.at(-1), sizes[i]];
    return given !== undefined && kept !== undefined && (given === null ? kept === null : compatible(given, kept));
  };
  if (states.length === sizes.length && states.every(fits)) return [];
  const message = `${layer}: the initial states ${states.map(formatShape).join(', ')} do not fit the sizes ${sizes.join(', ')} that it keeps`;
  return [{ rule: 'invalid-argument', arg: null, message }];
}

function valuesOf(args: Readonly<Record<string, unknown>>): RecurrentValues {
  return args as unknown as RecurrentValues;
}

export const unitsArg = () => size({ doc: 'Size of the state and of the output' });

export const recurrentActivation = () => ({
  recurrentActivation: activation({ default: 'sigmoid', defaultInTfjs: 'hardSigmoid', doc: 'Function of the gates' }),
});

export function cellWeightsArgs() {
  return {
    useBias: flag({ default: true, doc: 'Add a bias in each step' }),
    kernelInitializer: initializer('glorot_uniform', { doc: 'Start values of the kernel' }),
    recurrentInitializer: initializer('orthogonal', { doc: 'Start values of the recurrent kernel' }),
    biasInitializer: initializer('zeros', { doc: 'Start values of the bias' }),
  };
}

/** TensorFlow.js does not look at it in recurrent layers. */
function activityArg(): ArgSpec<string | null> {
  const spec = regularizer({ doc: 'Penalty on the output' });
  return { ...spec, read: (plain, target) => (target.framework === 'tfjs' ? value(null) : spec.read(plain, target)) };
}

function forgottenActivityArg(): ArgSpec<string | null> {
  return { ...regularizer({ doc: 'Not applied' }), read: () => value(null) };
}

/** `withActivity` is false for cells, which take it as every layer does. SimpleRNN of Keras takes it and forgets it. */
export function cellPenaltyArgs({ withActivity = true, forgetsActivity = false } = {}) {
  return {
    kernelRegularizer: regularizer({ doc: 'Penalty on the kernel' }),
    recurrentRegularizer: regularizer({ doc: 'Penalty on the recurrent kernel' }),
    biasRegularizer: regularizer({ doc: 'Penalty on the bias' }),
    ...(withActivity ? { activityRegularizer: forgetsActivity ? forgottenActivityArg() : activityArg() } : {}),
    kernelConstraint: constraint({ doc: 'Constraint on the kernel' }),
    recurrentConstraint: constraint({ doc: 'Constraint on the recurrent kernel' }),
    biasConstraint: constraint({ doc: 'Constraint on the bias' }),
    dropout: amount({ default: 0, doc: 'Share of the input that is dropped in training' }),
    recurrentDropout: amount({ default: 0, doc: 'Share of the state that is dropped in training' }),
  };
}

const kerasOnly: readonly Framework[] = ['keras'];

export const cellSeedArg = () => ({ seed: { ...seedArg(), frameworks: kerasOnly } });

export function sequenceArgs() {
  return {
    returnSequences: flag({ default: false, doc: 'Give the output of every step, not of the last only' }),
    returnState: flag({ default: false, doc: 'Give the last states beside the output' }),
    goBackwards: flag({ default: false, doc: 'Walk from the last step to the first' }),
    stateful: flag({ default: false, doc: 'Keep the state from batch to batch' }),
    unroll: flag({ default: false, doc: 'Write the steps out instead of looping' }),
  };
}

export const cudnnArg = () => ({
  useCudnn: useCudnn(),
});

function useCudnn(): ArgSpec<Plain> {
  const spec = inert({ default: 'auto', frameworks: kerasOnly, doc: 'Use the fast kernel of cuDNN' });
  const isTaken = (plain: Plain): boolean =>
    plain instanceof PlainUnknown ||
    plain instanceof PlainObject ||
    plain === 'auto' ||
    typeof plain === 'boolean' ||
    plain === 0 ||
    plain === 1;
  return {
    ...spec,
    read: (plain, target) =>
      isTaken(plain) ? spec.read(plain, target) : refused(`must be 'auto', True or False, not ${show(plain)}`),
  };
}

/** LSTM and GRU only. */
export const implementationArg = () => ({
  implementation: inert({ default: 2, namedOnly: true, doc: 'How the products are computed' }),
});

/** Taken by name only. */
export function furtherRecurrentArgs() {
  return {
    zeroOutputForMask: flag({
      default: false,
      namedOnly: true,
      frameworks: kerasOnly,
      doc: 'Give zeros for steps that are masked',
    }),
  };
}
