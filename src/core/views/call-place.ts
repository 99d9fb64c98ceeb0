/** Where in the call of a layer a place of the text is: at a name, at a value, inside a word. Works on half-typed text. */
import type { Analysis } from '../analyze';
import type { Layer } from '../graph/graph';
import type { LayerDefinition } from '../layers/definition';
import { pieceAt } from '../source';

export interface CallPlace {
  readonly layer: Layer;
  readonly definition: LayerDefinition;
  /** Offset at which the argument under the place begins, white space left out. */
  readonly start: number;
  /** The argument up to the place. */
  readonly text: string;
  /** Name as it is written; null for an argument by position. */
  readonly name: string | null;
  /** Index among the arguments. */
  readonly index: number;
  /** The quote of the string that the place is in; null outside of strings. */
  readonly quote: string | null;
  /** Offset of the word or name that is being written. */
  readonly wordStart: number;
  /** True deeper within the argument, in a list for example. */
  readonly nested: boolean;
}

/** The innermost call of a layer of the catalogue that holds the offset. */
export function callPlaceAt({ graph, pieces, frontEnd }: Analysis, offset: number): CallPlace | null {
  const { name: language } = frontEnd.semantics;
  if (language === 'json') return null;
  const { text, base } = pieceAt(pieces, offset);
  let found: { readonly layer: Layer; readonly scanned: Scanned } | null = null;
  for (const layer of graph.layers) {
    const args = layer.call?.argsSpan;
    if (!args || !layer.definition || args.start < base || args.start >= offset) continue;
    if (found && args.start <= found.layer.call!.argsSpan.start) continue;
    // A call that is not closed yet ends where its text ends; what follows may be white space.
    if (offset > args.end && text.slice(args.end - base, offset - base).trim() !== '') continue;
    const scanned = scan(text, args.start - base, offset - base, language);
    if (scanned) found = { layer, scanned };
  }
  if (!found) return null;
  const { layer, scanned } = found;
  const from = skipSpace(text, scanned.start, offset - base);
  const argument = text.slice(from, offset - base);
  return {
    layer,
    definition: layer.definition!,
    start: base + from,
    text: argument,
    name: /^["']?([A-Za-z_$][\w$]*)["']?\s*(?:=(?!=)|:)/.exec(argument)?.[1] ?? null,
    index: scanned.index,
    quote: scanned.quote,
    wordStart: base + scanned.wordStart,
    nested: scanned.nested,
  };
}

interface Scanned {
  readonly start: number;
  readonly index: number;
  readonly quote: string | null;
  readonly wordStart: number;
  readonly nested: boolean;
}

const OPENING = '([{';
const CLOSING = ')]}';

/** Walks from the opening bracket to the offset; null if the call is closed before it. */
function scan(text: string, open: number, offset: number, language: string): Scanned | null {
  // The args of TensorFlow.js are the entries of one object.
  const depthOfArgs = language === 'javascript' ? 2 : 1;
  let depth = 0;
  let start = open + 1;
  let index = 0;
  let quote: string | null = null;
  let quoteStart = 0;
  for (let i = open; i < offset; i++) {
    const character = text[i]!;
    if (quote !== null) {
      if (character === '\\') i++;
      else if (character === quote || (character === '\n' && quote !== '`')) quote = null;
    } else if (character === "'" || character === '"' || character === '`') {
      quote = character;
      quoteStart = i + 1;
    } else if (isComment(text, i, language)) {
      while (i < offset && text[i] !== '\n') i++;
      if (i >= offset) return null;
    } else if (OPENING.includes(character)) {
      depth++;
      if (depth === depthOfArgs) start = i + 1;
    } else if (CLOSING.includes(character)) {
      depth--;
      if (depth === 0) return null;
    } else if (character === ',' && depth === depthOfArgs) {
      start = i + 1;
      index++;
    }
  }
  if (depth < depthOfArgs) return null;
  let wordStart = quote === null ? offset : quoteStart;
  if (quote === null) while (wordStart > start && /[\w$]/.test(text[wordStart - 1]!)) wordStart--;
  return { start, index, quote, wordStart, nested: depth > depthOfArgs };
}

function isComment(text: string, at: number, language: string): boolean {
  return language === 'python' ? text[at] === '#' : text[at] === '/' && text[at + 1] === '/';
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && /\s/.test(text[at]!)) at++;
  return at;
}
