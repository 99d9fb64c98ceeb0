/** Parsing again after a small change: what did not change is taken from a tree before. */
import { type Parser, type Tree, TreeFragment } from '@lezer/common';

/** Texts whose trees are kept: the cells of a notebook and a few files. */
const MAX_KEPT = 64;

interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

export class IncrementalParser {
  /** The most recent last. */
  private readonly kept = new Map<string, Parsed>();

  constructor(private readonly parser: Parser) {}

  parse(text: string): Tree {
    const same = this.kept.get(text);
    const tree = same?.tree ?? this.parser.parse(text, this.fragmentsFor(text));
    this.kept.delete(text);
    this.kept.set(text, { text, tree });
    if (this.kept.size > MAX_KEPT) this.kept.delete(this.kept.keys().next().value!);
    return tree;
  }

  /** From the most recent text that shares more than half of this one. */
  private fragmentsFor(text: string): readonly TreeFragment[] | undefined {
    for (const before of [...this.kept.values()].reverse()) {
      const change = difference(before.text, text);
      if (change.fromB + (text.length - change.toB) <= text.length / 2) continue;
      return TreeFragment.applyChanges(TreeFragment.addTree(before.tree), [change]);
    }
    return undefined;
  }
}

/** The one stretch in which two texts differ, as offsets in the first (A) and the second (B). */
function difference(before: string, text: string): { fromA: number; toA: number; fromB: number; toB: number } {
  const shortest = Math.min(before.length, text.length);
  let start = 0;
  while (start < shortest && before.charCodeAt(start) === text.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shortest - start &&
    before.charCodeAt(before.length - 1 - end) === text.charCodeAt(text.length - 1 - end)
  )
    end++;
  return { fromA: start, toA: before.length - end, fromB: start, toB: text.length - end };
}
