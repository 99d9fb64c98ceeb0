/** Findings that layers state themselves: what the framework refuses when a layer is made or applied. */
import type { Application, Layer, LayerGraph, LocatedRefusal } from '../graph/graph';
import { spanKey } from '../text/span';

/** A refusal with the layer that it is about. */
export interface Refused extends LocatedRefusal {
  readonly layer: Layer;
  /** Null if the layer cannot even be made. */
  readonly application: Application | null;
}

/** The refusals that name a rule, each place and message once however often its code runs. */
export function refusalsOf(graph: LayerGraph, rule: string): readonly Refused[] {
  const found = new Map<string, Refused>();
  const keep = (refusal: LocatedRefusal, layer: Layer, application: Application | null): void => {
    const key = `${spanKey(refusal.span)} ${refusal.message}`;
    if (refusal.rule === rule && !found.has(key)) found.set(key, { ...refusal, layer, application });
  };
  for (const layer of graph.layers) for (const refusal of layer.refusals) keep(refusal, layer, null);
  for (const application of graph.applications) {
    for (const refusal of application.refusals) keep(refusal, application.layer, application);
  }
  return [...found.values()];
}

/** The refused applications of a rule, with the first refusal of each. */
export function refusedApplications(
  graph: LayerGraph,
  rule: string,
): readonly (readonly [Application, LocatedRefusal])[] {
  return graph.applications.flatMap((application) => {
    const refusal = application.refusals.find((each) => each.rule === rule);
    return refusal ? [[application, refusal] as const] : [];
  });
}
