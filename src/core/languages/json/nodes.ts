/** Makers of core nodes for JSON: terse, so that lowering reads as the program it writes. */
import type {
  Argument,
  BinaryExpr,
  CallExpr,
  Expr,
  LibraryExpr,
  NameExpr,
  Pattern,
  SequenceExpr,
  Stmt,
  StringLiteral,
  UnreadableExpr,
} from '../../lang/program';
import type { Span } from '../../text/span';

export function library(path: string, span: Span): LibraryExpr {
  return { kind: 'library', path, span };
}
/** A layer of a text that has no classes of its own. */
export function catalogued(className: string, span: Span): LibraryExpr {
  return { kind: 'library', path: `keras.layers.${className}`, isOnly: true, span };
}
export function name(of: string, span: Span): NameExpr {
  return { kind: 'name', name: of, span };
}
export function string(value: string, span: Span): StringLiteral {
  return { kind: 'string', value, span };
}
export function number(value: number, span: Span, float = false): Expr {
  return { kind: 'number', value, float, span };
}
export function unreadable(reason: string, span: Span): UnreadableExpr {
  return { kind: 'unreadable', reason, span };
}
export function list(items: readonly Expr[], span: Span): SequenceExpr {
  return { kind: 'sequence', type: 'list', items: items.map((value) => ({ value, spread: false })), span };
}
export function tuple(items: readonly Expr[], span: Span): SequenceExpr {
  return { kind: 'sequence', type: 'tuple', items: items.map((value) => ({ value, spread: false })), span };
}
/** `argsSpan` is the JSON object that holds the arguments; the whole call if there is none. */
export function call(callee: Expr, args: readonly Argument[], span: Span, argsSpan: Span = span): CallExpr {
  return { kind: 'call', callee, args, argsSpan, optional: false, span };
}
export function method(object: Expr, methodName: string, args: readonly Argument[], span: Span): CallExpr {
  return call({ kind: 'attribute', object, name: methodName, nameSpan: span, optional: false, span }, args, span);
}
export function positional(value: Expr): Argument {
  return { value, name: null, nameSpan: null, spread: null, span: value.span };
}
export function named(argument: string, value: Expr, nameSpan: Span = value.span, span: Span = value.span): Argument {
  return { value, name: argument, nameSpan, spread: null, span };
}
export function index(object: Expr, at: Expr, span: Span): Expr {
  return { kind: 'index', object, index: at, optional: false, span };
}
export function divide(left: Expr, right: Expr, span: Span): BinaryExpr {
  return { kind: 'binary', operator: '/', left, right, span };
}
export function namePattern(of: string, span: Span): Pattern {
  return { kind: 'name-pattern', name: of, span };
}
export function sequencePattern(items: readonly Pattern[], span: Span): Pattern {
  return { kind: 'sequence-pattern', items: items.map((target) => ({ target, rest: false, default: null })), span };
}
export function assign(target: Pattern, value: Expr): Stmt {
  return { kind: 'assign', targets: [target], value, declare: null, span: value.span };
}
export function statement(value: Expr): Stmt {
  return { kind: 'expr-stmt', value, span: value.span };
}
