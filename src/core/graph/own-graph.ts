/** What a graph holds of the analysed source itself: what other files build when they are imported is shown there. */
import { isElsewhere, type Span } from '../text/span';
import type { Application, LayerGraph, Model } from './graph';

/** Layers of models that are imported stay known through these models; they are no rows of this source. */
export function ownGraph(graph: LayerGraph): LayerGraph {
  const isOwn = ({ span }: { readonly span: Span }): boolean => !isElsewhere(span);
  return {
    ...graph,
    layers: graph.layers.filter(isOwn),
    applications: graph.applications.filter(isOwn),
    models: graph.models.filter((model) => !isElsewhere(modelPlace(model))),
    dataCalls: graph.dataCalls.filter(isOwn),
  };
}

/** Where a layer stands in this source: where it is constructed, or applied if another file constructs it. */
export function layerPlace({ layer, span }: Application): Span {
  return isElsewhere(layer.span) ? span : layer.span;
}

/** Where a model stands in this source: where it is made, or imported. */
export function modelPlace({ span, variable }: Model): Span {
  return isElsewhere(span) ? (variable?.span ?? span) : span;
}
