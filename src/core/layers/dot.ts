/** Dot: sums of products of two tensors along one axis of each. */
import { elementCount, multiplyCounts } from '../shape/count';
import { compatible, type Dim, formatShape, isKnown, isSymbolic, type Shape } from '../shape/dim';
import { type ArgSpec, flag, refused, show, unknownReading, value, wholeNumber } from './args';
import { resolveAxis } from './axes';
import { defineManyLayer, type Refusal } from './definition';
import { type Plain, PlainUnknown } from './plain';

export const dot = defineManyLayer({
  name: 'Dot',
  summary: 'Multiplies two tensors and sums along one axis of each.',
  args: {
    axes: axesArg(),
    normalize: flag({ default: false, doc: 'Bring the vectors to length 1 first' }),
  },
  merges: true,
  refuses: ({ axes }, inputs, { framework }): Refusal[] => {
    const refuse = (message: string, arg: string | null = null): Refusal[] => [
      { rule: 'merge-shape-mismatch', arg, message: `Dot: ${message}` },
    ];
    if (inputs.length !== 2) return refuse(`takes 2 inputs, but gets ${inputs.length}`);
    const shapes = inputs.map(formatShape).join(' and ');
    if (framework === 'tfjs' && inputs.some(({ length }) => length > 3))
      return refuse(`takes at most 3 axes in TensorFlow.js, but gets ${shapes}`);
    const [first, second] = inputs.map((shape, i) => resolveAxis(axes.pair[i]!, shape.length));
    if (typeof first !== 'number' || typeof second !== 'number')
      return refuse(`there are no axes ${axes.pair.join(' and ')} in ${shapes}`, 'axes');
    if (framework === 'keras' && (first === 0 || second === 0))
      return refuse('the batch axis cannot be summed over', 'axes');
    const [a, b] = [inputs[0]![first]!, inputs[1]![second]!];
    // TensorFlow.js finds nothing at a negative index of a list, and compares nothing with nothing.
    const unseen = framework === 'tfjs' && axes.listed && Math.max(...axes.pair) < 0;
    if (unseen ? !compatible(a, b) : differ(a, b)) return refuse(`the axes that are summed over differ in ${shapes}`);
    const batches = inputs.map(([batch]) => batch!);
    // TensorFlow.js repeats a batch of 1.
    const repeated = framework === 'tfjs' && batches.includes(1);
    return batches.every(isKnown) && batches[0] !== batches[1] && !repeated
      ? refuse(`the batch sizes differ in ${shapes}`)
      : [];
  },
  outputs: ({ axes }, inputs) => {
    const [first, second] = inputs as readonly [Shape, Shape];
    const rest = [...without(first, axes.pair[0]), ...without(second, axes.pair[1]).slice(1)];
    return [rest.length === 1 ? [...rest, 1] : rest];
  },
  macs: ({ axes }, [first], [output]) =>
    multiplyCounts(elementCount(output!.slice(1)), first![resolveAxis(axes.pair[0], first!.length)!]!),
});

/** Keras compares the sizes as they stand: None is not 5, but None is None. */
function differ(a: Dim, b: Dim): boolean {
  return !isSymbolic(a) && !isSymbolic(b) && a !== b;
}

function without(shape: Shape, axis: number): Shape {
  const index = resolveAxis(axis, shape.length);
  return shape.filter((_, i) => i !== index);
}

interface Axes {
  readonly pair: readonly [number, number];
  /** Given as a list. */
  readonly listed: boolean;
}

/** One axis for both tensors, or a pair. */
function axesArg(): ArgSpec<Axes> {
  return {
    doc: 'The axis that is summed over, or one for each input',
    default: undefined,
    takes: 'index of an axis, or a pair of them',
    schema: { anyOf: [{ type: 'integer' }, { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 }] },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const items = Array.isArray(plain) ? (plain as readonly Plain[]) : [plain, plain];
      const hole = items.find((item) => item instanceof PlainUnknown);
      if (hole instanceof PlainUnknown) return unknownReading(hole);
      const [first, second, ...more] = items.map((item) => wholeNumber(item, target));
      if (typeof first !== 'number' || typeof second !== 'number' || more.length > 0)
        return refused(`must be a whole number or a pair of them, not ${show(plain)}`);
      return value({ pair: [first, second], listed: Array.isArray(plain) });
    },
  };
}
