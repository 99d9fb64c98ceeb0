/** Lowers statements: one case for each kind of syntax node that does something. */
import type { BinaryOperator, Pattern, Stmt } from '../../../lang/program';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';
import { lowerFor, lowerIf, lowerTry, lowerWhile, lowerWith } from './compound';
import { lowerExpr, lowerExpressions, lowerOperand } from './expressions';
import { lowerClassDefinition, lowerDecorator, lowerFunctionDefinition } from './functions';
import { lowerImport } from './imports';
import { lowerMatch } from './match';
import { childNamed, isExpression, operands } from './nodes';
import { lowerPattern, lowerTarget } from './patterns';

export function lowerStatements(nodes: readonly SyntaxNode[], source: Source): Stmt[] {
  const body: Stmt[] = [];
  for (const node of nodes) lowerInto(body, node, source);
  return body;
}

/** What follows the colon; nothing where it is not written yet. */
export function lowerBody(node: SyntaxNode | undefined, source: Source): Stmt[] {
  if (!node) return [];
  if (node.cut)
    return [{ kind: 'unreadable-stmt', reason: 'it is nested too deeply to be followed', span: source.span(node) }];
  return lowerStatements(node.children, source);
}

function lowerInto(body: Stmt[], node: SyntaxNode, source: Source): void {
  if (node.cut) {
    body.push({ kind: 'unreadable-stmt', reason: 'it is nested too deeply to be followed', span: source.span(node) });
    return;
  }
  if (node.name === 'StatementGroup') {
    for (const child of node.children) lowerInto(body, child, source);
  } else if (node.name === 'ImportStatement') body.push(...lowerImport(node, source));
  else {
    const statement = lowerStatement(node, source);
    if (statement) body.push(statement);
  }
}

/** Null for what does nothing: `pass`, a docstring, tokens between statements. */
function lowerStatement(node: SyntaxNode, source: Source): Stmt | null {
  const span = source.span(node);
  switch (node.name) {
    case 'ExpressionStatement':
      return lowerExpressionStatement(node, source);
    case 'AssignStatement':
      return lowerAssignment(node, source);
    case 'UpdateStatement':
      return lowerUpdate(node, source);
    case 'IfStatement':
      return lowerIf(node, source);
    case 'ForStatement':
      return lowerFor(node, source);
    case 'WhileStatement':
      return lowerWhile(node, source);
    case 'WithStatement':
      return lowerWith(node, source);
    case 'TryStatement':
      return lowerTry(node, source);
    case 'MatchStatement':
      return lowerMatch(node, source);
    case 'FunctionDefinition':
      return lowerFunctionDefinition(node, [], source);
    case 'ClassDefinition':
      return lowerClassDefinition(node, [], source);
    case 'DecoratedStatement':
      return lowerDecorated(node, source);
    case 'ReturnStatement': {
      const rest = node.children.slice(1);
      return { kind: 'return', value: rest.some(isExpression) ? lowerExpressions(rest, node.to, source) : null, span };
    }
    case 'BreakStatement':
      return { kind: 'break', span };
    case 'ContinueStatement':
      return { kind: 'continue', span };
    case 'RaiseStatement':
      return { kind: 'raise', value: operands(node)[0] ? lowerOperand(node, 0, source) : null, span };
    case 'AssertStatement':
      return { kind: 'assert', test: lowerOperand(node, 0, source), span };
    case 'DeleteStatement':
      return { kind: 'delete', targets: operands(node).map((target) => lowerPattern(target, source)), span };
    case 'ScopeStatement':
      return lowerScope(node, source);
    case 'YieldStatement':
      return { kind: 'expr-stmt', value: lowerExpr(node, source), span };
    case 'PrintStatement':
      return { kind: 'expr-stmt', value: lowerOperand(node, 0, source), span };
    case 'TypeDefinition':
      return lowerTypeDefinition(node, source);
    default:
      return null;
  }
}

/** Literals alone, such as docstrings, have no effect and are left out. */
function lowerExpressionStatement(node: SyntaxNode, source: Source): Stmt | null {
  const [only] = node.children;
  if (node.children.length === 1 && only && literalNames.has(only.name)) return null;
  return { kind: 'expr-stmt', value: lowerExpressions(node.children, node.to, source), span: source.span(node) };
}

const literalNames: ReadonlySet<string> = new Set([
  'String',
  'ContinuedString',
  'Number',
  'Ellipsis',
  'None',
  'Boolean',
]);

function lowerAssignment(node: SyntaxNode, source: Source): Stmt | null {
  const parts: SyntaxNode[][] = [[]];
  let end = node.to;
  let typed = {};
  for (const child of node.children) {
    if (child.name === 'AssignOp') {
      parts.push([]);
      end = child.to;
    } else if (child.name === 'TypeDef') typed = { annotated: true };
    else if (child.name !== '⚠') parts.at(-1)!.push(child);
  }
  const span = source.span(node);
  const targets = (nodes: readonly SyntaxNode[][]): Pattern[] =>
    nodes.map((part) => lowerTarget(part, node.from, source));
  if (parts.length === 1) {
    const value = {
      kind: 'unreadable',
      reason: 'it is declared without a value',
      span: source.between(node.to, node.to),
    } as const;
    return { kind: 'assign', targets: targets(parts), value, declare: null, ...typed, span };
  }
  const value = lowerExpressions(parts.at(-1)!, Math.max(end, node.from), source);
  return { kind: 'assign', targets: targets(parts.slice(0, -1)), value, declare: null, ...typed, span };
}

function lowerUpdate(node: SyntaxNode, source: Source): Stmt {
  const at = node.children.findIndex(({ name }) => name === 'UpdateOp');
  const operator = at < 0 ? '+' : source.textOf(node.children[at]!).slice(0, -1);
  return {
    kind: 'augmented-assign',
    target: lowerTarget(node.children.slice(0, Math.max(at, 0)), node.from, source),
    operator: operator as BinaryOperator,
    value: lowerExpressions(node.children.slice(at + 1), node.to, source),
    span: source.span(node),
  };
}

function lowerDecorated(node: SyntaxNode, source: Source): Stmt | null {
  const decorators = node.children
    .filter(({ name }) => name === 'Decorator')
    .map((child) => lowerDecorator(child, source));
  const definition = node.children.find(({ name }) => name === 'FunctionDefinition' || name === 'ClassDefinition');
  if (!definition || definition.cut) return null;
  // The decorators are part of the function or class, as they are of its span.
  const span = source.span(node);
  if (definition.name === 'ClassDefinition') {
    const statement = lowerClassDefinition(definition, decorators, source);
    return statement && { ...statement, value: { ...statement.value, span }, span };
  }
  const statement = lowerFunctionDefinition(definition, decorators, source);
  return statement && { ...statement, value: { ...statement.value, span }, span };
}

function lowerScope(node: SyntaxNode, source: Source): Stmt {
  const where = childNamed(node, 'nonlocal') ? 'nonlocal' : 'global';
  const names = operands(node).map((name) => source.textOf(name));
  return { kind: 'scope', names, where, span: source.span(node) };
}

/** `type Size = int`: types say nothing about values. */
function lowerTypeDefinition(node: SyntaxNode, source: Source): Stmt | null {
  const [name] = operands(node);
  if (!name) return null;
  const target = { kind: 'name-pattern', name: source.textOf(name), span: source.span(name) } as const;
  return {
    kind: 'assign',
    targets: [target],
    value: source.unreadable(node, 'it is a type'),
    declare: null,
    span: source.span(node),
  };
}
