/** Finds values and properties of a JSON tree by their spans. */
import type { Span } from '../../text/span';
import type { Json, JsonArray, JsonObject, JsonProperty } from './tree';

/** The value that covers exactly this span. */
export function findValue(root: Json, span: Span): Json | null {
  for (const json of valuesAround(root, span)) if (isEqual(json.span, span)) return json;
  return null;
}

export function findProperty(
  root: Json,
  span: Span,
): { readonly property: JsonProperty; readonly siblings: readonly JsonProperty[] } | null {
  for (const json of valuesAround(root, span)) {
    if (json.type !== 'object') continue;
    const property = json.properties.find((candidate) => isEqual(candidate.span, span));
    if (property) return { property, siblings: json.properties };
  }
  return null;
}

/** The element of a `layers` array that holds a span, the innermost one; with the array. */
export function findLayer(root: Json, span: Span): { readonly layers: JsonArray; readonly layer: Json } | null {
  let found: { readonly layers: JsonArray; readonly layer: Json } | null = null;
  for (const json of valuesAround(root, span)) {
    const layers = json.type === 'object' ? layersUnder(json) : null;
    const layer = layers?.items.find((item) => isInside(span, item.span));
    if (layers && layer) found = { layers, layer };
  }
  return found;
}

function layersUnder(object: JsonObject): JsonArray | null {
  const layers = object.properties.find(({ name }) => name === 'layers')?.value;
  return layers?.type === 'array' ? layers : null;
}

/** The values that hold a span, the outermost first. */
function* valuesAround(root: Json, span: Span): Generator<Json> {
  let json: Json | null | undefined = isInside(span, root.span) ? root : null;
  while (json) {
    yield json;
    const inner: readonly (Json | null)[] =
      json.type === 'array' ? json.items : json.type === 'object' ? json.properties.map(({ value }) => value) : [];
    json = inner.find((candidate) => candidate !== null && isInside(span, candidate.span));
  }
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function isEqual(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
