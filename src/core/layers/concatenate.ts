/** Concatenate: tensors put behind each other along one axis. */
import { compatible, type Dim, formatShape, isSymbolic, type Shape } from '../shape/dim';
import { type Axis, axisSize, type Formula, f } from '../shape/formula';
import { axis as axisArg } from './axes';
import { defineManyLayer, type Refusal } from './definition';

export const concatenate = defineManyLayer({
  name: 'Concatenate',
  summary: 'Puts its inputs behind each other along one axis.',
  args: { axis: axisArg({ default: -1, doc: 'The axis along which they are joined' }) },
  merges: true,
  masking: {
    given: ({ axis }, masks, { inputs, operation }) => {
      if (masks.every((mask) => mask === null)) return [];
      const whole = masks.map((mask, i) => {
        const input = inputs[i]!;
        if (!mask) return operation('OnesLike', [input], input.shape!);
        if (mask.shape!.length >= input.shape!.length) return mask;
        const raised = operation('ExpandDims', [mask], [...mask.shape!, 1]);
        return operation('LogicalOr', [raised, operation('ZerosLike', [input], input.shape!)], input.shape!);
      });
      const along = axis < 0 ? axis + inputs[0]!.shape!.length : axis;
      const length = axisSize(sum(whole.map(({ shape }) => shape![along]!)));
      const joined = operation(
        'Concatenate',
        whole,
        whole[0]!.shape!.map((dim, i) => (i === along ? length : dim)),
      );
      return [operation('Any', [joined], joined.shape!.slice(0, -1))];
    },
  },
  refuses: ({ axis }, inputs, { framework }): Refusal[] => {
    const refuse = (message: string, arg: string | null = null): Refusal[] => [
      { rule: arg ? 'invalid-argument' : 'merge-shape-mismatch', arg, message: `Concatenate: ${message}` },
    ];
    const least = framework === 'tfjs' ? 2 : 1;
    if (inputs.length < least) return refuse(`takes at least ${least} inputs, but gets ${inputs.length}`);
    const [first, ...others] = inputs as readonly [Shape, ...Shape[]];
    const shapes = inputs.map(formatShape).join(', ');
    if (others.some((shape) => shape.length !== first.length))
      return refuse(`the inputs differ in the number of axes: ${shapes}`);
    if (framework === 'tfjs')
      return sameInTfjs(axis, inputs)
        ? []
        : refuse(`the inputs differ in an axis that is not the one they are joined along: ${shapes}`);
    // A single input is not joined, so that an axis beyond its last does no harm.
    if ((axis >= first.length && others.length > 0) || axis < -first.length)
      return refuse(`there is no axis ${axis} in ${formatShape(first)}`, 'axis');
    const along = axis < 0 ? axis + first.length : axis;
    for (const [at, other] of others.entries()) {
      // The sizes that are known must agree among all inputs, whatever the first one leaves open.
      const before = [first, ...others.slice(0, at)];
      const differing = other.findIndex((dim, i) => i !== along && before.some((shape) => !compatible(dim, shape[i]!)));
      if (differing >= 0)
        return refuse(`the inputs differ in axis ${differing}, which is not the one they are joined along: ${shapes}`);
    }
    return [];
  },
  outputs: ({ axis }, inputs) => {
    const [first] = inputs as readonly [Shape, ...Shape[]];
    const along = axis < 0 ? axis + first.length : axis;
    if (along < 0 || inputs.length === 1) return [[...first]];
    // Only TensorFlow.js comes here with an axis that does not exist.
    if (along >= first.length) return [[...first, ...new Array<null>(along - first.length + 1).fill(null)]];
    const output: Axis[] = [...first];
    output[along] = sum(inputs.map((shape) => shape[along]!));
    return [output];
  },
});

/** TensorFlow.js compares the shapes without the joined axis as they stand, so that null differs from 4; it checks no axis. */
function sameInTfjs(axis: number, inputs: readonly Shape[]): boolean {
  const [first, ...others] = inputs.map((shape) => {
    const rest = [...shape];
    rest.splice(axis, 1);
    return rest;
  });
  return others.every((shape) => shape.length === first!.length && shape.every((dim, i) => !differ(dim, first![i]!)));
}

function differ(a: Dim, b: Dim): boolean {
  return !isSymbolic(a) && !isSymbolic(b) && a !== b;
}

function sum(dims: Shape): Axis {
  if (dims.includes(null)) return null;
  const [head, ...tail] = dims.map((dim, i) => f.size(`I${i + 1}`, dim));
  return tail.reduce<Formula>((total, dim) => f.add(total, dim), head!);
}
