/** The outline of a source: its models with the layers that the text writes for them. */
import type { Analysis } from '../analyze';
import { layerPlace } from '../graph/own-graph';
import { formatCount } from '../shape/count';
import { formatShape } from '../shape/dim';
import { isElsewhere, type Span, spanKey } from '../text/span';
import { modelRows } from './rows';

export interface OutlineSymbol {
  readonly kind: 'model' | 'layer';
  readonly name: string;
  /** Output shape and parameter count, as far as they are known. */
  readonly detail: string;
  readonly span: Span;
  readonly children: readonly OutlineSymbol[];
}

/** Models that the same code makes several times are listed once. */
export function outline(analysis: Analysis): readonly OutlineSymbol[] {
  const models = new Map<string, OutlineSymbol>();
  for (const { model, name, span, outputs, params } of modelRows(analysis)) {
    if (models.has(spanKey(span))) continue;
    const layers = new Map<string, OutlineSymbol>();
    for (const application of model.applications) {
      const place = layerPlace(application);
      if (isElsewhere(place) || layers.has(spanKey(place))) continue;
      const { layer } = application;
      layers.set(spanKey(place), {
        kind: 'layer',
        name: layer.model ? layer.name : layer.className,
        detail: detail(
          application.outputs.map(({ shape }) => shape),
          application.params,
        ),
        span: place,
        children: [],
      });
    }
    models.set(spanKey(span), {
      kind: 'model',
      name,
      detail: detail(outputs, params),
      span,
      children: [...layers.values()],
    });
  }
  return [...models.values()].sort((a, b) => a.span.start - b.span.start);
}

function detail(
  shapes: readonly (Parameters<typeof formatShape>[0] | null)[],
  params: Parameters<typeof formatCount>[0],
): string {
  const shape = shapes.map((each) => (each ? formatShape(each) : '?')).join(', ');
  return [shape === '?' || shape === '' ? null : shape, params === null || params === 0 ? null : formatCount(params)]
    .filter((part) => part !== null)
    .join(' · ');
}
