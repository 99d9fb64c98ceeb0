/** Classes: methods take `this` as their first parameter, and the constructor is called `__init__` as in the core. */
import type { SyntaxNode } from '@lezer/common';
import type { ClassExpr, Expr, FunctionExpr, Stmt } from '../../../lang/program';
import type { Span } from '../../../text/span';
import { functionName, functionOf, lowerMethod, mentionsThis, thisParameter } from './functions';
import { lowerKey } from './literals';
import type { Lowering } from './lowering';
import { childNamed, childrenOf, isExpression } from './nodes';

export function lowerClass(lower: Lowering, node: SyntaxNode): ClassExpr {
  const name = functionName(lower, node);
  const children = childrenOf(node);
  const extendsAt = children.findIndex((child) => child.name === 'extends');
  const base = extendsAt < 0 ? undefined : children[extendsAt + 1];
  const members = childrenOf(childNamed(node, 'ClassBody') ?? node);
  const span = lower.span(node);
  return {
    kind: 'class',
    name,
    bases: base && isExpression(base) ? [lower.expr(base)] : [],
    keywords: [],
    body: [
      ...constructorOf(lower, members, extendsAt >= 0, span),
      ...members.flatMap((member) => lowerMember(lower, member, name)),
    ],
    decorators: [],
    span,
  };
}

function lowerMember(lower: Lowering, node: SyntaxNode, className: string | null): Stmt[] {
  const isStatic = childNamed(node, 'static') !== null;
  if (node.name === 'PropertyDeclaration') return isStatic ? staticField(lower, node) : [];
  if (node.name !== 'MethodDeclaration' || !childNamed(node, 'Block')) return [];
  const key = lowerKey(lower, node);
  if (key.kind !== 'string' || (key.value === 'constructor' && !isStatic)) return [];
  const kind = accessorKind(node);
  const name = kind === 'set' ? `${key.value}.setter` : key.value;
  if (isStatic && kind === 'get') return [staticGetter(lower, node, key.value, key.span)];
  const method = isStatic ? staticMethod(lower, node, key.value, className) : lowerMethod(lower, node, key.value, true);
  const decorators: Expr[] = kind === 'get' && !isStatic ? [lower.name('*property', key.span)] : [];
  return [functionDef(name, key.span, { ...method, decorators }, lower.span(node))];
}

function accessorKind(node: SyntaxNode): 'get' | 'set' | null {
  if (childNamed(node, 'get')) return 'get';
  return childNamed(node, 'set') ? 'set' : null;
}

function functionDef(name: string, nameSpan: Span, value: FunctionExpr, span: Span): Stmt {
  return { kind: 'function-def', name, nameSpan, value, span };
}

/** In a static method `this` is the class. */
function staticMethod(lower: Lowering, node: SyntaxNode, name: string, className: string | null): FunctionExpr {
  const span = lower.endOf(node);
  const bind: Stmt[] =
    className !== null && mentionsThis(node)
      ? [
          {
            kind: 'assign',
            targets: [{ kind: 'name-pattern', name: 'this', span }],
            value: lower.name(className, span),
            declare: 'function',
            span,
          },
        ]
      : [];
  return functionOf(lower, node, name, bind);
}

/** Static getters give constants: they are read once, when the class is made. */
function staticGetter(lower: Lowering, node: SyntaxNode, name: string, nameSpan: Span): Stmt {
  const span = lower.span(node);
  const end = lower.endOf(node);
  const callee = functionOf(lower, node, name, []);
  const value: Expr = { kind: 'call', callee, args: [], argsSpan: end, optional: false, span };
  return { kind: 'assign', targets: [{ kind: 'name-pattern', name, span: nameSpan }], value, declare: 'block', span };
}

function staticField(lower: Lowering, node: SyntaxNode): Stmt[] {
  const key = lowerKey(lower, node);
  if (key.kind !== 'string') return [];
  const target = { kind: 'name-pattern' as const, name: key.value, span: key.span };
  return [
    { kind: 'assign', targets: [target], value: fieldValue(lower, node), declare: 'block', span: lower.span(node) },
  ];
}

function fieldValue(lower: Lowering, node: SyntaxNode): Expr {
  const children = childrenOf(node);
  const equals = children.findIndex(({ name }) => name === 'Equals');
  return equals < 0 ? { kind: 'none', span: lower.endOf(node) } : lower.exprOr(children[equals + 1], node);
}

/** The constructor with the fields of the class set in it, after `super()` where there is one; none if the class needs none. */
function constructorOf(lower: Lowering, members: readonly SyntaxNode[], derived: boolean, span: Span): Stmt[] {
  const fields = members.filter((member) => member.name === 'PropertyDeclaration' && !childNamed(member, 'static'));
  const node = members.find((member) => isConstructor(lower, member));
  const settings = fields.flatMap((field) => fieldSetting(lower, field));
  if (!node) return settings.length > 0 ? [implicitConstructor(lower, settings, derived, span)] : [];
  const method = lowerMethod(lower, node, '__init__', true);
  const superAt = method.body.findIndex(isSuperCall);
  const body = [...method.body.slice(0, superAt + 1), ...settings, ...method.body.slice(superAt + 1)];
  return [functionDef('__init__', lowerKey(lower, node).span, { ...method, body }, lower.span(node))];
}

function isConstructor(lower: Lowering, member: SyntaxNode): boolean {
  if (member.name !== 'MethodDeclaration' || childNamed(member, 'static') || !childNamed(member, 'Block')) return false;
  const key = lowerKey(lower, member);
  return key.kind === 'string' && key.value === 'constructor';
}

function fieldSetting(lower: Lowering, node: SyntaxNode): Stmt[] {
  // `declare units: number` and `units!: number` promise a value that is set elsewhere.
  if (childNamed(node, 'declare') || childNamed(node, 'abstract') || !childNamed(node, 'Equals')) return [];
  const key = lowerKey(lower, node);
  const object = lower.name('this', key.span);
  const target =
    key.kind === 'string'
      ? { kind: 'attribute-pattern' as const, object, name: key.value, span: key.span }
      : { kind: 'index-pattern' as const, object, index: key, span: key.span };
  return [{ kind: 'assign', targets: [target], value: fieldValue(lower, node), declare: null, span: lower.span(node) }];
}

function implicitConstructor(lower: Lowering, settings: readonly Stmt[], derived: boolean, span: Span): Stmt {
  const at = { start: span.start, end: span.start };
  const args = lower.hiddenName();
  const rest = {
    target: { kind: 'name-pattern' as const, name: args, span: at },
    default: null,
    rest: 'positions' as const,
    namedOnly: false,
    span: at,
  };
  const value: FunctionExpr = {
    kind: 'function',
    name: '__init__',
    params: derived ? [thisParameter(at), rest] : [thisParameter(at)],
    body: [...(derived ? [superConstructor(lower, args, at)] : []), ...settings],
    generator: false,
    decorators: [],
    bindsThis: true,
    span,
  };
  return functionDef('__init__', at, value, span);
}

/** `super(...args)`. */
function superConstructor(lower: Lowering, args: string, span: Span): Stmt {
  const superObject: Expr = {
    kind: 'call',
    callee: lower.name('super', span),
    args: [],
    argsSpan: span,
    optional: false,
    span,
  };
  const callee: Expr = {
    kind: 'attribute',
    object: superObject,
    name: '__init__',
    nameSpan: span,
    optional: false,
    span,
  };
  const spread = { value: lower.name(args, span), name: null, nameSpan: null, spread: 'positions' as const, span };
  return {
    kind: 'expr-stmt',
    value: { kind: 'call', callee, args: [spread], argsSpan: span, optional: false, span },
    span,
  };
}

function isSuperCall(statement: Stmt): boolean {
  if (statement.kind !== 'expr-stmt' || statement.value.kind !== 'call') return false;
  const { callee } = statement.value;
  return (
    callee.kind === 'attribute' &&
    callee.name === '__init__' &&
    callee.object.kind === 'call' &&
    callee.object.callee.kind === 'name' &&
    callee.object.callee.name === 'super'
  );
}
