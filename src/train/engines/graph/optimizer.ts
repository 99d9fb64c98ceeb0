/** The update rules of Keras 3 as nodes. Where TensorFlow has an operation with the formula of Keras, it is used. */

import type { AdamPlan, UpdatePlan } from '../../compile/optimizer-plan';
import { type Attributes, attr, type GraphBuilder, type Value } from './builder';
import { binary, unary } from './ops/arithmetic';

export interface Trained {
  /** The variable of the weight. */
  readonly handle: string;
  /** The weight as the step reads it. */
  readonly value: Value;
  readonly gradient: Value;
  readonly shape: readonly number[];
}

/** Makes a variable that starts with equal numbers and belongs to the optimizer. */
export type SlotMaker = (shape: readonly number[], initial: number) => string;

/** Adds the updates of all weights and returns the nodes that must run. */
export function buildUpdates(
  graph: GraphBuilder,
  plan: UpdatePlan,
  learningRate: Value,
  trained: readonly Trained[],
  slot: SlotMaker,
): string[] {
  const context = { graph, slot, learningRate };
  switch (plan.kind) {
    case 'sgd':
      return trained.map((one) => descent(context, plan, one));
    case 'adam':
      return withPowers(context, plan, trained, (one, powers) => {
        const moments = [slot(one.shape, 0), slot(one.shape, 0)];
        const rates = [...powers, learningRate.output, ...scalars(graph, plan.beta1, plan.beta2, plan.epsilon)];
        return apply(graph, 'ResourceApplyAdam', one, [...moments, ...rates]);
      });
    case 'adamax':
      return withPowers(context, plan, trained, (one, [beta1Power]) => {
        const moments = [slot(one.shape, 0), slot(one.shape, 0)];
        const rates = [beta1Power!, learningRate.output, ...scalars(graph, plan.beta1, plan.beta2, plan.epsilon)];
        return apply(graph, 'ResourceApplyAdaMax', one, [...moments, ...rates]);
      });
    case 'nadam':
      return nadam(context, plan, trained);
    case 'rmsprop':
      return trained.map((one) => rmsprop(context, plan, one));
    case 'adagrad':
      return trained.map((one) => adagrad(context, plan, one));
    case 'adadelta':
      return trained.map((one) => {
        const moments = [slot(one.shape, 0), slot(one.shape, 0)];
        const rates = [learningRate.output, ...scalars(graph, plan.rho, plan.epsilon)];
        return apply(graph, 'ResourceApplyAdadelta', one, [...moments, ...rates]);
      });
  }
}

interface Context {
  readonly graph: GraphBuilder;
  readonly slot: SlotMaker;
  readonly learningRate: Value;
}

type PlanOf<Kind extends UpdatePlan['kind']> = Extract<UpdatePlan, { kind: Kind }>;

/** The gradient is the last input of all operations but the one with momentum. */
function apply(
  graph: GraphBuilder,
  op: string,
  { handle, value, gradient }: Trained,
  middle: readonly string[],
  attributes: Attributes = {},
): string {
  // The weight is read before it changes, also where no gradient depends on it.
  const types = { T: attr.type('float32'), ...attributes };
  return graph.node(op, [handle, ...middle, gradient.output], types, [value.output]);
}

function scalars(graph: GraphBuilder, ...values: readonly number[]): string[] {
  return values.map((value) => graph.scalar(value).output);
}

function descent({ graph, slot, learningRate }: Context, plan: PlanOf<'sgd'>, one: Trained): string {
  const rate = learningRate.output;
  if (plan.momentum === 0) return apply(graph, 'ResourceApplyGradientDescent', one, [rate]);
  const [momentum] = scalars(graph, plan.momentum);
  const attributes = { T: attr.type('float32'), use_nesterov: attr.bool(plan.nesterov) };
  const inputs = [one.handle, slot(one.shape, 0), rate, one.gradient.output, momentum!];
  return graph.node('ResourceApplyKerasMomentum', inputs, attributes, [one.value.output]);
}

/** Keeps the powers of both betas, which grow once a step after all weights have used them. */
function withPowers(
  { graph, slot }: Context,
  plan: AdamPlan,
  trained: readonly Trained[],
  update: (one: Trained, powers: readonly string[]) => string,
): string[] {
  const betas = [plan.beta1, plan.beta2];
  const handles = betas.map((beta) => slot([], beta));
  const powers = handles.map((handle) => graph.read(handle, []));
  const updates = trained.map((one) =>
    update(
      one,
      powers.map(({ output }) => output),
    ),
  );
  const grown = handles.map((handle, index) => {
    return graph.assign(handle, binary(graph, 'Mul', powers[index]!, graph.scalar(betas[index]!)), updates);
  });
  return [...updates, ...grown];
}

function rmsprop({ graph, slot, learningRate }: Context, plan: PlanOf<'rmsprop'>, one: Trained): string {
  const rates = [learningRate.output, ...scalars(graph, plan.rho, plan.momentum, plan.epsilon)];
  const averages = plan.centered ? [slot(one.shape, 0)] : [];
  const moments = [...averages, slot(one.shape, 0), slot(one.shape, 0)];
  const op = plan.centered ? 'ResourceApplyCenteredRMSProp' : 'ResourceApplyRMSProp';
  return apply(graph, op, one, [...moments, ...rates]);
}

/** Written out: the operation of TensorFlow adds epsilon outside of the root. */
function adagrad({ graph, slot, learningRate }: Context, plan: PlanOf<'adagrad'>, one: Trained): string {
  const handle = slot(one.shape, plan.initial);
  const sum = binary(graph, 'AddV2', graph.read(handle, one.shape), unary(graph, 'Square', one.gradient));
  const root = unary(graph, 'Sqrt', binary(graph, 'AddV2', sum, graph.scalar(plan.epsilon)));
  const push = binary(graph, 'Mul', one.gradient, learningRate);
  const stored = graph.assign(handle, sum);
  return subtractFrom(graph, one, binary(graph, 'RealDiv', push, root), [stored]);
}

/** Written out: TensorFlow has no operation for it. */
function nadam(context: Context, plan: AdamPlan, trained: readonly Trained[]): string[] {
  const { graph, slot, learningRate } = context;
  const { beta1, beta2, epsilon } = plan;
  const [mul, sub] = [
    (a: Value, b: Value) => binary(graph, 'Mul', a, b),
    (a: Value, b: Value) => binary(graph, 'Sub', a, b),
  ];
  const div = (a: Value, b: Value) => binary(graph, 'RealDiv', a, b);
  const number = (value: number) => graph.scalar(value);
  // `decay` is 0.96 to the power of the step, `product` the product of the schedule so far.
  const handles = { decay: slot([], 0.96), product: slot([], 1), power: slot([], beta2) };
  const decay = graph.read(handles.decay, []);
  const power = graph.read(handles.power, []);
  const schedule = (of: Value) => mul(number(beta1), sub(number(1), mul(number(0.5), of)));
  const now = schedule(decay);
  const nextDecay = mul(decay, number(0.96));
  const next = schedule(nextDecay);
  const product = mul(graph.read(handles.product, []), now);
  const momentShare = div(next, sub(number(1), mul(product, next)));
  const gradientShare = div(sub(number(1), now), sub(number(1), product));

  const updates = trained.map((one) => {
    const [firstHandle, secondHandle] = [slot(one.shape, 0), slot(one.shape, 0)];
    const moved = (handle: string, to: Value, beta: number) => {
      const old = graph.read(handle, one.shape);
      return binary(graph, 'AddV2', old, mul(sub(to, old), number(1 - beta)));
    };
    const first = moved(firstHandle, one.gradient, beta1);
    const second = moved(secondHandle, unary(graph, 'Square', one.gradient), beta2);
    const mHat = binary(graph, 'AddV2', mul(first, momentShare), mul(one.gradient, gradientShare));
    const vHat = div(second, sub(number(1), power));
    const size = binary(graph, 'AddV2', unary(graph, 'Sqrt', vHat), number(epsilon));
    const push = div(mul(learningRate, mHat), size);
    const stored = [graph.assign(firstHandle, first), graph.assign(secondHandle, second)];
    return subtractFrom(graph, one, push, stored);
  });
  const grown = [
    graph.assign(handles.decay, nextDecay, updates),
    graph.assign(handles.product, product, updates),
    graph.assign(handles.power, mul(power, number(beta2)), updates),
  ];
  return [...updates, ...grown];
}

/** `after` are updates of slots that belong to the step. */
function subtractFrom(
  graph: GraphBuilder,
  { handle, value }: Trained,
  change: Value,
  after: readonly string[],
): string {
  return graph.assign(handle, binary(graph, 'Sub', value, change), after);
}
