/** Patterns that look into what is matched: `case {"kind": kind, **rest}:`, `case [first, *others]:`, `case Point(x=0):`. */
import type { Expr, Pattern } from './program';

export type CasePattern =
  /** Takes everything, and binds it to a name unless that is null. */
  | { readonly kind: 'any'; readonly bind: Pattern | null }
  /** Takes what is equal to the value. */
  | { readonly kind: 'value'; readonly value: Expr }
  /** A list or tuple of as many items; one of them may stand for any number. */
  | { readonly kind: 'sequence'; readonly items: readonly { readonly pattern: CasePattern; readonly rest: boolean }[] }
  /** A mapping that has these keys; `rest` is bound to a mapping of the others. */
  | {
      readonly kind: 'mapping';
      readonly entries: readonly { readonly key: Expr; readonly pattern: CasePattern }[];
      readonly rest: Pattern | null;
    }
  /** An object of a class, with attributes by position or name. */
  | {
      readonly kind: 'class';
      readonly class: Expr;
      readonly args: readonly { readonly name: string | null; readonly pattern: CasePattern }[];
    }
  /** The first of these that takes it. */
  | { readonly kind: 'or'; readonly sides: readonly CasePattern[] }
  | { readonly kind: 'as'; readonly pattern: CasePattern; readonly bind: Pattern };
