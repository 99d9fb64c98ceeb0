/** What the source languages do differently at run time. One table per language; the evaluator asks it and never the language's name. */

import type { EvalContext } from '../eval/context';
import type { Value } from '../eval/value';
import type { Span } from '../text/span';
import type { BinaryOperator, UnaryOperator } from './program';

export interface Semantics {
  /** For messages and for how a view writes shapes: `None` or `null`. */
  readonly name: 'python' | 'javascript' | 'json';
  /** True, false, or null where it cannot be told. */
  truthy(value: Value): boolean | null;
  binary(operator: BinaryOperator, left: Value, right: Value, span: Span, context: EvalContext): Value;
  unary(operator: UnaryOperator, operand: Value, span: Span, context: EvalContext): Value;
  /** `object[index]` on the language's own values (sequences, mappings, strings). */
  index(object: Value, index: Value, span: Span, context: EvalContext): Value;
  /** `object.name` on the language's own values: methods of strings, lists, dictionaries. Null where there is none. */
  attribute(object: Value, name: string, span: Span, context: EvalContext): Value | null;
  /** A name that no scope of the program defines: `print`, `range`, `console`, `Math`. Null where there is none. */
  builtin(name: string): Value | null;
  /** How a value is written by `str(x)` or a template; null where it is not known. */
  text(value: Value): string | null;
  /** Sequences unpack strictly in Python (`(a, b) = (1, 2, 3)` is an error), loosely in JavaScript. */
  readonly strictUnpacking: boolean;
  /** Models are written with all their operations, those that make masks among them. */
  readonly listsOperations?: boolean;
  /** Blocks make scopes (`let`), or only functions do. */
  readonly blockScopes: boolean;
}
