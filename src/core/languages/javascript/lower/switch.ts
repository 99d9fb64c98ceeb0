/** `switch`: labels in a row share a body, a body without an end goes on into the next. */
import type { SyntaxNode } from '@lezer/common';
import type { Stmt, SwitchCase } from '../../../lang/program';
import type { Lowering } from './lowering';
import { childNamed, childrenOf, firstExpression } from './nodes';

export function lowerSwitch(lower: Lowering, node: SyntaxNode): Stmt {
  const body = childNamed(node, 'SwitchBody');
  const groups: { labels: SyntaxNode[]; statements: SyntaxNode[] }[] = [];
  for (const child of body ? childrenOf(body) : []) {
    if (child.name === 'CaseLabel' || child.name === 'DefaultLabel') {
      const last = groups.at(-1);
      if (last && last.statements.length === 0) last.labels.push(child);
      else groups.push({ labels: [child], statements: [] });
    } else if (child.name !== '{' && child.name !== '}') groups.at(-1)?.statements.push(child);
  }
  return {
    kind: 'switch',
    subject: lower.exprOr(firstExpression(node), node),
    cases: groups.map(({ labels, statements }) => lowerCase(lower, labels, statements)),
    span: lower.span(node),
  };
}

function lowerCase(lower: Lowering, labels: readonly SyntaxNode[], statements: readonly SyntaxNode[]): SwitchCase {
  const body = lower.statements(statements);
  const [only] = body;
  const last = (body.length === 1 && only!.kind === 'block' ? only!.body : body).at(-1);
  return {
    tests: labels
      .filter(({ name }) => name === 'CaseLabel')
      .map((label) => lower.exprOr(firstExpression(label), label)),
    guard: null,
    bind: null,
    isDefault: labels.some(({ name }) => name === 'DefaultLabel'),
    body,
    // Without an end of its own the body goes on into the next one.
    fallsThrough: !last || !ends.has(last.kind),
    span: lower.spanOf(labels[0]!, statements.at(-1) ?? labels.at(-1)!),
  };
}

const ends: ReadonlySet<Stmt['kind']> = new Set(['break', 'return', 'raise', 'continue']);
