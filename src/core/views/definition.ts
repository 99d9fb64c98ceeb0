/** Where a layer, a model or an input is written that a model file names elsewhere: `"from": "left"`, `inbound_nodes`. */
import type { Analysis } from '../analyze';
import type { Value } from '../eval/value';
import { modelPlace } from '../graph/own-graph';
import { contains, isElsewhere, type Span, spanLength } from '../text/span';

export interface Definition {
  /** The name that leads there. */
  readonly span: Span;
  readonly target: Span;
}

/** Null in programs, whose editors know where their names are from. */
export function definitionAt({ graph, frontEnd }: Analysis, offset: number): Definition | null {
  if (!frontEnd.reportsSyntax) return null;
  const uses = [...graph.names.values()].filter(({ span }) => !isElsewhere(span) && contains(span, offset));
  const [use] = uses.sort((a, b) => spanLength(a.span) - spanLength(b.span));
  const target = use && placeOf(use.values[0]!);
  // Where something is made nothing leads further.
  if (!target || isElsewhere(target) || contains(target, use.span.start)) return null;
  return { span: use.span, target };
}

function placeOf(value: Value): Span | null {
  switch (value.kind) {
    case 'tensor': {
      const producer = value.tensor.producer;
      // A model is made elsewhere than where it is applied.
      return producer && (producer.layer.model ? producer.span : placeOf({ kind: 'layer', layer: producer.layer }));
    }
    case 'layer':
      return value.layer.call?.callee.span ?? value.layer.span;
    case 'model':
      return value.model.variable?.span ?? modelPlace(value.model);
    default:
      return null;
  }
}
