/** Expressions: which part of the lowering reads which node. */
import type { SyntaxNode } from '@lezer/common';
import type { Expr } from '../../../lang/program';
import { lowerCall, lowerMember, lowerNew } from './calls';
import { lowerClass } from './classes';
import { lowerArrow, lowerFunction } from './functions';
import { lowerArray, lowerNumber, lowerObject, lowerString, lowerTemplate } from './literals';
import type { Lowering } from './lowering';
import { childrenOf, firstExpression, isExpression } from './nodes';
import { lowerAssignment, lowerBinary, lowerComma, lowerPostfix, lowerUnary } from './operators';

export function lowerExpression(lower: Lowering, node: SyntaxNode): Expr {
  const span = lower.span(node);
  switch (node.name) {
    case 'Number':
      return lowerNumber(lower, node);
    case 'String':
      return lowerString(lower, node);
    case 'TemplateString':
      return lowerTemplate(lower, node);
    case 'BooleanLiteral':
      return { kind: 'boolean', value: lower.slice(node) === 'true', span };
    case 'null':
      return { kind: 'none', span };
    case 'VariableName':
    case 'this':
    case 'super':
      return lower.name(lower.slice(node), span);
    case 'ArrayExpression':
      return lowerArray(lower, node);
    case 'ObjectExpression':
      return lowerObject(lower, node);
    case 'CallExpression':
      return lowerCall(lower, node);
    case 'NewExpression':
      return lowerNew(lower, node);
    case 'MemberExpression':
      return lowerMember(lower, node);
    case 'UnaryExpression':
      return lowerUnary(lower, node);
    case 'PostfixExpression':
      return lowerPostfix(lower, node);
    case 'BinaryExpression':
      return lowerBinary(lower, node);
    case 'AssignmentExpression':
      return lowerAssignment(lower, node);
    case 'SequenceExpression':
      return lowerComma(lower, node);
    case 'ConditionalExpression': {
      const [test, then, otherwise] = childrenOf(node).filter(isExpression);
      return {
        kind: 'conditional',
        test: lower.exprOr(test, node),
        // biome-ignore lint/suspicious/noThenProperty: The core language calls it so; nobody awaits it.
        then: lower.exprOr(then, node),
        otherwise: lower.exprOr(otherwise, node),
        span,
      };
    }
    case 'ParenthesizedExpression':
    case 'InstantiationExpression':
    case 'PrefixCast':
      return lower.exprOr(firstExpression(node), node);
    case 'AwaitExpression':
      return { kind: 'await', value: lower.exprOr(firstExpression(node), node), span };
    case 'YieldExpression': {
      const value = firstExpression(node);
      return { kind: 'yield', value: value && lower.expr(value), from: childrenOf(node)[1]?.name === 'Star', span };
    }
    case 'FunctionExpression':
      return lowerFunction(lower, node);
    case 'ArrowFunction':
      return lowerArrow(lower, node);
    case 'ClassExpression':
      return lowerClass(lower, node);
    case 'DynamicImport': {
      // `await import('m')` gives the module, as `require` does.
      const module = lower.exprOr(firstExpression(node), node);
      const argument = { value: module, name: null, nameSpan: null, spread: null, span: module.span };
      return {
        kind: 'call',
        callee: lower.name('require', span),
        args: [argument],
        argsSpan: span,
        optional: false,
        span,
      };
    }
    case 'RegExp':
      return lower.unreadable(node, 'regular expressions are not followed');
    case 'JSXElement':
      return lower.unreadable(node, 'JSX is not followed');
    case 'TaggedTemplateExpression':
      return lower.unreadable(node, 'tagged templates are not followed');
    case 'ImportMeta':
    case 'NewTarget':
      return lower.unreadable(node, `${lower.slice(node)} is known only to the running program`);
    default:
      return lower.unreadable(node, 'the text is not an expression');
  }
}
