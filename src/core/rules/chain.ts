/** The way back from a fault: the layers that made a shape what it is, and the steps of the data. */
import type { Application, DataPart, Tensor } from '../graph/graph';
import { equalShapes, formatShape } from '../shape/dim';
import type { Span } from '../text/span';
import type { RelatedPlace } from './rule';

/** How many layers are named at most. */
const LONGEST = 8;

/** The layers that changed the shape on the way to a tensor, the first first; one branch, as far as it goes. */
export function shapeChain(tensor: Tensor | undefined): RelatedPlace[] {
  const places: RelatedPlace[] = [];
  for (let at = tensor; at?.producer && places.length < LONGEST; at = at.producer.inputs[0]) {
    const place = stepOf(at, at.producer);
    if (place) places.unshift(place);
  }
  return places;
}

function stepOf({ shape }: Tensor, { layer, span, inputs }: Application): RelatedPlace | null {
  const before = inputs[0]?.shape;
  if (!shape || (before && equalShapes(before, shape))) return null;
  return {
    span: layerPlace(layer.span, span),
    message: before
      ? `${layer.className} makes ${formatShape(before)} into ${formatShape(shape)}`
      : `the input is made here: ${formatShape(shape)}`,
  };
}

/** A layer that is made within its application is shown where it is made. */
function layerPlace(made: Span, applied: Span): Span {
  return made.start >= applied.start && made.end <= applied.end ? made : applied;
}

/** The steps that gave data their shape. */
export function dataChain(part: DataPart): RelatedPlace[] {
  return part.history.slice(-LONGEST).map(({ span, text }) => ({ span, message: text }));
}
