/** Operators, and assignments as expressions. */
import type { SyntaxNode } from '@lezer/common';
import type { BinaryOperator, Expr, LogicalExpr, UnaryOperator } from '../../../lang/program';
import type { Span } from '../../../text/span';
import type { Lowering } from './lowering';
import { childrenOf, isExpression } from './nodes';

export function lowerBinary(lower: Lowering, node: SyntaxNode): Expr {
  const [first, operator, second] = childrenOf(node);
  if (!first || !operator) return lower.exprOr(null, node);
  // Types change no value: `x as T`, `x satisfies T`.
  if (operator.name === 'as' || operator.name === 'satisfies') return lower.expr(first);
  const left: Expr =
    first.name === 'PrivatePropertyName'
      ? { kind: 'string', value: lower.slice(first), span: lower.span(first) }
      : lower.expr(first);
  return combine(lower.slice(operator), left, lower.exprOr(second, node), lower.span(node));
}

/** `left operator right` for the text of a JavaScript operator. */
function combine(text: string, left: Expr, right: Expr, span: Span): Expr {
  const logical = logicalOperators[text];
  if (logical) return { kind: 'logical', operator: logical, left, right, span };
  const operator = binaryOperators[text];
  if (operator) return { kind: 'binary', operator, left, right, span };
  return { kind: 'unreadable', reason: `the operator ${text} is not followed`, span };
}

const logicalOperators: Readonly<Record<string, LogicalExpr['operator']>> = { '&&': 'and', '||': 'or', '??': '??' };

/** Loose equality is read as strict equality: they differ only for operands of different types. */
const binaryOperators: Readonly<Record<string, BinaryOperator>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '%': '%',
  '**': '**',
  '&': '&',
  '|': '|',
  '^': '^',
  '<<': '<<',
  '>>': '>>',
  '>>>': '>>>',
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  in: 'in',
  instanceof: 'instanceof',
};

export function lowerUnary(lower: Lowering, node: SyntaxNode): Expr {
  const [sign, operandNode] = childrenOf(node);
  if (!sign || !operandNode) return lower.exprOr(null, node);
  const text = lower.slice(sign);
  if (text === '++' || text === '--') return lowerStep(lower, node, operandNode, text, false);
  const operand = lower.expr(operandNode);
  const span = lower.span(node);
  const operator = unaryOperators[text];
  if (operator) return { kind: 'unary', operator, operand, span };
  if (text === 'void') return sequenceOf([operand, { kind: 'none', span }], span);
  return lower.unreadable(node, `${text} within an expression is not followed`);
}

const unaryOperators: Readonly<Record<string, UnaryOperator>> = {
  '-': '-',
  '+': '+',
  '~': '~',
  '!': 'not',
  typeof: 'typeof',
};

export function lowerPostfix(lower: Lowering, node: SyntaxNode): Expr {
  const [operand, sign] = childrenOf(node);
  if (!operand) return lower.exprOr(null, node);
  const text = sign ? lower.slice(sign) : '!';
  return text === '!' ? lower.expr(operand) : lowerStep(lower, node, operand, text, true);
}

/** `x++` as an assignment of `x + 1`. */
function lowerStep(lower: Lowering, node: SyntaxNode, operand: SyntaxNode, text: string, givesOld: boolean): Expr {
  const span = lower.span(node);
  const one: Expr = { kind: 'number', value: 1, float: false, span };
  const value = combine(text[0]!, lower.expr(operand), one, span);
  return { kind: 'assign-expr', target: lower.pattern(operand), value, givesOld, span };
}

export function lowerAssignment(lower: Lowering, node: SyntaxNode): Expr {
  const [targetNode, sign, valueNode] = childrenOf(node);
  if (!targetNode) return lower.exprOr(null, node);
  const span = lower.span(node);
  const right = lower.exprOr(valueNode, node);
  const text = sign ? lower.slice(sign) : '=';
  const value = text === '=' ? right : combine(text.slice(0, -1), lower.expr(targetNode), right, span);
  return { kind: 'assign-expr', target: lower.pattern(targetNode), value, givesOld: false, span };
}

/** `a, b`: all are evaluated, the last is the value. */
export function lowerComma(lower: Lowering, node: SyntaxNode): Expr {
  return sequenceOf(
    childrenOf(node)
      .filter(isExpression)
      .map((part) => lower.expr(part)),
    lower.span(node),
  );
}

function sequenceOf(values: readonly Expr[], span: Span): Expr {
  if (values.length === 1) return values[0]!;
  const items = values.map((value) => ({ value, spread: false }));
  return {
    kind: 'index',
    object: { kind: 'sequence', type: 'tuple', items, span },
    index: { kind: 'number', value: values.length - 1, float: false, span },
    optional: false,
    span,
  };
}
