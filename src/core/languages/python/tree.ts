/** A light copy of the syntax tree, without comments and cut off where it nests too deeply. Knows nothing of meaning. */
import type { Tree } from '@lezer/common';

/** Levels of the syntax tree that are followed: about a hundred brackets within each other. */
const MAX_DEPTH = 240;
/** Places of invalid text that are remembered. */
export const MAX_ERRORS = 100;

export interface SyntaxNode {
  /** As the grammar names it: `CallExpression`, `(`, `for`; `⚠` is a place of invalid text. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly children: readonly SyntaxNode[];
  /** True where the tree was cut off below. */
  readonly cut: boolean;
}

export interface SyntaxTree {
  readonly root: SyntaxNode;
  /** Places of invalid text with the nodes around them, the nearest last. */
  readonly errors: readonly { readonly node: SyntaxNode; readonly parents: readonly SyntaxNode[] }[];
}

/** `place` gives the offset in the source text for an offset in the text that was parsed. */
export function copyTree(tree: Tree, place: (offset: number) => number): SyntaxTree {
  const cursor = tree.cursor();
  const root = nodeAt(cursor.name, place(cursor.from), place(cursor.to));
  const errors: SyntaxTree['errors'][number][] = [];
  const parents: SyntaxNode[] = [root];
  let inside = cursor.firstChild();
  while (inside) {
    const { type } = cursor;
    if (type.name !== 'Comment') {
      const node = nodeAt(type.isError ? '⚠' : type.name, place(cursor.from), place(cursor.to));
      (parents.at(-1)!.children as SyntaxNode[]).push(node);
      if (type.isError && errors.length < MAX_ERRORS) errors.push({ node, parents: parents.slice(-3) });
      if (!leaves.has(type.name) && cursor.firstChild()) {
        if (parents.length < MAX_DEPTH) {
          parents.push(node);
          continue;
        }
        (node as { cut: boolean }).cut = true;
        cursor.parent();
      }
    }
    while (!cursor.nextSibling()) {
      parents.pop();
      if (parents.length === 0 || !cursor.parent()) {
        inside = false;
        break;
      }
    }
    if (parents.length === 0) break;
  }
  return { root, errors };
}

/** Nodes whose text is read as a whole. */
const leaves: ReadonlySet<string> = new Set(['String', 'ArithOp']);

function nodeAt(name: string, from: number, to: number): SyntaxNode {
  return { name, from, to, children: [], cut: false };
}
