/** Functions of Python written down with their parameter names. */
import type { EvalContext } from '../../eval/context';
import {
  type BuiltinValue,
  builtin,
  type CallArguments,
  type CallSite,
  type UnknownValue,
  unknown,
  type Value,
} from '../../eval/value';
import type { Span } from '../../text/span';

/** A call under way: its arguments, its place and the evaluator. */
export interface Call {
  readonly args: CallArguments;
  readonly site: CallSite;
  readonly span: Span;
  readonly context: EvalContext;
}

/** Gets the arguments in the order of the parameters; undefined where one is not given. */
export type Body = (values: readonly (Value | undefined)[], call: Call) => Value;

/** A parameter `*name` takes the rest of the positions, which the body reads from `call.args`. Unknown arguments give themselves back. */
export function define(name: string, params: readonly string[], body: Body): BuiltinValue {
  return builtin(name, (args, site, context) => {
    if (args.open) return args.open;
    const values = params.map((param, i) => (args.positions[i] ?? args.names.get(param))?.value);
    const missing = values.find((value) => value?.kind === 'unknown');
    return missing ?? body(values, { args, site, span: site.span, context });
  });
}

/** The same for functions that can say something of unknown arguments. */
export function defineLenient(name: string, params: readonly string[], body: Body): BuiltinValue {
  return builtin(name, (args, site, context) => {
    const values = params.map((param, i) => (args.positions[i] ?? args.names.get(param))?.value);
    return body(values, { args, site, span: site.span, context });
  });
}

/** A function whose result is not known, for a reason that is. */
export function opaque(name: string, reason: string): BuiltinValue {
  return builtin(name, (_, site) => unknown(reason, site.span));
}

export function because(call: Call, reason: string): UnknownValue {
  return unknown(reason, call.span);
}

/** The positional arguments from `start` on. */
export function rest(call: Call, start = 0): readonly Value[] {
  return call.args.positions.slice(start).map(({ value }) => value);
}

/** A call without text: a function given to `map`, `sorted`, `reduce`. */
export function apply(callee: Value, values: readonly Value[], call: Call): Value {
  const { span } = call;
  const positions = values.map((value) => ({ value, source: null, span }));
  return call.context.call(callee, { positions, names: new Map(), open: null }, { span, expr: null });
}

/** The elements of a value, or why they are not known. */
export function elements(value: Value | undefined, call: Call): readonly Value[] | UnknownValue {
  if (!value) return because(call, 'an argument is missing');
  const items = call.context.iterate(value, call.span);
  if (!('kind' in items)) call.context.step(call.span, items.length);
  return items;
}

export function isUnknown(items: readonly Value[] | UnknownValue): items is UnknownValue {
  return 'kind' in items;
}
