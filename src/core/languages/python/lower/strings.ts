/** Lowers strings: prefixes, escapes, f-strings and neighbours that are one string. */
import type { Expr, TemplateExpr } from '../../../lang/program';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';
import { decodeEscapes } from './escapes';
import { lowerExpressions } from './expressions';
import { childNamed, isExpression } from './nodes';

type Part = TemplateExpr['parts'][number];

export function lowerString(node: SyntaxNode, source: Source): Expr {
  const { prefix, start, end } = delimiters(node, source);
  if (prefix.includes('b')) return source.unreadable(node, 'bytes are not followed');
  const text = source.slice(start, end);
  return { kind: 'string', value: prefix.includes('r') ? text : decodeEscapes(text), span: source.span(node) };
}

export function lowerFormatString(node: SyntaxNode, source: Source): Expr {
  return { kind: 'template', parts: formatParts(node, source), span: source.span(node) };
}

export function lowerContinuedString(node: SyntaxNode, source: Source): Expr {
  const parts: Part[] = [];
  for (const child of node.children) {
    if (child.name === 'FormatString') parts.push(...formatParts(child, source));
    else if (child.name === 'String') {
      const value = lowerString(child, source);
      parts.push(value.kind === 'string' ? value.value : { value, format: null });
    }
  }
  if (parts.every((part) => typeof part === 'string')) {
    return { kind: 'string', value: parts.join(''), span: source.span(node) };
  }
  return { kind: 'template', parts: mergeTexts(parts), span: source.span(node) };
}

/** The text between the quotes of a literal; a string that is not closed goes to its end. */
function delimiters(
  node: SyntaxNode,
  source: Source,
): { readonly prefix: string; readonly start: number; readonly end: number } {
  const text = source.textOf(node);
  const [, prefix = '', quote = ''] = /^([a-zA-Z]*)('''|"""|'|")/.exec(text) ?? [];
  const open = prefix.length + quote.length;
  const closed = text.length >= open + quote.length && text.endsWith(quote);
  return { prefix: prefix.toLowerCase(), start: node.from + open, end: closed ? node.to - quote.length : node.to };
}

function formatParts(node: SyntaxNode, source: Source): Part[] {
  const { prefix, start, end } = delimiters(node, source);
  const raw = prefix.includes('r');
  const parts: Part[] = [];
  const addText = (from: number, to: number): void => {
    if (from >= to) return;
    const text = source.slice(from, to).replaceAll('{{', '{').replaceAll('}}', '}');
    parts.push(raw ? text : decodeEscapes(text));
  };
  let at = start;
  for (const child of node.children) {
    if (child.name !== 'FormatReplacement') continue;
    addText(at, child.from);
    parts.push(...lowerReplacement(child, source));
    at = child.to;
  }
  addText(at, end);
  return mergeTexts(parts);
}

/** `{value}`, `{value!r}`, `{value:>10}`, `{value=}`: a format becomes a call of the function that applies it. */
function lowerReplacement(node: SyntaxNode, source: Source): Part[] {
  const conversion = childNamed(node, 'FormatConversion');
  const spec = childNamed(node, 'FormatSpec');
  const selfDoc = childNamed(node, 'FormatSelfDoc');
  const written = node.children.filter((child) => isExpression(child) || child.name === ',' || child.name === '*');
  let value = lowerExpressions(written, node.to, source);
  if (conversion) value = applied(conversionNames[source.textOf(conversion)[1] ?? 's'] ?? 'str', [value], value);
  else if (selfDoc && !spec) value = applied('repr', [value], value);
  if (spec) value = applied('format', [value, lowerSpec(spec, source)], value);
  const part: Part = { value, format: null };
  return selfDoc ? [source.slice(node.from + 1, selfDoc.to), part] : [part];
}

const conversionNames: Readonly<Record<string, string>> = { r: 'repr', s: 'str', a: 'ascii' };

function lowerSpec(node: SyntaxNode, source: Source): Expr {
  const parts: Part[] = [];
  let at = node.from + 1;
  for (const child of node.children) {
    if (child.name !== 'FormatReplacement') continue;
    parts.push(source.slice(at, child.from), ...lowerReplacement(child, source));
    at = child.to;
  }
  parts.push(source.slice(at, node.to));
  const span = source.span(node);
  if (parts.every((part) => typeof part === 'string')) return { kind: 'string', value: parts.join(''), span };
  return { kind: 'template', parts: mergeTexts(parts), span };
}

/** A call of a function of Python itself, whatever its name means in the program. */
function applied(name: string, args: readonly Expr[], at: Expr): Expr {
  const { span } = at;
  return {
    kind: 'call',
    callee: { kind: 'library', path: `builtins.${name}`, span: { start: span.start, end: span.start } },
    args: args.map((value) => ({ value, name: null, nameSpan: null, spread: null, span: value.span })),
    argsSpan: span,
    optional: false,
    span: { start: span.start, end: args.at(-1)!.span.end },
  };
}

function mergeTexts(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}
