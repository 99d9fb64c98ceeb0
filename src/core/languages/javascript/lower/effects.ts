/** Expressions that stand alone as statements: assignments, steps, `delete`, exports of CommonJS. */
import type { SyntaxNode } from '@lezer/common';
import type { Expr, Stmt } from '../../../lang/program';
import { lowerCommonJsExport } from './commonjs';
import type { Lowering } from './lowering';
import { childrenOf, isExpression } from './nodes';

export function lowerExpressionStatement(lower: Lowering, node: SyntaxNode): Stmt[] {
  switch (node.name) {
    case 'SequenceExpression':
      return childrenOf(node)
        .filter(isExpression)
        .flatMap((part) => lowerExpressionStatement(lower, part));
    case 'ParenthesizedExpression': {
      const inner = childrenOf(node).find(isExpression);
      return inner?.name === 'AssignmentExpression'
        ? lowerExpressionStatement(lower, inner)
        : [statementOf(lower.expr(node))];
    }
    case 'AssignmentExpression':
      return lowerCommonJsExport(lower, node) ?? [statementOf(lower.expr(node))];
    case 'UnaryExpression': {
      const [sign, operand] = childrenOf(node);
      if (sign?.name !== 'delete' || !operand) return [statementOf(lower.expr(node))];
      return [{ kind: 'delete', targets: [lower.pattern(operand)], span: lower.span(node) }];
    }
    case 'String':
      // 'use strict'.
      return [];
    default:
      return [statementOf(lower.expr(node))];
  }
}

function statementOf(value: Expr): Stmt {
  const { span } = value;
  if (value.kind !== 'assign-expr') return { kind: 'expr-stmt', value, span };
  return { kind: 'assign', targets: [value.target], value: value.value, declare: null, span };
}
