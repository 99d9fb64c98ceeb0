/** Says what is wrong where the text is not valid Python. */
import type { Program } from '../../lang/program';
import type { Repair } from './repair';
import type { Source } from './source';
import type { SyntaxNode, SyntaxTree } from './tree';

type SyntaxError = Program['syntaxErrors'][number];

export function syntaxErrors(errors: SyntaxTree['errors'], source: Source): SyntaxError[] {
  const found: SyntaxError[] = [];
  const seen = new Set<SyntaxNode>();
  for (const { node, parents } of errors) {
    const parent = parents.at(-1)!;
    // A bare `yield` and `case A():`, which the grammar does not know, are complete.
    if (node.from === node.to && parents.slice(-2).some(({ name }) => completeWhenEmpty.has(name))) continue;
    const open = unclosed(parent);
    if (open) {
      if (seen.has(open)) continue;
      seen.add(open);
      found.push({ span: source.span(open), message: `'${open.name}' is never closed` });
    } else found.push({ span: source.span(node), message: messageFor(node, parent, source) });
  }
  return found;
}

const completeWhenEmpty: ReadonlySet<string> = new Set(['YieldStatement', 'YieldExpression', 'PatternArgList']);

/** The same for brackets that were closed to read on. */
export function unclosedBrackets(unclosed: Repair['unclosed'], source: Source): SyntaxError[] {
  return unclosed.map(({ at, bracket }) => ({
    span: source.between(at, at + 1),
    message: `'${bracket}' is never closed`,
  }));
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The opening bracket of a node that has no closing one. */
function unclosed(node: SyntaxNode): SyntaxNode | null {
  const open = node.children.find(({ name }) => name in closers);
  if (!open) return null;
  return node.children.some(({ name }) => name === closers[open.name]) ? null : open;
}

function messageFor(node: SyntaxNode, parent: SyntaxNode, source: Source): string {
  if (node.to > node.from) {
    const text = source.textOf(node).trim().split('\n')[0]!;
    return text === '' || text.length > 40 ? 'this is not expected here' : `'${text}' is not expected here`;
  }
  if (parent.name === 'MemberExpression') return 'a name is expected after the dot';
  if (parent.name === 'Body' || parent.name === 'MatchBody') return 'an indented block is expected';
  if (parent.name === 'String' || parent.name === 'FormatString') return 'the string is never closed';
  if (parent.name.endsWith('Statement') || parent.name.endsWith('Definition')) return 'the statement is not complete';
  return 'the expression is not complete';
}
