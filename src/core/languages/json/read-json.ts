/** Reads JSON text, valid or half typed, into a tree with spans. */
import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import type { Span } from '../../text/span';
import { readStrict } from './read-strict';
import type { Json, JsonArray, JsonObject, JsonProperty, JsonTree, Problem } from './tree';

/** Deeper values are cut off: no model nests so deep, and the parser works by recursion. */
const maxDepth = 400;
/** Half-typed text can be wrong at every token; the first few errors say it all. */
const maxErrors = 50;

/** Reads any text; spans are offsets plus `base`. */
export function readJson(text: string, base: number): JsonTree {
  const strict = readStrict(text, base, maxDepth);
  return strict ? { root: strict, errors: [], liberties: [] } : readTolerant(text, base);
}

/** Reads what is half typed, and tells what is wrong with it. */
export function readTolerant(text: string, base: number): JsonTree {
  const depthEnd = endOfDepth(text);
  const reader = new Reader(text, base);
  visit(depthEnd === null ? text : text.slice(0, depthEnd), reader.visitor, { allowTrailingComma: true });
  reader.closeAll(depthEnd ?? text.length);
  const tooDeep =
    depthEnd === null
      ? []
      : [
          {
            span: { start: base + depthEnd, end: base + depthEnd + 1 },
            message: `values nest deeper than ${maxDepth}; the rest is not read`,
          },
        ];
  return { root: reader.root, errors: [...tooDeep, ...reader.errors], liberties: reader.liberties };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type OpenProperty = { -readonly [K in keyof JsonProperty]: JsonProperty[K] };
type Open =
  | { readonly node: Mutable<JsonObject>; readonly properties: OpenProperty[] }
  | { readonly node: Mutable<JsonArray>; readonly items: Json[] };

/** Builds the tree from the parser's events. */
class Reader {
  root: Json | null = null;
  readonly errors: Problem[] = [];
  readonly liberties: Problem[] = [];
  private readonly open: Open[] = [];
  private lastComma: number | null = null;

  constructor(
    private readonly text: string,
    private readonly base: number,
  ) {}

  readonly visitor = {
    onObjectBegin: (offset: number) => {
      const properties: OpenProperty[] = [];
      this.begin({ node: { type: 'object', span: this.span(offset, offset), properties }, properties });
    },
    onObjectProperty: (name: string, offset: number, length: number) => {
      this.lastComma = null;
      const top = this.open.at(-1);
      if (!top || !('properties' in top)) return;
      const closed = length > 1 && this.text[offset + length - 1] === '"';
      const nameSpan = this.span(offset + 1, closed ? offset + length - 1 : offset + length);
      top.properties.push({ name, nameSpan, value: null, span: this.span(offset, offset + length) });
    },
    onObjectEnd: (offset: number, length: number) => this.end(offset, offset + length),
    onArrayBegin: (offset: number) => {
      const items: Json[] = [];
      this.begin({ node: { type: 'array', span: this.span(offset, offset), items }, items });
    },
    onArrayEnd: (offset: number, length: number) => this.end(offset, offset + length),
    onLiteralValue: (value: unknown, offset: number, length: number) => this.add(this.literal(value, offset, length)),
    onSeparator: (character: string, offset: number) => {
      this.lastComma = character === ',' ? offset : null;
    },
    onComment: (offset: number, length: number) => {
      if (this.liberties.length < maxErrors)
        this.liberties.push({
          span: this.span(offset, offset + length),
          message: 'JSON that a framework reads cannot hold comments',
        });
    },
    onError: (code: ParseErrorCode, offset: number, length: number) => {
      if (this.errors.length < maxErrors)
        this.errors.push({ span: this.span(offset, offset + length), message: errorText(code) });
    },
  };

  /** Ends what the text leaves open. */
  closeAll(end: number): void {
    while (this.open.length > 0) this.end(end, end);
  }

  private begin(open: Open): void {
    this.add(open.node as Json);
    this.open.push(open);
  }

  private end(offset: number, end: number): void {
    const top = this.open.pop();
    if (!top) return;
    if (this.lastComma !== null && this.liberties.length < maxErrors && offset < end) {
      this.liberties.push({
        span: this.span(this.lastComma, this.lastComma + 1),
        message: 'JSON that a framework reads cannot have a comma after the last element',
      });
    }
    this.lastComma = null;
    top.node.span = this.span(top.node.span.start - this.base, end);
    this.stretchProperty(top.node.span);
  }

  private add(value: Json): void {
    this.lastComma = null;
    const top = this.open.at(-1);
    if (!top) {
      this.root ??= value;
      return;
    }
    if ('items' in top) {
      top.items.push(value);
      return;
    }
    const last = top.properties.at(-1);
    if (!last || last.value) return;
    last.value = value;
    this.stretchProperty(value.span);
  }

  private stretchProperty(to: Span): void {
    const top = this.open.at(-1);
    const last = top && 'properties' in top ? top.properties.at(-1) : undefined;
    if (last) last.span = { start: last.span.start, end: to.end };
  }

  private literal(value: unknown, offset: number, length: number): Json {
    const span = this.span(offset, offset + length);
    if (typeof value === 'string') return { type: 'string', span, value };
    if (typeof value === 'number')
      return { type: 'number', span, value, float: /[.eE]/.test(this.text.slice(offset, offset + length)) };
    if (typeof value === 'boolean') return { type: 'boolean', span, value };
    return { type: 'null', span };
  }

  private span(start: number, end: number): Span {
    return { start: this.base + start, end: this.base + end };
  }
}

/** `CommaExpected` as `comma expected`. */
function errorText(code: ParseErrorCode): string {
  const words = printParseErrorCode(code)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words
    .replace('close brace', '"}"')
    .replace('close bracket', '"]"')
    .replace('colon', '":"')
    .replace('comma', '","');
}

/** Where brackets nest deeper than `maxDepth` for the first time; null if they never do. */
function endOfDepth(text: string): number | null {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = endOfString(text, i);
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > maxDepth) return i;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return null;
}

/** The closing quote of a string, or the last character of its line if it is not closed. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return i;
    if (code === 0x5c) i++;
    else if (code === 0x0a || code === 0x0d) return i - 1;
  }
  return text.length;
}
