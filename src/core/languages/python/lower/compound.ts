/** Lowers the statements that hold others. */
import type { Expr, Pattern, Stmt } from '../../../lang/program';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';
import { lowerExpr, lowerExpressions, lowerOperand } from './expressions';
import { childNamed, isExpression } from './nodes';
import { lowerTarget } from './patterns';
import { lowerBody } from './statements';

/** Ways of one `if` that are followed; each `elif` nests one level deeper. */
const MAX_WAYS = 200;

export function lowerIf(node: SyntaxNode, source: Source): Stmt {
  const ways = keywordParts(node, ['if', 'elif', 'else']);
  let otherwise: readonly Stmt[] = [];
  if (ways.length > MAX_WAYS) {
    const first = ways[MAX_WAYS]!.keyword;
    otherwise = [
      { kind: 'unreadable-stmt', reason: 'it has too many ways', span: source.between(first.from, node.to) },
    ];
  }
  const last = ways.length > MAX_WAYS ? MAX_WAYS - 1 : ways.length - 1;
  for (let i = last; i >= 0; i--) {
    const { keyword, rest } = ways[i]!;
    const then = lowerBody(bodyOf(rest), source);
    if (keyword.name === 'else') otherwise = then;
    else {
      const test = rest.find(isExpression);
      const value = test ? lowerExpr(test, source) : source.missing(keyword.to);
      otherwise = [{ kind: 'if', test: value, then, otherwise, span: source.between(keyword.from, node.to) }];
    }
  }
  return otherwise[0] ?? { kind: 'unreadable-stmt', reason: 'it is not valid Python', span: source.span(node) };
}

export function lowerWhile(node: SyntaxNode, source: Source): Stmt {
  return {
    kind: 'while',
    test: lowerOperand(node, 0, source),
    body: lowerBody(childNamed(node, 'Body'), source),
    update: null,
    otherwise: elseOf(node, source),
    testAfter: false,
    span: source.span(node),
  };
}

export function lowerFor(node: SyntaxNode, source: Source): Stmt {
  const { children } = node;
  const forAt = children.findIndex(({ name }) => name === 'for');
  const inAt = children.findIndex(({ name }) => name === 'in');
  const bodyAt = children.findIndex(({ name }) => name === 'Body');
  const end = bodyAt < 0 ? children.length : bodyAt;
  const targetEnd = inAt < 0 ? end : inAt;
  return {
    kind: 'for',
    target: lowerTarget(children.slice(forAt + 1, targetEnd), node.from, source),
    iterable:
      inAt < 0 ? source.missing(node.to) : lowerExpressions(children.slice(inAt + 1, end), children[inAt]!.to, source),
    over: 'elements',
    body: lowerBody(children[bodyAt], source),
    otherwise: elseOf(node, source),
    span: source.span(node),
  };
}

export function lowerTry(node: SyntaxNode, source: Source): Stmt {
  const parts = keywordParts(node, ['try', 'except', 'else', 'finally']);
  const bodyAfter = (keyword: string): readonly Stmt[] =>
    lowerBody(bodyOf(parts.find((part) => part.keyword.name === keyword)?.rest ?? []), source);
  return {
    kind: 'try',
    body: bodyAfter('try'),
    handlers: parts
      .filter(({ keyword }) => keyword.name === 'except')
      .map(({ rest }) => {
        const type = rest.find(isExpression);
        const as = rest.findIndex(({ name }) => name === 'as' || name === ',');
        const name = as < 0 ? undefined : rest.slice(as).find(isExpression);
        return {
          type: type ? lowerExpr(type, source) : null,
          name: name ? source.textOf(name) : null,
          body: lowerBody(bodyOf(rest), source),
        };
      }),
    otherwise: bodyAfter('else'),
    finally: bodyAfter('finally'),
    span: source.span(node),
  };
}

export function lowerWith(node: SyntaxNode, source: Source): Stmt {
  const items: { value: Expr; target: Pattern | null }[] = [];
  let named = false;
  for (const child of node.children) {
    if (child.name === 'as') named = true;
    else if (child.name === ',') named = false;
    else if (isExpression(child)) {
      const last = items.at(-1);
      if (named && last)
        items[items.length - 1] = { value: last.value, target: lowerTarget([child], child.from, source) };
      else items.push({ value: lowerExpr(child, source), target: null });
      named = false;
    }
  }
  return { kind: 'with', items, body: lowerBody(childNamed(node, 'Body'), source), span: source.span(node) };
}

function elseOf(node: SyntaxNode, source: Source): readonly Stmt[] {
  const at = node.children.findIndex(({ name }) => name === 'else');
  return at < 0 ? [] : lowerBody(bodyOf(node.children.slice(at)), source);
}

function bodyOf(nodes: readonly SyntaxNode[]): SyntaxNode | undefined {
  return nodes.find(({ name }) => name === 'Body');
}

/** The children, cut before each of the keywords. */
function keywordParts(
  node: SyntaxNode,
  keywords: readonly string[],
): { readonly keyword: SyntaxNode; readonly rest: readonly SyntaxNode[] }[] {
  const parts: { keyword: SyntaxNode; rest: SyntaxNode[] }[] = [];
  for (const child of node.children) {
    if (keywords.includes(child.name)) parts.push({ keyword: child, rest: [] });
    else parts.at(-1)?.rest.push(child);
  }
  return parts;
}
