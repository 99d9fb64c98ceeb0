/** Writes JSON into a text: values, and properties added to or taken out of an object. */
import type { EditValue } from '../../lang/edit';
import type { TextEdit } from '../../text/edit';
import { toCamelCase, toSnakeCase } from './names';
import type { Json, JsonObject, JsonProperty } from './tree';

export interface RenderTarget {
  readonly text: string;
  readonly base: number;
  readonly root: Json;
  /** A layer spec, with args in camel case. */
  readonly isSpec: boolean;
  /** A model file of TensorFlow.js, whose words are in snake case though those of the program are not. */
  readonly isTfjs: boolean;
}

/** How an arg is written here; `layer` names the class in a layer spec. */
export function spell({ isSpec }: RenderTarget, name: string): string {
  if (!isSpec) return name;
  return name === 'layer' ? 'wraps' : toCamelCase(name);
}

export function toJson(target: RenderTarget, value: EditValue): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(target.isTfjs ? toSnakeCase(value.value) : value.value);
    case 'number':
    case 'boolean':
      return JSON.stringify(value.value);
    case 'none':
      return 'null';
    case 'sequence':
      return `[${value.items.map((item) => toJson(target, item)).join(', ')}]`;
  }
}

/** Adds a property at the end of an object; null while the one before is half typed. */
export function propertyAfter(
  { text, base }: RenderTarget,
  object: JsonObject,
  key: string,
  value: string,
): TextEdit[] | null {
  const last = object.properties.at(-1);
  const written = `${JSON.stringify(key)}: ${value}`;
  if (!last) return [{ span: object.span, text: `{ ${written} }` }];
  if (!last.value) return null;
  const before = whitespaceBefore(text, last.span.start - base);
  const gap = before.includes('\n') ? before : ' ';
  return [{ span: { start: last.span.end, end: last.span.end }, text: `,${gap}${written}` }];
}

/** Takes a property out together with the comma that goes with it. */
export function withoutProperty(
  { text, base }: RenderTarget,
  property: JsonProperty,
  siblings: readonly JsonProperty[],
): TextEdit {
  const at = siblings.indexOf(property);
  const next = siblings[at + 1];
  if (next) return { span: { start: property.span.start, end: next.span.start }, text: '' };
  const previous = siblings[at - 1];
  if (previous) return { span: { start: previous.span.end, end: property.span.end }, text: '' };
  const comma = /^\s*,/.exec(text.slice(property.span.end - base));
  return { span: { start: property.span.start, end: property.span.end + (comma?.[0].length ?? 0) }, text: '' };
}

/** The white space in front of an offset of the text. */
export function whitespaceBefore(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && /\s/.test(text[start - 1]!)) start--;
  return text.slice(start, offset);
}
