/** Normalization: values shifted and scaled by the mean and variance of data that it was adapted to. */
import { type Dim, formatShape, isKnown, type Shape } from '../shape/dim';
import { type ArgSpec, flag, refused, show, unknownReading, value } from './args';
import { axes, resolveAxis } from './axes';
import { defineLayer, type Refusal } from './definition';
import { keepsMask } from './masks';
import { type Plain, PlainFloat, PlainObject, PlainUnknown } from './plain';

export const normalization = defineLayer({
  name: 'Normalization',
  summary: 'Shifts and scales values by the mean and variance of the data that it was adapted to.',
  masking: keepsMask,
  frameworks: ['keras'],
  affine: true,
  args: {
    axis: axes({ default: -1, optional: true, doc: 'The axes that keep a mean and a variance for each index' }),
    mean: numbersArg('Mean, where it is known'),
    variance: numbersArg('Variance, where it is known'),
    invert: flag({ default: false, doc: 'Undo the normalization' }),
  },
  refuses: ({ axis, mean, variance }, input): Refusal[] => {
    const refuse = (rule: string, arg: string | null, message: string): Refusal[] => [
      { rule, arg, message: `Normalization: ${message}` },
    ];
    if ((mean === null) !== (variance === null))
      return refuse(
        'invalid-argument',
        mean === null ? 'mean' : 'variance',
        'mean and variance must be given together',
      );
    const kept = axis ?? [];
    const missing = kept.find((index) => resolveAxis(index, input.length) === null);
    if (missing !== undefined)
      return refuse('invalid-argument', 'axis', `there is no axis ${missing} in ${formatShape(input)}`);
    const sizes = keptSizes(kept, input);
    if (sizes.includes(null))
      return refuse(
        'rank-mismatch',
        null,
        `the sizes of the axes that are kept must be known in ${formatShape(input)}`,
      );
    const distinct = new Set(kept.map((index) => resolveAxis(index, input.length)));
    if (mean === null && distinct.size < kept.length && sizes.some((size) => isKnown(size) && size !== 1))
      return refuse('invalid-argument', 'axis', `an axis is named twice in (${kept.join(', ')})`);
    if (!mean?.shape || !variance?.shape) return [];
    const [a, b] = [mean.shape, variance.shape];
    if (a.length !== b.length || a.some((dim, i) => dim !== b[i]))
      return refuse(
        'invalid-argument',
        'variance',
        `mean has the shape ${formatShape(a)}, but variance ${formatShape(b)}`,
      );
    if (a.length > kept.length)
      return refuse('invalid-argument', 'mean', `mean has ${a.length} axes, but ${kept.length} are kept`);
    const misfit = a.some((dim, i) => {
      const size = sizes[sizes.length - a.length + i]!;
      return typeof size === 'number' && dim !== size && dim !== 1;
    });
    return misfit
      ? refuse(
          'invalid-argument',
          'mean',
          `a mean of the shape ${formatShape(a)} does not fit the kept sizes ${formatShape(sizes)}`,
        )
      : [];
  },
  output: (_, input) => [...input],
  // What adapting finds: a mean and a variance for each kept index, and how many samples were seen.
  weights: ({ axis, mean }, input) => {
    if (mean !== null) return [];
    const shape = keptSizes(axis ?? [], input);
    return [
      { name: 'mean', shape, trainable: false },
      { name: 'variance', shape, trainable: false },
      { name: 'count', shape: [], trainable: false },
    ];
  },
});

function keptSizes(kept: readonly number[], input: Shape): Dim[] {
  const indices = kept.map((index) => resolveAxis(index, input.length)!);
  return [...indices].sort((a, b) => a - b).map((index) => input[index]!);
}

interface Numbers {
  /** Null where it cannot be told. */
  readonly shape: readonly number[] | null;
}

/** A number or nested lists of numbers, read as their shape. */
function numbersArg(doc: string): ArgSpec<Numbers | null> {
  return {
    doc,
    default: null,
    takes: 'number, or lists of numbers',
    schema: { anyOf: [{ type: ['number', 'null'] }, { type: 'array' }] },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null) return value(null);
      if (plain instanceof PlainObject) return value({ shape: null });
      const shape = shapeOf(plain);
      return shape ? value({ shape }) : refused(`must be a number or lists of numbers, not ${show(plain)}`);
    },
  };
}

function shapeOf(plain: Plain): readonly number[] | null {
  if (typeof plain === 'number' || typeof plain === 'boolean' || plain instanceof PlainFloat) return [];
  if (!Array.isArray(plain)) return null;
  const inner = (plain as readonly Plain[]).map(shapeOf);
  const [first] = inner;
  if (first === undefined) return [0];
  return inner.every(
    (shape) => shape && first && shape.length === first.length && shape.every((dim, i) => dim === first[i]),
  )
    ? [plain.length, ...first!]
    : null;
}
