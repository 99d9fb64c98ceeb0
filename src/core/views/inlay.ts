/** Hints at the end of code: what comes out of a layer and what it costs, and the shapes of arrays. */
import type { Analysis } from '../analyze';
import type { Application } from '../graph/graph';
import { layerPlace } from '../graph/own-graph';
import { formatCount } from '../shape/count';
import { formatShape, type Shape } from '../shape/dim';
import { byPlace } from '../text/by-place';
import type { Span } from '../text/span';
import { shownArrays } from './rows';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string | null;
  readonly kind: 'layer' | 'array';
}

/**
 * `→ (None, 13, 13, 16) · 736` at each layer, and `→ (None, 13, 13, 16)` where a layer made elsewhere is applied. Code that
 * makes several layers tells how the shapes run. Editors cut long labels at their end, so what matters most comes first.
 */
export function inlayHints({ graph }: Analysis): readonly InlayHint[] {
  const made: Application[] = [];
  const applied: Application[] = [];
  for (const application of graph.applications) {
    const place = layerPlace(application);
    // A model stands where it is used; where it is made, its lens has the totals.
    const isModel = application.layer.model !== null && application.layer.model.kind !== 'subclass';
    if (!isModel) made.push(application);
    const { span } = application;
    const isApart = span.start > place.end || span.end < place.start || (isModel && !isSame(span, place));
    if (isApart || (isModel && isSame(span, place))) applied.push(application);
  }
  const hints: InlayHint[] = [];
  const push = (offset: number, label: string | null, { unknown }: Application): void => {
    if (label) hints.push({ offset, label, tooltip: unknown, kind: 'layer' });
  };
  for (const applications of byPlace(made, layerPlace).values())
    push(lastEnd(applications[0]!), layerLabel(applications, true), applications[0]!);
  for (const applications of byPlace(applied, ({ span }) => span).values()) {
    const [first] = applications;
    push(first!.span.end, layerLabel(applications, first!.layer.model !== null), first!);
  }
  for (const { span, shape } of shownArrays(graph))
    hints.push({ offset: span.end, label: `: ${formatShape(shape)}`, tooltip: null, kind: 'array' });
  return hints.sort((a, b) => a.offset - b.offset);
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** After the application where it is written with the layer (`Conv2D(…)(x)`, `model.add(Conv2D(…))`), else after the layer. */
function lastEnd(application: Application): number {
  const [{ span, site }, place] = [application, layerPlace(application)];
  if (site?.kind === 'add' && site.span.start <= place.start && place.end <= site.span.end) return site.span.end;
  return span.start === place.start ? Math.max(span.end, place.end) : place.end;
}

function layerLabel(applications: readonly Application[], withCount: boolean): string | null {
  const shapes = [...new Set(applications.map(outputText))].filter((text) => text !== '?');
  const counts = new Set(applications.map(({ params }) => formatCount(params)));
  const first = applications[0]!;
  // Where nothing is known the hover gives the reason; a row of question marks would only be in the way.
  if (shapes.length === 0 && (!first.params || !withCount || applications.length > 1)) return null;
  const times = applications.length > 1 ? `${applications.length}× ` : '';
  const run = shapes.length > 1 ? `${shapes[0]}…${shapes.at(-1)}` : (shapes[0] ?? '?');
  const count = !withCount || counts.size > 1 || first.params === 0 ? '' : ` · ${formatCount(first.params)}`;
  return `→ ${times}${run}${count}`;
}

function outputText({ outputs }: Application): string {
  const shapes = outputs.map(({ shape }): Shape | null => shape);
  if (shapes.every((shape) => shape === null)) return '?';
  return shapes.map((shape) => (shape ? formatShape(shape) : '?')).join(', ');
}
