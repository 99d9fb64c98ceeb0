/** Reshape: the same numbers in another shape; the batch stays. */
import { counted } from '../shape/count';
import { type Dim, formatShape, isKnown, multiply, type Shape, unknownDim } from '../shape/dim';
import { type Axis, f } from '../shape/formula';
import { defineLayer, isBefore, type Refusal, type Target } from './definition';
import { targetShape } from './target-shape';

export const reshape = defineLayer({
  name: 'Reshape',
  summary: 'Gives its input another shape with the same number of elements.',
  affine: true,
  dtype: 'kept',
  args: { targetShape: targetShape() },
  rank: (_, { framework }) => (framework === 'keras' ? { min: 1 } : null),
  refuses: ({ targetShape: wanted }, input, target): Refusal[] => {
    const refuse = (message: string): Refusal[] => [
      { rule: 'invalid-argument', arg: 'targetShape', message: `Reshape: ${message}` },
    ];
    // Before 3.15 Keras multiplies what it finds in the target, and fails on None.
    const sized = !input.slice(1).includes(null);
    if (isBefore(target, [3, 15]) && wanted.includes(null) && sized)
      return refuse(`None is no size in ${formatShape(wanted)}`);
    if (isOpen(wanted, input, target)) return [];
    const [had, fixed] = [product(input.slice(1)), product(wanted.filter((dim) => !isFree(dim)))];
    if (!isKnown(had) || !isKnown(fixed)) return [];
    const shapes = `${formatShape(input.slice(1))} has ${counted(had, 'element')}`;
    if (!wanted.some(isFree)) return had === fixed ? [] : refuse(`${shapes}, but ${formatShape(wanted)} has ${fixed}`);
    return fixed !== 0 && had % fixed === 0 ? [] : refuse(`${shapes}, which ${fixed} does not divide`);
  },
  output: ({ targetShape: wanted }, input, target) => [
    ...input.slice(0, 1),
    ...wanted.map((dim) => resolve(dim, wanted, input, target)),
  ],
});

function resolve(dim: Dim, wanted: Shape, input: Shape, target: Target): Axis {
  if (!isFree(dim)) return dim;
  // TensorFlow.js leaves the size open as long as the batch is.
  if (isOpen(wanted, input, target) || (target.framework === 'tfjs' && input[0] === null)) return null;
  const [had, fixed] = [product(input.slice(1)), product(wanted.filter((other) => !isFree(other)))];
  if (!isKnown(fixed)) return unknownDim();
  return fixed === 1 ? had : f.floorDivide(f.size('I', had), f.size('T', fixed));
}

/** The size that follows from the others: -1 in Keras; null is that, too, in TensorFlow.js, and read as -1. */
function isFree(dim: Dim): boolean {
  return dim === -1;
}

/** A None in the input or in the target leaves open what it comes to. */
function isOpen(wanted: Shape, input: Shape, target: Target): boolean {
  return input.slice(1).includes(null) || (target.framework === 'keras' && wanted.includes(null));
}

function product(dims: Shape): Dim {
  return dims.reduce<Dim>(multiply, 1);
}
