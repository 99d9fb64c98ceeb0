/** Notebooks whose cells ran in another order than they stand in: whether that order gives other layers. */
import type { Application, LayerGraph, OtherOrder } from './graph/graph';
import { formatCount } from './shape/count';
import { formatShape, isKnown } from './shape/dim';
import type { NotebookCell } from './source';
import { byPlace } from './text/by-place';

/** The cells that ran, as indices into `cells` in the order of their numbers; null if they ran as they stand. */
export function orderOfRuns(cells: readonly NotebookCell[]): readonly number[] | null {
  const ran = cells.flatMap(({ ran: number }, at) => (typeof number === 'number' ? [{ at, number }] : []));
  const sorted = [...ran].sort((a, b) => a.number - b.number);
  return sorted.every((cell, i) => cell === ran[i]) ? null : sorted.map(({ at }) => at);
}

/**
 * The first layer that is known in both orders and is not the same; null if there is none. What is not known in one of
 * them says nothing: the kernel may have run cells before whose number is gone.
 */
export function firstDifference(asWritten: LayerGraph, asRun: LayerGraph, order: string): OtherOrder | null {
  const spanOf = ({ span }: Application) => span;
  const others = byPlace(asRun.applications, spanOf);
  for (const [place, applications] of byPlace(asWritten.applications, spanOf)) {
    const [here, there] = [applications.map(told), (others.get(place) ?? []).map(told)];
    if (there.length === 0 || [...here, ...there].includes(null) || here.join() === there.join()) continue;
    return { span: applications[0]!.span, asWritten: here.join(', '), asRun: there.join(', '), order };
  }
  return null;
}

/** Shape and count in words; null where something is not known. */
function told({ outputs, params, unknown }: Application): string | null {
  const shapes = outputs.map(({ shape }) => shape);
  const known =
    unknown === null && params !== null && shapes.every((shape) => shape?.every((dim) => dim === null || isKnown(dim)));
  return known
    ? `${shapes.map((shape) => formatShape(shape!)).join(' and ')} with ${formatCount(params)} parameters`
    : null;
}
