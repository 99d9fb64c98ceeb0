/**
 * What nothing in the program calls: functions and classes of a library file are looked at on their own, with their defaults
 * and with parameters that stand for themselves. Those that others of them call come last, since they have their turn there.
 */
import { isElsewhere, type Span } from '../text/span';
import { instantiate } from './classes';
import { Raised } from './control';
import { classMember } from './helpers';
import type { Interpreter } from './interpreter';
import { namedUnknown } from './unknown-size';
import type { CallArguments, CallSite, ClassValue, FunctionValue, InstanceValue, Value } from './value';

/** Evaluates each function and class of the analysed source that nothing has used. */
export function runUncalled(interpreter: Interpreter): void {
  const { defined, definedClasses } = interpreter;
  // The lists grow while functions inside functions are met.
  for (let from = 0; from < defined.length; ) {
    const batch = defined.slice(from).filter((value) => !value.home);
    from = defined.length;
    const used = namesIn(batch);
    const isUsed = ({ expr }: FunctionValue): boolean => expr.name !== null && used.has(expr.name);
    for (const value of [...batch.filter((each) => !isUsed(each)), ...batch.filter(isUsed)])
      callUncalled(interpreter, value);
  }
  for (let i = 0; i < definedClasses.length; i++) makeUncalled(interpreter, definedClasses[i]!);
}

function callUncalled(interpreter: Interpreter, value: FunctionValue): void {
  if (interpreter.called.has(value.expr) || isElsewhere(value.expr.span)) return;
  const site: CallSite = { span: value.expr.span, expr: null };
  apart(interpreter, () => interpreter.call(value, unknownArguments(value, 0, site.span), site));
}

/** Makes an object of a class that nothing makes, and runs what it does: `call` of a layer or model, else its methods. */
function makeUncalled(interpreter: Interpreter, value: ClassValue): void {
  const { span } = value.expr;
  if (interpreter.made.has(value.expr) || isElsewhere(span)) return;
  const site: CallSite = { span, expr: null };
  const init = classMember(value, '__init__');
  const args = init?.kind === 'function' ? unknownArguments(init, 1, span) : noArguments;
  const made = apart(interpreter, () => instantiate(interpreter, value, args, site));
  if (made?.kind !== 'instance') return;
  const call = classMember(value, 'call');
  if (made.native && call?.kind === 'function') {
    apart(interpreter, () => interpreter.call(made, unknownArguments(call, 1, span), site));
    return;
  }
  for (const member of value.members.values()) callMethod(interpreter, made, member, site);
}

function callMethod(interpreter: Interpreter, self: InstanceValue, method: Value, site: CallSite): void {
  if (method.kind !== 'function' || interpreter.called.has(method.expr) || method.expr.name?.startsWith('__')) return;
  const bound: Value = { kind: 'method', self, function: method };
  apart(interpreter, () => interpreter.call(bound, unknownArguments(method, 1, site.span), site));
}

const noArguments: CallArguments = { positions: [], names: new Map(), open: null };

/** One for each parameter without a default, after those that the call binds itself. */
function unknownArguments({ expr, defaults, home }: FunctionValue, bound: number, span: Span): CallArguments {
  const owner = home ? `${home.name}.` : '';
  const reason = `it depends on the parameters of ${owner}${expr.name ?? 'a function'}, which is not called here`;
  const names = expr.params.flatMap(({ target, rest }, i) =>
    i >= bound && target.kind === 'name-pattern' && !rest && !defaults[i] ? [target.name] : [],
  );
  const args = new Map(names.map((name) => [name, { value: namedUnknown(name, reason, span), source: null, span }]));
  return { positions: [], names: args, open: null };
}

/** Runs code that may not run so: its faults are not reported, and an exception ends only it. */
function apart<T>(interpreter: Interpreter, run: () => T): T | null {
  interpreter.branchDepth++;
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Raised) && !(error instanceof RangeError)) throw error;
    return null;
  } finally {
    interpreter.branchDepth--;
  }
}

/** The names that stand in the bodies of functions, each in its own left out. */
function namesIn(functions: readonly FunctionValue[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { expr } of functions) {
    const own = new Set<string>();
    const left: unknown[] = [...expr.body];
    while (left.length > 0) {
      const node = left.pop();
      if (typeof node !== 'object' || node === null) continue;
      const { kind, name } = node as { readonly kind?: unknown; readonly name?: unknown };
      if (kind === 'name' && typeof name === 'string') own.add(name);
      for (const [key, child] of Object.entries(node))
        if (key !== 'span' && typeof child === 'object') left.push(child);
    }
    if (expr.name !== null) own.delete(expr.name);
    for (const name of own) names.add(name);
  }
  return names;
}
