/** Calling values: functions of the program with their parameters bound, classes, methods, and what libraries offer. */
import type { Parameter } from '../lang/program';
import { isElsewhere } from '../text/span';
import { assign } from './assignment';
import { joinWaysOut } from './branches';
import { MAX_DEPTH } from './budget';
import { callInstance, instantiate } from './classes';
import { type Completion, type Frame, Raised } from './control';
import { mayReturnEarly } from './early-return';
import { generatedList } from './generators';
import { describe } from './helpers';
import type { Env, Interpreter } from './interpreter';
import { Scope } from './scope';
import { runStatements } from './statements';
import {
  type CallArgument,
  type CallArguments,
  type CallSite,
  type FunctionValue,
  list,
  none,
  type UnknownValue,
  unknown,
  type Value,
} from './value';

export function callValue(interpreter: Interpreter, callee: Value, args: CallArguments, site: CallSite): Value {
  const result = outcome(interpreter, callee, args, site);
  // What is not followed may do anything with what it is given.
  if (result.kind === 'unknown' && callee.kind !== 'function') {
    for (const { value } of [...args.positions, ...args.names.values()])
      if (value.kind === 'model') interpreter.graph.escaped(value.model);
  }
  return result;
}

function outcome(interpreter: Interpreter, callee: Value, args: CallArguments, site: CallSite): Value {
  switch (callee.kind) {
    case 'function':
      return callFunction(interpreter, callee, args, site, null);
    case 'builtin':
      return callee.call(args, site, interpreter);
    case 'method':
      return callMethod(interpreter, callee.self, callee.function, args, site);
    case 'class':
      return instantiate(interpreter, callee, args, site);
    case 'instance':
      return callInstance(interpreter, callee, args, site);
    case 'unknown':
      return { ...callee };
    case 'object': {
      const result = callee.type.call?.(callee, args, site, interpreter);
      if (result) return result;
      break;
    }
    default:
      break;
  }
  return (
    interpreter.library.call(callee, args, site, interpreter) ??
    unknown(`calling ${describe(callee)} is not followed`, site.span)
  );
}

function callMethod(interpreter: Interpreter, self: Value, method: Value, args: CallArguments, site: CallSite): Value {
  const bound: CallArguments = {
    ...args,
    positions: [{ value: self, source: null, span: site.span }, ...args.positions],
  };
  return method.kind === 'function'
    ? callFunction(interpreter, method, bound, site, self)
    : callValue(interpreter, method, bound, site);
}

/** Runs the body of a function of the program with its parameters bound. */
function callFunction(
  interpreter: Interpreter,
  callee: FunctionValue,
  args: CallArguments,
  site: CallSite,
  self: Value | null,
): Value {
  const { expr } = callee;
  interpreter.called.add(expr);
  if (interpreter.depth >= MAX_DEPTH) return unknown(`calls are nested deeper than ${MAX_DEPTH}`, site.span);
  const visit = interpreter.visit;
  if (!isElsewhere(site.span)) interpreter.visit = isElsewhere(expr.span) ? { kind: 'call', span: site.span } : null;
  interpreter.depth++;
  const run = (changes: Frame['changes']): Value => {
    const frame: Frame = { possibleReturns: [], changes, yields: expr.generator ? [] : null, home: callee.home, self };
    return runFrame(interpreter, callee, args, { scope: new Scope(callee.scope, 'function'), frame }, site);
  };
  try {
    return mayReturnEarly(expr) ? interpreter.journal.onRecord(run) : run((further) => further);
  } finally {
    interpreter.depth--;
    interpreter.visit = visit;
  }
}

function runFrame(
  interpreter: Interpreter,
  callee: FunctionValue,
  args: CallArguments,
  env: Env,
  site: CallSite,
): Value {
  const { frame } = env;
  bindParameters(interpreter, callee, args, env, site);
  const end = runBody(interpreter, callee.expr.body, env);
  joinWaysOut(frame, end !== 'raised', site.span, interpreter.journal, interpreter.graph);
  if (frame.yields) return generatedList(frame.yields);
  const returns = frame.possibleReturns.map(({ value }) => value);
  if (end !== 'raised') returns.unshift(end.kind === 'return' ? end.value : none);
  return returns.reduce((joined, value) =>
    interpreter.join(joined, value, 'the function returns different things', site.span),
  );
}

/** An exception at the end is passed on only where nothing may have returned before it. */
function runBody(interpreter: Interpreter, body: FunctionValue['expr']['body'], env: Env): Completion | 'raised' {
  try {
    return runStatements(interpreter, body, env);
  } catch (error) {
    if (error instanceof Raised && env.frame.possibleReturns.length > 0) return 'raised';
    throw error;
  }
}

function bindParameters(
  interpreter: Interpreter,
  callee: FunctionValue,
  args: CallArguments,
  env: Env,
  site: CallSite,
): void {
  const { params } = callee.expr;
  const named = new Map(args.names);
  const positions = [...args.positions];
  for (const [i, param] of params.entries()) {
    const name = parameterName(param);
    if (param.rest === 'positions') {
      const rest = positions.splice(0).map(({ value }) => value);
      const value = { ...list(rest), type: interpreter.semantics.blockScopes ? ('list' as const) : ('tuple' as const) };
      assign(interpreter, param.target, args.open ? { ...value, open: args.open } : value, env, 'block');
    } else if (param.rest === 'names') {
      const entries = new Map(
        [...named].map(([key, { value }]) => [
          `s:${key}`,
          { key: { kind: 'string' as const, value: key, origin: null }, value },
        ]),
      );
      named.clear();
      assign(
        interpreter,
        param.target,
        { kind: 'mapping', type: 'dict', entries, origin: null, ...(args.open ? { open: args.open } : {}) },
        env,
        'block',
      );
    } else {
      const given = (param.namedOnly ? undefined : positions.shift()) ?? takeNamed(named, name);
      const value = given?.value ?? callee.defaults[i] ?? null;
      assign(
        interpreter,
        param.target,
        value && !isMissing(interpreter, value, callee.defaults[i])
          ? value
          : (callee.defaults[i] ?? missing(interpreter, args, name, site)),
        env,
        'block',
      );
    }
  }
}

/** In languages where an absent argument is `undefined`, a default also stands in for a none. */
function isMissing(interpreter: Interpreter, value: Value, fallback: Value | null | undefined): boolean {
  return value.kind === 'none' && interpreter.semantics.blockScopes && fallback !== null && fallback !== undefined;
}

function missing(interpreter: Interpreter, args: CallArguments, name: string | null, site: CallSite): Value {
  if (!interpreter.semantics.strictUnpacking) return none;
  const reason: UnknownValue = args.open ?? unknown(`the parameter ${name ?? ''} is not given`, site.span);
  return { ...reason };
}

function takeNamed(named: Map<string, CallArgument>, name: string | null): CallArgument | undefined {
  if (name === null) return undefined;
  const found = named.get(name);
  named.delete(name);
  return found;
}

function parameterName(param: Parameter): string | null {
  return param.target.kind === 'name-pattern' ? param.target.name : null;
}
