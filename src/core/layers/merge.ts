/** Layers that join a list of tensors element by element: Add, Multiply and their like. */
import { type Dim, formatShape, isKnown, isSymbolic, type Shape, unknownDim } from '../shape/dim';
import { defineManyLayer, type Framework, type LayerDefinition, type Refusal } from './definition';

interface MergeDescription {
  readonly name: string;
  readonly summary: string;
  /** The number of inputs it takes; two or more if left out. */
  readonly exactly?: number;
  readonly frameworks?: readonly Framework[];
}

/** An element-wise merge (`keras.src.layers.merging.base_merge`): axes of size 1 are stretched, missing axes put in after the batch. */
export function mergeLayer({ exactly, ...described }: MergeDescription): LayerDefinition {
  return defineManyLayer({
    ...described,
    args: {},
    merges: true,
    masking: {
      given: (_, masks, { operation }) => {
        const all = masks.filter((mask) => mask !== null);
        if (all.length < masks.length) return [];
        return [all.reduce((a, b) => operation('LogicalOr', [a, b], joinedShape([a.shape!, b.shape!])))];
      },
    },
    refuses: (_, inputs, { framework }): Refusal[] => {
      const refuse = (message: string): Refusal[] => [
        { rule: 'merge-shape-mismatch', arg: null, message: `${described.name}: ${message}` },
      ];
      if (exactly !== undefined && inputs.length !== exactly)
        return refuse(`takes ${exactly} inputs, but gets ${inputs.length}`);
      const least = framework === 'tfjs' ? 2 : 1;
      if (inputs.length < least) return refuse(`takes at least ${least} inputs, but gets ${inputs.length}`);
      if (inputs.some(({ length }) => length === 0)) return refuse('takes no tensor without axes');
      const batches = new Set(inputs.map(([batch]) => batch).filter((batch) => batch !== undefined && isKnown(batch)));
      if (batches.size > 1)
        return refuse(`the inputs have different batch sizes: ${inputs.map(formatShape).join(', ')}`);
      for (const [i, input] of inputs.entries()) {
        const before = broadcastAll(inputs.slice(0, i).map(withoutBatch));
        if (i > 0 && broadcast(before!, withoutBatch(input)) === null) {
          return refuse(
            `shapes ${inputs.slice(0, i).map(formatShape).join(', ')} and ${formatShape(input)} cannot be joined`,
          );
        }
      }
      return [];
    },
    outputs: (_, inputs) => [joinedShape(inputs)],
  });
}

function joinedShape(shapes: readonly Shape[]): Shape {
  return [batchOf(shapes), ...(broadcastAll(shapes.map(withoutBatch)) ?? [])];
}

function withoutBatch(shape: Shape): Shape {
  return shape.slice(1);
}

/** The batch size that is known among the inputs, or None. */
function batchOf(inputs: readonly Shape[]): Dim {
  const batches = inputs.map(([batch]) => batch ?? null).filter((batch) => batch !== null);
  return batches.find(isKnown) ?? batches[0] ?? null;
}

function broadcastAll(shapes: readonly Shape[]): Shape | null {
  let joined: Shape | null = shapes[0] ?? [];
  for (const shape of shapes.slice(1)) joined = joined && broadcast(joined, shape);
  return joined;
}

/** The shape that both can be stretched to, their last axes laid over each other; null if there is none. */
function broadcast(a: Shape, b: Shape): Shape | null {
  if (a.length < b.length) return broadcast(b, a);
  const lead = a.length - b.length;
  const joined: Dim[] = a.slice(0, lead);
  for (const [i, other] of b.entries()) {
    const dim = broadcastDim(a[lead + i]!, other);
    if (dim === undefined) return null;
    joined.push(dim);
  }
  return joined;
}

/** The frameworks make None of None and anything else, even of None and 5. Undefined if the two do not fit. */
function broadcastDim(a: Dim, b: Dim): Dim | undefined {
  if (a === null || b === null) return null;
  if (a === 1) return b;
  if (b === 1) return a;
  if (isSymbolic(a) && isSymbolic(b)) return a.key === b.key ? a : unknownDim();
  // A size that we do not know may be 1, or else it is the other one: either way the result is the other one.
  if (isSymbolic(a)) return b;
  if (isSymbolic(b)) return a;
  return a === b ? a : undefined;
}
