/** Reading the arguments of calls, and calling back. */
import { effort } from '../../../eval/budget';
import type { EvalContext } from '../../../eval/context';
import { positional } from '../../../eval/helpers';
import { type BuiltinValue, builtin, type CallArguments, type CallSite, none, type Value } from '../../../eval/value';

/** The argument at a place; `undefined` if there is none. */
export function argument(args: CallArguments, at: number): Value {
  return args.positions[at]?.value ?? args.open ?? none;
}

/** A whole number argument, or what stands in where there is none; null if it is not known. */
export function integer(args: CallArguments, at: number, fallback: number): number | null {
  const value = argument(args, at);
  if (value.kind === 'none') return fallback;
  return value.kind === 'number' ? Math.trunc(value.value) || 0 : null;
}

/** Calls a function that the program handed over. */
export function callBack(callee: Value, values: readonly Value[], site: CallSite, context: EvalContext): Value {
  context.step(site.span);
  return context.call(callee, positional(values, site.span), { span: site.span, expr: null });
}

export type Method<T extends Value> = (object: T, args: CallArguments, site: CallSite, context: EvalContext) => Value;

/** A method with its object. */
export function bound<T extends Value>(type: string, name: string, object: T, method: Method<T>): BuiltinValue {
  return builtin(`${type}.${name}`, (args, site, context) => {
    // It may look at all of its object.
    if (object.kind !== 'mapping') context.step(site.span, effort(object));
    return method(object, args, site, context);
  });
}
