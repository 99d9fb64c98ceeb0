/**
 * The core language: what every front end lowers to and the evaluator runs. Each node carries its span in the source.
 * Knows no source language and no library; what differs between languages is settled by lowering or by the
 * `Semantics` that travels with the program.
 */

import type { Span } from '../text/span';
import type { CasePattern } from './case-pattern';
import type { SavedWeights } from './saved-weights';

interface Node {
  readonly span: Span;
}

// ---- Expressions ----------------------------------------------------------------------------------------------------

export interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly value: number;
  /** Written as a float (`1.0`, `1e3`); always false in languages with one kind of number. */
  readonly float: boolean;
}
export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly value: string;
}
export interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}
/** `None`, `null` or `undefined`. */
export interface NoneLiteral extends Node {
  readonly kind: 'none';
}
export interface NameExpr extends Node {
  readonly kind: 'name';
  readonly name: string;
}
/** A value of a library by its full path, for front ends whose text names layers without importing them: `keras.layers.Conv2D`. */
export interface LibraryExpr extends Node {
  readonly kind: 'library';
  readonly path: string;
  /** True where the text can mean nothing but what the library has, so that a name that it lacks is a fault. */
  readonly isOnly?: boolean;
}
/** An element of a sequence display, or all elements of another sequence (`*items`, `...items`). */
export interface Item {
  readonly value: Expr;
  readonly spread: boolean;
}
export interface SequenceExpr extends Node {
  readonly kind: 'sequence';
  readonly type: 'list' | 'tuple' | 'set';
  readonly items: readonly Item[];
}
/** `{a: 1, **rest}` of Python, `{a: 1, ...rest}` of JavaScript; without a key the value is spread. */
export interface MappingExpr extends Node {
  readonly kind: 'mapping';
  readonly entries: readonly { readonly key: Expr | null; readonly value: Expr; readonly span: Span }[];
}
export interface AttributeExpr extends Node {
  readonly kind: 'attribute';
  readonly object: Expr;
  readonly name: string;
  readonly nameSpan: Span;
  /** `a?.b`: none stays none. */
  readonly optional: boolean;
}
export interface IndexExpr extends Node {
  readonly kind: 'index';
  readonly object: Expr;
  /** A `slice` here is Python's `a:b:c`; several indices are a tuple. */
  readonly index: Expr;
  readonly optional: boolean;
}
/** `a:b:c` inside an index. */
export interface SliceExpr extends Node {
  readonly kind: 'slice';
  readonly lower: Expr | null;
  readonly upper: Expr | null;
  readonly step: Expr | null;
}
/** `...` inside an index of Python. */
export interface EllipsisExpr extends Node {
  readonly kind: 'ellipsis';
}
export interface Argument {
  readonly value: Expr;
  /** Set for `name=value`. */
  readonly name: string | null;
  readonly nameSpan: Span | null;
  /** `*value` gives positions, `**value` gives names. */
  readonly spread: 'positions' | 'names' | null;
  /** The whole argument, name included. */
  readonly span: Span;
}
export interface CallExpr extends Node {
  readonly kind: 'call';
  readonly callee: Expr;
  readonly args: readonly Argument[];
  /** From the opening to the closing bracket, both included; where a new argument can be written. */
  readonly argsSpan: Span;
  readonly optional: boolean;
}
export type UnaryOperator = '-' | '+' | '~' | 'not' | 'typeof';
export interface UnaryExpr extends Node {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expr;
}
/** `/` is true division and `//` rounds down; `is` is identity (`===` of JavaScript is lowered to `==`). */
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '%'
  | '**'
  | '@'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '>>>'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'not in'
  | 'is'
  | 'is not'
  | 'instanceof';
export interface BinaryExpr extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
}
/** Gives one of its operands; `??` gives the right one where the left is none. */
export interface LogicalExpr extends Node {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or' | '??';
  readonly left: Expr;
  readonly right: Expr;
}
export interface ConditionalExpr extends Node {
  readonly kind: 'conditional';
  readonly test: Expr;
  readonly then: Expr;
  readonly otherwise: Expr;
}
export interface Parameter {
  readonly target: Pattern;
  readonly default: Expr | null;
  /** `positions` takes the rest of the positional arguments, `names` the rest of the named ones. */
  readonly rest: 'positions' | 'names' | null;
  /** Cannot be given by position. */
  readonly namedOnly: boolean;
  readonly span: Span;
}
/** A function in every form: `def`, `lambda`, `function`, `=>`, a method. */
export interface FunctionExpr extends Node {
  readonly kind: 'function';
  readonly name: string | null;
  readonly params: readonly Parameter[];
  readonly body: readonly Stmt[];
  readonly generator: boolean;
  readonly decorators: readonly Expr[];
  /** Arrows of JavaScript take `this` from outside. */
  readonly bindsThis: boolean;
}
export interface ClassExpr extends Node {
  readonly kind: 'class';
  readonly name: string | null;
  readonly bases: readonly Expr[];
  readonly keywords: readonly Argument[];
  readonly body: readonly Stmt[];
  readonly decorators: readonly Expr[];
}
export interface ComprehensionClause {
  readonly target: Pattern;
  readonly iterable: Expr;
  readonly conditions: readonly Expr[];
}
export interface ComprehensionExpr extends Node {
  readonly kind: 'comprehension';
  readonly type: 'list' | 'set' | 'generator' | 'mapping';
  /** The key of a mapping comprehension, else null. */
  readonly key: Expr | null;
  readonly element: Expr;
  readonly clauses: readonly ComprehensionClause[];
}
/** An f-string or template literal. */
export interface TemplateExpr extends Node {
  readonly kind: 'template';
  readonly parts: readonly (string | { readonly value: Expr; readonly format: string | null })[];
}
/** An assignment that is an expression: `:=`, and `=`, `+=`, `++` of JavaScript (lowered to an assignment of an operation). */
export interface AssignExpr extends Node {
  readonly kind: 'assign-expr';
  readonly target: Pattern;
  readonly value: Expr;
  /** `x++` gives the old value. */
  readonly givesOld: boolean;
}
export interface AwaitExpr extends Node {
  readonly kind: 'await';
  readonly value: Expr;
}
export interface YieldExpr extends Node {
  readonly kind: 'yield';
  readonly value: Expr | null;
  readonly from: boolean;
}
/** Text that the front end could not read or does not follow; the reason completes "The value is not known because …". */
export interface UnreadableExpr extends Node {
  readonly kind: 'unreadable';
  readonly reason: string;
}

export type Expr =
  | NumberLiteral
  | StringLiteral
  | BooleanLiteral
  | NoneLiteral
  | NameExpr
  | LibraryExpr
  | SequenceExpr
  | MappingExpr
  | AttributeExpr
  | IndexExpr
  | SliceExpr
  | EllipsisExpr
  | CallExpr
  | UnaryExpr
  | BinaryExpr
  | LogicalExpr
  | ConditionalExpr
  | FunctionExpr
  | ClassExpr
  | ComprehensionExpr
  | TemplateExpr
  | AssignExpr
  | AwaitExpr
  | YieldExpr
  | UnreadableExpr;

// ---- Patterns: what can be assigned to ------------------------------------------------------------------------------

export type Pattern =
  | (Node & { readonly kind: 'name-pattern'; readonly name: string })
  | (Node & { readonly kind: 'attribute-pattern'; readonly object: Expr; readonly name: string })
  | (Node & { readonly kind: 'index-pattern'; readonly object: Expr; readonly index: Expr })
  | (Node & { readonly kind: 'sequence-pattern'; readonly items: readonly SequencePatternItem[] })
  | (Node & {
      readonly kind: 'mapping-pattern';
      readonly entries: readonly MappingPatternEntry[];
      readonly rest: Pattern | null;
    })
  | (Node & { readonly kind: 'ignored-pattern' });

export interface SequencePatternItem {
  readonly target: Pattern;
  readonly rest: boolean;
  readonly default: Expr | null;
}
export interface MappingPatternEntry {
  readonly key: Expr;
  readonly target: Pattern;
  readonly default: Expr | null;
}

// ---- Statements -----------------------------------------------------------------------------------------------------

export type Stmt =
  | (Node & { readonly kind: 'expr-stmt'; readonly value: Expr })
  /**
   * `a = b = value`; `declare` is set where the statement makes new variables in the block (`let`, `const`) or function (`var`).
   * `annotated` is set for `a: int = value`; `a: int` alone has an unreadable value.
   */
  | (Node & {
      readonly kind: 'assign';
      readonly targets: readonly Pattern[];
      readonly value: Expr;
      readonly declare: 'block' | 'function' | null;
      readonly annotated?: true;
    })
  | (Node & {
      readonly kind: 'augmented-assign';
      readonly target: Pattern;
      readonly operator: BinaryOperator;
      readonly value: Expr;
    })
  | (Node & {
      readonly kind: 'if';
      readonly test: Expr;
      readonly then: readonly Stmt[];
      readonly otherwise: readonly Stmt[];
    })
  /** `update` runs after the body and after `continue`, for the loops of JavaScript; `testAfter` is `do … while`. */
  | (Node & {
      readonly kind: 'while';
      readonly test: Expr;
      readonly body: readonly Stmt[];
      readonly update: Expr | null;
      readonly otherwise: readonly Stmt[];
      readonly testAfter: boolean;
    })
  /** Over the elements of a sequence, or over the `keys` of a mapping (`for … in` of JavaScript). */
  | (Node & {
      readonly kind: 'for';
      readonly target: Pattern;
      readonly iterable: Expr;
      readonly over: 'elements' | 'keys';
      readonly body: readonly Stmt[];
      readonly otherwise: readonly Stmt[];
    })
  | (Node & {
      readonly kind: 'function-def';
      readonly name: string;
      readonly nameSpan: Span;
      readonly value: FunctionExpr;
    })
  | (Node & { readonly kind: 'class-def'; readonly name: string; readonly nameSpan: Span; readonly value: ClassExpr })
  | (Node & { readonly kind: 'return'; readonly value: Expr | null })
  | (Node & { readonly kind: 'break' })
  | (Node & { readonly kind: 'continue' })
  | (Node & { readonly kind: 'raise'; readonly value: Expr | null })
  | (Node & {
      readonly kind: 'try';
      readonly body: readonly Stmt[];
      readonly handlers: readonly {
        readonly type: Expr | null;
        readonly name: string | null;
        readonly body: readonly Stmt[];
      }[];
      readonly otherwise: readonly Stmt[];
      readonly finally: readonly Stmt[];
    })
  | (Node & {
      readonly kind: 'with';
      readonly items: readonly { readonly value: Expr; readonly target: Pattern | null }[];
      readonly body: readonly Stmt[];
    })
  /** `import a.b as c` binds `as`; `import a.b` binds `a`. The module is written as in the source: `.models`, `./blocks`, `@tensorflow/tfjs`. */
  | (Node & { readonly kind: 'import'; readonly module: string; readonly as: string })
  /** `name` null is everything (`import *`), which is bound name by name. `default` imports have the name `default`. */
  | (Node & {
      readonly kind: 'import-from';
      readonly module: string;
      readonly name: string | null;
      readonly as: string;
    })
  /** What a module of JavaScript offers under `name`. */
  | (Node & { readonly kind: 'export'; readonly name: string; readonly value: Expr })
  | (Node & { readonly kind: 'scope'; readonly names: readonly string[]; readonly where: 'global' | 'nonlocal' })
  | (Node & { readonly kind: 'delete'; readonly targets: readonly Pattern[] })
  | (Node & { readonly kind: 'assert'; readonly test: Expr })
  | (Node & { readonly kind: 'block'; readonly body: readonly Stmt[] })
  /** `switch` and `match`: the cases in order. A case without tests is the default; `fallsThrough` goes on into the next body. */
  | (Node & { readonly kind: 'switch'; readonly subject: Expr; readonly cases: readonly SwitchCase[] })
  | (Node & { readonly kind: 'unreadable-stmt'; readonly reason: string });

export interface SwitchCase {
  readonly tests: readonly Expr[];
  readonly guard: Expr | null;
  /** Bound to the subject when the case is taken (`case other:`). */
  readonly bind: Pattern | null;
  /** Set where the case looks into the subject; counts before `tests` and `bind`. */
  readonly pattern?: CasePattern;
  readonly isDefault: boolean;
  readonly body: readonly Stmt[];
  readonly fallsThrough: boolean;
  readonly span: Span;
}

/** A piece of a program that was written as one: a whole file, or one cell of a notebook. Names are shared between pieces. */
export interface Program {
  readonly body: readonly Stmt[];
  /** The places where the text is not valid, with what was expected where that is known. */
  readonly syntaxErrors: readonly { readonly span: Span; readonly message: string }[];
  /** Set if the text itself says which framework it is for, whatever its language: a model file of TensorFlow.js. */
  readonly framework?: 'keras' | 'tfjs';
  /** The end of the text, where it was not read. The reason completes "Nothing after … is known because …". */
  readonly unread?: { readonly span: Span; readonly reason: string };
  /** What a model file lists of the weights that are stored beside it. */
  readonly savedWeights?: SavedWeights;
}
