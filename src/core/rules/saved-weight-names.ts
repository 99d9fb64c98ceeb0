/** The names under which TensorFlow.js saves the weights of a layer, those of wrapped layers and of cells included (tfjs-layers 4.22). */
import type { Layer } from '../graph/graph';
import type { Cell } from '../layers/cell';
import type { Target, Weight } from '../layers/definition';
import type { InnerLayer } from '../layers/inner-layer';

type Named = Pick<InnerLayer, 'definition' | 'values' | 'className'>;

/** One for each weight, in the order of the layer; null where they do not follow from the layer. */
export function savedNames(layer: Layer, target: Target): readonly string[] | null {
  return layer.weights && namesOf(layer, layer.name, layer.weights, target);
}

function namesOf(
  { definition, values, className }: Named,
  path: string,
  weights: readonly Weight[],
  target: Target,
): readonly string[] | null {
  if (!definition || !values) return null;
  const inner = values.layer as InnerLayer | undefined;
  switch (className) {
    // The weights of a layer in it are as those of its own; those of a model in it keep the names that they have there.
    case 'TimeDistributed':
      return inner ? namesOf(inner, path, weights, target) : null;
    case 'Bidirectional': {
      if (!inner?.name) return null;
      const half = weights.length / 2;
      const forward = namesOf(inner, `${path}/forward_${inner.name}`, weights.slice(0, half), target);
      const backward = namesOf(inner, `${path}/backward_${inner.name}`, weights.slice(half), target);
      return forward && backward && [...forward, ...backward];
    }
    case 'RNN':
      return namesOfCell(values.cell as Cell, path, weights, target);
    default:
      return definition.holdsLayers === true ? null : weights.map(({ name }) => `${path}/${name}`);
  }
}

/** The cells of a stack are counted. */
function namesOfCell(cell: Cell, path: string, weights: readonly Weight[], target: Target): readonly string[] {
  if (!cell.cells) return weights.map(({ name }) => `${path}/${name}`);
  let next = 0;
  return cell.cells.flatMap((each, i) => {
    const own = weights.slice(next, next + each.weights(null, target).length);
    next += own.length;
    return namesOfCell(each, `${path}/RNNCell_${i}`, own, target);
  });
}
