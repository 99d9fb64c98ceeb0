/** JSON values with their spans, and ways into them. Knows nothing of models. */
import type { Span } from '../../text/span';

export type Json = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

export interface JsonObject {
  readonly type: 'object';
  readonly span: Span;
  readonly properties: readonly JsonProperty[];
}
export interface JsonProperty {
  readonly name: string;
  /** The letters of the key, without its quotes. */
  readonly nameSpan: Span;
  /** Null while it is not typed yet. */
  readonly value: Json | null;
  /** From the key's opening quote to the end of the value. */
  readonly span: Span;
}
export interface JsonArray {
  readonly type: 'array';
  readonly span: Span;
  readonly items: readonly Json[];
}
export interface JsonString {
  readonly type: 'string';
  readonly span: Span;
  readonly value: string;
}
export interface JsonNumber {
  readonly type: 'number';
  readonly span: Span;
  readonly value: number;
  /** Written with a point or an exponent, which Python reads as a float. */
  readonly float: boolean;
}
export interface JsonBoolean {
  readonly type: 'boolean';
  readonly span: Span;
  readonly value: boolean;
}
export interface JsonNull {
  readonly type: 'null';
  readonly span: Span;
}

export interface Problem {
  readonly span: Span;
  readonly message: string;
}

export interface JsonTree {
  /** Null if the text holds no value at all. */
  readonly root: Json | null;
  readonly errors: readonly Problem[];
  /** Comments and trailing commas: right in a layer spec, wrong in what `json.loads` must read. */
  readonly liberties: readonly Problem[];
}

export function property(object: JsonObject, name: string): JsonProperty | null {
  // The last of equal keys counts, as in every JSON reader.
  for (let i = object.properties.length - 1; i >= 0; i--) {
    if (object.properties[i]!.name === name) return object.properties[i]!;
  }
  return null;
}

/** The value under a key; null if the key or its value is missing. */
export function get(json: Json | null, name: string): Json | null {
  return json?.type === 'object' ? (property(json, name)?.value ?? null) : null;
}

export function getString(json: Json | null, name: string): JsonString | null {
  const value = get(json, name);
  return value?.type === 'string' ? value : null;
}

export function getObject(json: Json | null, name: string): JsonObject | null {
  const value = get(json, name);
  return value?.type === 'object' ? value : null;
}

export function getArray(json: Json | null, name: string): JsonArray | null {
  const value = get(json, name);
  return value?.type === 'array' ? value : null;
}

export function isFalse(json: Json | null): boolean {
  return json?.type === 'boolean' && !json.value;
}

export function isTrue(json: Json | null): boolean {
  return json?.type === 'boolean' && json.value;
}
