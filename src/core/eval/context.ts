/** What libraries and languages may ask of the evaluator. */
import type { GraphBuilder } from '../graph/builder';
import type { Semantics } from '../lang/semantics';
import type { Target } from '../layers/definition';
import type { Span } from '../text/span';
import type { Journal } from './journal';
import type { CallArguments, CallSite, UnknownValue, Value } from './value';

export interface EvalContext {
  readonly graph: GraphBuilder;
  readonly journal: Journal;
  readonly semantics: Semantics;
  /** The framework and version that the program targets. */
  readonly target: Target;
  /** Draws on the budget; ends the evaluation when it is used up. Call it in every loop over user data. */
  step(span: Span, cost?: number): void;
  call(callee: Value, args: CallArguments, site: CallSite): Value;
  attribute(object: Value, name: string, span: Span): Value;
  index(object: Value, index: Value, span: Span): Value;
  /** The elements of a value in a loop. */
  iterate(value: Value, span: Span): readonly Value[] | UnknownValue;
  truthy(value: Value): boolean | null;
  /** One value that stands for either: the same value if they are equal, else unknown or the join of their shapes. */
  join(a: Value, b: Value, reason: string, span: Span): Value;
  /** Reports what the running program would raise here, where that is certain; `meant` is the name to write at the span instead. */
  fault(rule: string, message: string, span: Span, meant?: string | null): void;
  /** True while code is evaluated that may not run: an untaken branch of an unknown condition. Faults are kept, data calls too. */
  readonly speculative: boolean;
}
