/** Numbers, strings, templates, arrays and objects. */
import type { SyntaxNode } from '@lezer/common';
import type { Expr, Item, MappingExpr, TemplateExpr } from '../../../lang/program';
import { lowerMethod } from './functions';
import type { Lowering } from './lowering';
import { childNamed, childrenOf, isExpression, splitAtCommas } from './nodes';

export function lowerNumber(lower: Lowering, node: SyntaxNode): Expr {
  const digits = lower.slice(node).replaceAll('_', '').replace(/n$/, '');
  const value = Number(digits);
  if (Number.isNaN(value)) return lower.unreadable(node, `${digits} is not a number`);
  return { kind: 'number', value, float: false, span: lower.span(node) };
}

export function lowerString(lower: Lowering, node: SyntaxNode): Expr {
  return { kind: 'string', value: stringText(lower, node), span: lower.span(node) };
}

/** The text that a string literal stands for. */
export function stringText(lower: Lowering, node: SyntaxNode): string {
  const raw = lower.slice(node);
  const closed = raw.length > 1 && raw.at(-1) === raw[0];
  return resolveEscapes(raw.slice(1, closed ? -1 : undefined).replace(/\n$/, ''));
}

export function lowerTemplate(lower: Lowering, node: SyntaxNode): TemplateExpr {
  const parts: TemplateExpr['parts'][number][] = [];
  const inner = childrenOf(node).filter(({ name }) => name === 'Interpolation');
  let at = node.from + 1;
  const addText = (to: number): void => {
    if (to > at) parts.push(resolveEscapes(lower.between(at, to)));
  };
  for (const part of inner) {
    addText(part.from);
    parts.push({ value: lower.exprOr(childrenOf(part).find(isExpression), part), format: null });
    at = part.to;
  }
  addText(lower.slice(node).endsWith('`') && node.to - 1 >= at ? node.to - 1 : node.to);
  return { kind: 'template', parts, span: lower.span(node) };
}

export function lowerArray(lower: Lowering, node: SyntaxNode): Expr {
  return { kind: 'sequence', type: 'list', items: lowerItems(lower, node), span: lower.span(node) };
}

/** `a, ...b` between brackets. Holes are `undefined`, a comma at the end adds nothing. */
function lowerItems(lower: Lowering, node: SyntaxNode): Item[] {
  const parts = splitAtCommas(childrenOf(node));
  if (parts.at(-1)!.length === 0) parts.pop();
  return parts.map((part) => {
    const value = part.find(isExpression);
    if (part.length === 0) return { value: { kind: 'none', span: lower.endOf(node) }, spread: false };
    return { value: lower.exprOr(value, part[0]!), spread: part[0]!.name === 'Spread' };
  });
}

export function lowerObject(lower: Lowering, node: SyntaxNode): MappingExpr {
  const entries = childrenOf(node).filter(({ name }) => name === 'Property');
  return { kind: 'mapping', entries: entries.map((entry) => lowerProperty(lower, entry)), span: lower.span(node) };
}

function lowerProperty(lower: Lowering, node: SyntaxNode): MappingExpr['entries'][number] {
  const children = childrenOf(node);
  const span = lower.span(node);
  const [first] = children;
  if (first?.name === 'Spread') return { key: null, value: lower.exprOr(children[1], node), span };
  const key = lowerKey(lower, node);
  const colon = children.findIndex(({ name }) => name === ':');
  if (colon >= 0) return { key, value: lower.exprOr(children[colon + 1], node), span };
  if (childNamed(node, 'ParamList')) {
    const accessor = first?.name === 'get' || first?.name === 'set';
    const value = accessor
      ? lower.unreadable(node, 'getters and setters of object literals are not followed')
      : lowerMethod(lower, node, key.kind === 'string' ? key.value : null, false);
    return { key, value, span };
  }
  const value = key.kind === 'string' ? lower.name(key.value, key.span) : lower.exprOr(null, node);
  return { key, value, span };
}

/** The key of a property, a member of a class or an entry of a pattern: its name as a string, or what stands in brackets. */
export function lowerKey(lower: Lowering, node: SyntaxNode): Expr {
  const children = childrenOf(node);
  const at = children.findIndex(({ name }) => keyNodes.has(name));
  const key = children[at];
  if (!key) return lower.exprOr(null, node);
  switch (key.name) {
    case '[':
      return lower.exprOr(children[at + 1], node);
    case 'String':
      return lowerString(lower, key);
    case 'Number':
      return { kind: 'string', value: String(Number(lower.slice(key))), span: lower.span(key) };
    default:
      return { kind: 'string', value: lower.slice(key), span: lower.span(key) };
  }
}

const keyNodes: ReadonlySet<string> = new Set([
  'PropertyDefinition',
  'PrivatePropertyDefinition',
  'PropertyName',
  'VariableDefinition',
  'String',
  'Number',
  '[',
]);

/** Resolves the escapes of a string or template. */
function resolveEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\}|(\r\n|[\s\S]))/g,
    (_, x, u, long, single) => {
      const code = x ?? u ?? long;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
      }
      return singleEscapes[single as string] ?? (single as string);
    },
  );
}

const singleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
  '\r\n': '',
  '\r': '',
};
