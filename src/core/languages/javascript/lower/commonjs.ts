/** `module.exports = …` and `exports.name = …` as exports. Importing the other way, `require`, is a call like any other. */
import type { SyntaxNode } from '@lezer/common';
import type { Stmt } from '../../../lang/program';
import type { Span } from '../../../text/span';
import type { Lowering } from './lowering';
import { childNamed, childrenOf } from './nodes';

/** The statements of such an assignment; null if it is none. */
export function lowerCommonJsExport(lower: Lowering, node: SyntaxNode): Stmt[] | null {
  const [target, sign, valueNode] = childrenOf(node);
  if (target?.name !== 'MemberExpression' || sign?.name !== 'Equals' || !valueNode) return null;
  const span = lower.span(node);
  if (isModuleExports(lower, target)) return exportAll(lower, valueNode, span);
  const object = target.firstChild;
  const name = childNamed(target, 'PropertyName');
  if (!object || !name || !(isExports(lower, object) || isModuleExports(lower, object))) return null;
  return [{ kind: 'export', name: lower.slice(name), value: lower.expr(valueNode), span }];
}

function isExports(lower: Lowering, node: SyntaxNode): boolean {
  return node.name === 'VariableName' && lower.slice(node) === 'exports';
}

function isModuleExports(lower: Lowering, node: SyntaxNode): boolean {
  return node.name === 'MemberExpression' && /^module\s*\.\s*exports$/.test(lower.slice(node));
}

/** The value itself is what `require` gives; the entries of an object are also exports of their own, for `import`. */
function exportAll(lower: Lowering, valueNode: SyntaxNode, span: Span): Stmt[] {
  const value = lower.expr(valueNode);
  const hidden = lower.hiddenName();
  const whole = lower.name(hidden, value.span);
  const keys =
    value.kind === 'mapping' ? value.entries.flatMap(({ key }) => (key?.kind === 'string' ? [key] : [])) : [];
  return [
    {
      kind: 'assign',
      targets: [{ kind: 'name-pattern', name: hidden, span: value.span }],
      value,
      declare: 'block',
      span,
    },
    { kind: 'export', name: 'module.exports', value: whole, span },
    { kind: 'export', name: 'default', value: whole, span },
    ...keys.map(
      (key): Stmt => ({
        kind: 'export',
        name: key.value,
        value: {
          kind: 'attribute',
          object: whole,
          name: key.value,
          nameSpan: key.span,
          optional: false,
          span: key.span,
        },
        span: key.span,
      }),
    ),
  ];
}
