/** Statements: which part of the lowering reads which node, and the small ones. */
import type { SyntaxNode } from '@lezer/common';
import type { Expr, Stmt } from '../../../lang/program';
import { lowerClass } from './classes';
import { lowerExpressionStatement } from './effects';
import { lowerEnum } from './enums';
import { functionName, lowerFunction } from './functions';
import { lowerDo, lowerFor, lowerWhile } from './loops';
import type { Lowering } from './lowering';
import { lowerExport, lowerImport } from './modules';
import { childNamed, childrenOf, firstExpression, isExpression, splitAtCommas } from './nodes';
import { isPattern } from './patterns';
import { lowerSwitch } from './switch';

export function lowerStatement(lower: Lowering, node: SyntaxNode): Stmt[] {
  const span = lower.span(node);
  switch (node.name) {
    case 'ExpressionStatement': {
      const expression = firstExpression(node);
      return expression ? lowerExpressionStatement(lower, expression) : [];
    }
    case 'VariableDeclaration':
      return lowerVariables(lower, node);
    case 'FunctionDeclaration':
      return lowerFunctionDeclaration(lower, node);
    case 'ClassDeclaration': {
      const name = childNamed(node, 'VariableDefinition');
      if (!name) return [{ kind: 'expr-stmt', value: lowerClass(lower, node), span }];
      return [
        {
          kind: 'class-def',
          name: lower.slice(name),
          nameSpan: lower.span(name),
          value: lowerClass(lower, node),
          span,
        },
      ];
    }
    case 'EnumDeclaration':
      return lowerEnum(lower, node);
    case 'Block':
      return [{ kind: 'block', body: lower.statements(childrenOf(node)), span }];
    case 'IfStatement':
      return [lowerIf(lower, node)];
    case 'ForStatement':
      return lowerFor(lower, node);
    case 'WhileStatement':
      return [lowerWhile(lower, node)];
    case 'DoStatement':
      return [lowerDo(lower, node)];
    case 'SwitchStatement':
      return [lowerSwitch(lower, node)];
    case 'TryStatement':
      return [lowerTry(lower, node)];
    case 'ReturnStatement': {
      const value = firstExpression(node);
      return [{ kind: 'return', value: value && lower.expr(value), span }];
    }
    case 'ThrowStatement': {
      const value = firstExpression(node);
      return [{ kind: 'raise', value: value && lower.expr(value), span }];
    }
    case 'BreakStatement':
    case 'ContinueStatement':
      if (childNamed(node, 'Label'))
        return [{ kind: 'unreadable-stmt', reason: 'jumps to a label are not followed', span }];
      return [{ kind: node.name === 'BreakStatement' ? 'break' : 'continue', span }];
    case 'LabeledStatement':
      return bodyOf(lower, childrenOf(node).slice(2));
    case 'ImportDeclaration':
      return lowerImport(lower, node);
    case 'ExportDeclaration':
      return lowerExport(lower, node);
    case 'WithStatement':
    case 'NamespaceDeclaration':
      return [{ kind: 'unreadable-stmt', reason: `${lower.slice(node.firstChild!)} is not followed`, span }];
    default:
      // Types and interfaces, `declare`, `debugger`, a semicolon: nothing that runs.
      return [];
  }
}

/** The statements of a body, with or without braces. */
export function bodyOf(lower: Lowering, nodes: readonly SyntaxNode[]): Stmt[] {
  const [only] = nodes;
  if (nodes.length === 1 && only!.name === 'Block') return lower.statements(childrenOf(only!));
  return lower.statements(nodes);
}

function lowerVariables(lower: Lowering, node: SyntaxNode): Stmt[] {
  const [keyword, ...rest] = childrenOf(node);
  const declare = keyword?.name === 'var' ? ('function' as const) : ('block' as const);
  return splitAtDeclarators(rest).flatMap((part): Stmt[] => {
    const targetNode = part.find(isPattern);
    if (!targetNode) return [];
    const equals = part.findIndex(({ name }) => name === 'Equals');
    const last = part.at(-1)!;
    const value: Expr = equals < 0 ? { kind: 'none', span: lower.endOf(last) } : lower.exprOr(part[equals + 1], last);
    return [
      { kind: 'assign', targets: [lower.pattern(targetNode)], value, declare, span: lower.spanOf(targetNode, last) },
    ];
  });
}

function splitAtDeclarators(nodes: readonly SyntaxNode[]): SyntaxNode[][] {
  return splitAtCommas(nodes.filter(({ name }) => name !== ';'));
}

function lowerFunctionDeclaration(lower: Lowering, node: SyntaxNode): Stmt[] {
  // Without a body it is a signature that TypeScript overloads.
  if (!childNamed(node, 'Block')) return [];
  const value = lowerFunction(lower, node);
  const name = childNamed(node, 'VariableDefinition');
  const span = lower.span(node);
  if (!name) return [{ kind: 'expr-stmt', value, span }];
  return [{ kind: 'function-def', name: functionName(lower, node)!, nameSpan: lower.span(name), value, span }];
}

function lowerIf(lower: Lowering, node: SyntaxNode): Stmt {
  const children = childrenOf(node);
  const test = children.find(isExpression);
  const elseAt = children.findIndex(({ name }) => name === 'else');
  const bodies = children.slice(test ? children.indexOf(test) + 1 : 1, elseAt < 0 ? undefined : elseAt);
  return {
    kind: 'if',
    test: lower.exprOr(test, node),
    // biome-ignore lint/suspicious/noThenProperty: The core language calls it so; nobody awaits it.
    then: bodyOf(lower, bodies),
    otherwise: elseAt < 0 ? [] : bodyOf(lower, children.slice(elseAt + 1)),
    span: lower.span(node),
  };
}

function lowerTry(lower: Lowering, node: SyntaxNode): Stmt {
  const clause = childNamed(node, 'CatchClause');
  const last = childNamed(node, 'FinallyClause');
  const block = (of: SyntaxNode | null): Stmt[] => {
    const body = of && childNamed(of, 'Block');
    return body ? lower.statements(childrenOf(body)) : [];
  };
  return {
    kind: 'try',
    body: block(node),
    handlers: clause ? [lowerCatch(lower, clause, block(clause))] : [],
    otherwise: [],
    finally: block(last),
    span: lower.span(node),
  };
}

function lowerCatch(
  lower: Lowering,
  clause: SyntaxNode,
  body: Stmt[],
): { type: null; name: string | null; body: Stmt[] } {
  const target = childrenOf(clause).find(isPattern);
  if (!target) return { type: null, name: null, body };
  if (target.name === 'VariableDefinition') return { type: null, name: lower.slice(target), body };
  const span = lower.span(target);
  const value: Expr = { kind: 'unreadable', reason: 'it is part of an exception', span };
  return {
    type: null,
    name: null,
    body: [{ kind: 'assign', targets: [lower.pattern(target)], value, declare: 'block', span }, ...body],
  };
}
