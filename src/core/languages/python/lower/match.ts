/** Lowers `match`. Patterns that look into the subject are lowered as such; all others are tests of equality. */
import type { CasePattern } from '../../../lang/case-pattern';
import type { Expr, Pattern, Stmt, SwitchCase } from '../../../lang/program';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';
import { lowerExpr, lowerExpressions } from './expressions';
import { childNamed, isExpression, operands } from './nodes';
import { lowerBody } from './statements';

export function lowerMatch(node: SyntaxNode, source: Source): Stmt {
  const clauses = childNamed(node, 'MatchBody')?.children.filter(({ name }) => name === 'MatchClause') ?? [];
  const subject = node.children.slice(1).filter(({ name }) => name !== 'MatchBody');
  return {
    kind: 'switch',
    subject: lowerExpressions(subject, node.from, source),
    cases: clauses.map((clause) => lowerClause(clause, source)),
    span: source.span(node),
  };
}

function lowerClause(clause: SyntaxNode, source: Source): SwitchCase {
  const guardNode = childNamed(clause, 'Guard');
  const written = clause.children.slice(1).filter(({ name }) => isPattern(name));
  const [only] = written;
  const lowered: LoweredPattern =
    written.length === 1 && only
      ? lowerCasePattern(only, source)
      : { tests: [unknownTest(only ?? clause, source)], bind: sequenceBind(clause, written, source) };
  const looksInside = written.length > 1 || (only !== undefined && isStructural(only));
  const pattern = looksInside
    ? written.length > 1
      ? sequencePattern(written, source)
      : casePattern(only!, source)
    : null;
  const guard = guardNode ? lowerExpressions(operands(guardNode), guardNode.to, source) : null;
  return {
    tests: lowered.tests ?? [],
    guard,
    bind: lowered.bind,
    ...(pattern ? { pattern } : {}),
    isDefault: lowered.tests === null,
    body: lowerBody(childNamed(clause, 'Body'), source),
    fallsThrough: false,
    span: source.span(clause),
  };
}

interface LoweredPattern {
  /** Equal to one of these; null for a pattern that takes everything. */
  readonly tests: readonly Expr[] | null;
  readonly bind: Pattern | null;
}

function lowerCasePattern(node: SyntaxNode, source: Source): LoweredPattern {
  switch (node.name) {
    case 'CapturePattern': {
      const name = source.textOf(node);
      return { tests: null, bind: name === '_' ? null : { kind: 'name-pattern', name, span: source.span(node) } };
    }
    case 'LiteralPattern':
      return { tests: [lowerLiteral(node, source)], bind: null };
    case 'AttributePattern':
      return { tests: [lowerPath(node, source)], bind: null };
    case 'OrPattern': {
      const sides = node.children.filter(({ name }) => isPattern(name)).map((side) => lowerCasePattern(side, source));
      const tests = sides.some((side) => side.tests === null) ? null : sides.flatMap((side) => side.tests ?? []);
      return { tests, bind: sides.find((side) => side.bind)?.bind ?? null };
    }
    case 'AsPattern': {
      const inner = node.children.find(({ name }) => isPattern(name));
      const name = operands(node).at(-1);
      const tests = inner ? lowerCasePattern(inner, source).tests : [unknownTest(node, source)];
      return {
        tests,
        bind: name ? { kind: 'name-pattern', name: source.textOf(name), span: source.span(name) } : null,
      };
    }
    case 'SequencePattern': {
      const inner = node.children.filter(({ name }) => isPattern(name));
      const group = source.textOf(node).startsWith('(') && !node.children.some(({ name }) => name === ',');
      if (group && inner[0]) return lowerCasePattern(inner[0], source);
      return { tests: [unknownTest(node, source)], bind: sequenceBind(node, inner, source) };
    }
    default:
      return { tests: [unknownTest(node, source)], bind: null };
  }
}

/** True for what says more of the subject than that it is equal to something. */
function isStructural(node: SyntaxNode): boolean {
  const inner = node.children.filter(({ name }) => isPattern(name));
  switch (node.name) {
    case 'MappingPattern':
    case 'ClassPattern':
      return true;
    case 'SequencePattern':
      return !isGroup(node) || inner.some(isStructural);
    case 'OrPattern':
    case 'AsPattern':
      return inner.some(isStructural);
    default:
      return false;
  }
}

/** Brackets around one pattern, which mean nothing. */
function isGroup(node: SyntaxNode): boolean {
  const inner = node.children.filter(({ name }) => isPattern(name));
  return node.children[0]?.name === '(' && inner.length === 1 && !node.children.some(({ name }) => name === ',');
}

function casePattern(node: SyntaxNode, source: Source): CasePattern {
  const inner = node.children.filter(({ name }) => isPattern(name));
  switch (node.name) {
    case 'CapturePattern':
      return { kind: 'any', bind: capture(node, source) };
    case 'LiteralPattern':
      return { kind: 'value', value: lowerLiteral(node, source) };
    case 'AttributePattern':
      return { kind: 'value', value: lowerPath(node, source) };
    case 'OrPattern':
      return { kind: 'or', sides: inner.map((side) => casePattern(side, source)) };
    case 'AsPattern': {
      const name = operands(node).at(-1);
      const pattern: CasePattern = inner[0] ? casePattern(inner[0], source) : { kind: 'any', bind: null };
      const bind = name ? capture(name, source) : null;
      return bind ? { kind: 'as', pattern, bind } : pattern;
    }
    case 'SequencePattern':
      return isGroup(node) && inner[0] ? casePattern(inner[0], source) : sequencePattern(inner, source);
    case 'MappingPattern':
      return mappingPattern(node, source);
    case 'ClassPattern': {
      const args = childNamed(node, 'PatternArgList')?.children.filter(({ name }) => isPattern(name)) ?? [];
      return { kind: 'class', class: lowerPath(node, source), args: args.map((arg) => classArg(arg, source)) };
    }
    default:
      return { kind: 'value', value: unknownTest(node, source) };
  }
}

function capture(node: SyntaxNode, source: Source): Pattern | null {
  const name = source.textOf(node);
  return name === '_' ? null : { kind: 'name-pattern', name, span: source.span(node) };
}

function sequencePattern(patterns: readonly SyntaxNode[], source: Source): CasePattern {
  const items = patterns.map((node) => {
    const rest = node.name === 'StarPattern';
    const inner = rest ? node.children.find(({ name }) => isPattern(name)) : node;
    const pattern: CasePattern = inner ? casePattern(inner, source) : { kind: 'any', bind: null };
    return { pattern, rest };
  });
  return { kind: 'sequence', items };
}

/** Keys and patterns stand in turn; `**rest` comes last. */
function mappingPattern(node: SyntaxNode, source: Source): CasePattern {
  const entries: { key: Expr; pattern: CasePattern }[] = [];
  let rest: Pattern | null = null;
  let key: Expr | null = null;
  let isRest = false;
  for (const child of node.children) {
    if (child.name === '**') isRest = true;
    if (!isPattern(child.name)) continue;
    if (isRest) rest = capture(child, source);
    else if (key === null)
      key = child.name === 'AttributePattern' ? lowerPath(child, source) : lowerLiteral(child, source);
    else {
      entries.push({ key, pattern: casePattern(child, source) });
      key = null;
    }
  }
  return { kind: 'mapping', entries, rest };
}

function classArg(node: SyntaxNode, source: Source): { name: string | null; pattern: CasePattern } {
  if (node.name !== 'KeywordPattern') return { name: null, pattern: casePattern(node, source) };
  const [name] = node.children;
  const inner = node.children.find((child) => isPattern(child.name));
  const pattern: CasePattern = inner ? casePattern(inner, source) : { kind: 'any', bind: null };
  return { name: name ? source.textOf(name) : null, pattern };
}

function isPattern(name: string): boolean {
  return name.endsWith('Pattern');
}

function unknownTest(node: SyntaxNode, source: Source): Expr {
  return source.unreadable(node, 'this pattern is not followed');
}

function sequenceBind(node: SyntaxNode, patterns: readonly SyntaxNode[], source: Source): Pattern | null {
  const items = patterns.map((pattern) => {
    const rest = pattern.name === 'StarPattern';
    const inner = rest ? pattern.children.find(({ name }) => isPattern(name)) : pattern;
    const bind = inner ? lowerCasePattern(inner, source).bind : null;
    return { target: bind ?? ({ kind: 'ignored-pattern', span: source.span(pattern) } as const), rest, default: null };
  });
  return items.length > 0 ? { kind: 'sequence-pattern', items, span: source.span(node) } : null;
}

/** A literal, with its sign: `-1`. */
function lowerLiteral(node: SyntaxNode, source: Source): Expr {
  const values = node.children.filter(isExpression);
  const [value] = values;
  if (!value || values.length > 1) return unknownTest(node, source);
  const operand = lowerExpr(value, source);
  const negative = node.children[0]?.name === 'ArithOp';
  return negative ? { kind: 'unary', operator: '-', operand, span: source.span(node) } : operand;
}

function lowerPath(node: SyntaxNode, source: Source): Expr {
  const [first, ...rest] = node.children.filter(({ name }) => name === 'VariableName' || name === 'PropertyName');
  if (!first) return unknownTest(node, source);
  let path = lowerExpr(first, source);
  for (const part of rest) {
    const span = source.between(first.from, part.to);
    path = {
      kind: 'attribute',
      object: path,
      name: source.textOf(part),
      nameSpan: source.span(part),
      optional: false,
      span,
    };
  }
  return path;
}
