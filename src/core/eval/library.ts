/** What a library tells the evaluator: its modules, and what operations on its values mean. */
import type { BinaryOperator, UnaryOperator } from '../lang/program';
import type { Span } from '../text/span';
import type { EvalContext } from './context';
import type { CallArguments, CallSite, ModuleValue, UnknownValue, Value } from './value';

/** Every hook gives null for what is not the library's business. */
export interface Library {
  readonly module?: (name: string) => ModuleValue | null;
  /** A name that the language itself does not define: the global `tf` of a page. */
  readonly global?: (name: string) => Value | null;
  readonly binary?: (
    operator: BinaryOperator,
    left: Value,
    right: Value,
    span: Span,
    context: EvalContext,
  ) => Value | null;
  readonly unary?: (operator: UnaryOperator, operand: Value, span: Span, context: EvalContext) => Value | null;
  readonly index?: (object: Value, index: Value, span: Span, context: EvalContext) => Value | null;
  readonly attribute?: (object: Value, name: string, span: Span, context: EvalContext) => Value | null;
  /** What the running program certainly raises where it reads `object.name`. */
  readonly raises?: (object: Value, name: string, context: EvalContext) => RaisedFault | null;
  /** Assignment `object.name = value`; true if it was taken. */
  readonly setAttribute?: (object: Value, name: string, value: Value, span: Span, context: EvalContext) => boolean;
  /** Calling a layer, a model or another value of the library. */
  readonly call?: (callee: Value, args: CallArguments, site: CallSite, context: EvalContext) => Value | null;
  readonly iterate?: (value: Value, span: Span, context: EvalContext) => readonly Value[] | UnknownValue | null;
}

/** An error by the rule that it belongs to. */
export interface RaisedFault {
  readonly rule: string;
  readonly message: string;
}

/** Several libraries as one: the first that knows an answer gives it. */
export function combineLibraries(libraries: readonly Library[]): Required<Library> {
  const first = <R>(ask: (library: Library) => R | null | undefined): R | null => {
    for (const library of libraries) {
      const answer = ask(library);
      if (answer !== null && answer !== undefined) return answer;
    }
    return null;
  };
  return {
    module: (name) => first((library) => library.module?.(name)),
    global: (name) => first((library) => library.global?.(name)),
    binary: (...args) => first((library) => library.binary?.(...args)),
    unary: (...args) => first((library) => library.unary?.(...args)),
    index: (...args) => first((library) => library.index?.(...args)),
    attribute: (...args) => first((library) => library.attribute?.(...args)),
    raises: (...args) => first((library) => library.raises?.(...args)),
    setAttribute: (...args) => first((library) => library.setAttribute?.(...args) || null) ?? false,
    call: (...args) => first((library) => library.call?.(...args)),
    iterate: (...args) => first((library) => library.iterate?.(...args)),
  };
}
