/** `switch` and `match`. */
import type { Expr, Stmt, SwitchCase } from '../lang/program';
import { assign } from './assignment';
import { matchPattern } from './case-pattern';
import { CONDITION, type Completion, normal } from './control';
import type { Env, Interpreter } from './interpreter';
import { unknown, type Value } from './value';

type Switch = Extract<Stmt, { kind: 'switch' }>;

export function runSwitch(
  interpreter: Interpreter,
  statement: Switch,
  env: Env,
  run: (body: readonly Stmt[], env: Env) => Completion,
): Completion {
  const subject = interpreter.evaluate(statement.subject, env);
  const first = statement.cases.findIndex((candidate) => matches(interpreter, candidate, subject, env) !== false);
  const fallback = statement.cases.findIndex(({ isDefault }) => isDefault);
  const chosen = first >= 0 ? first : fallback;
  if (chosen < 0) return normal;
  const certain = first < 0 || matches(interpreter, statement.cases[first]!, subject, env) === true;
  if (certain) return runFrom(interpreter, statement, chosen, subject, env, run);
  const rest: Switch = { ...statement, cases: statement.cases.filter((_, i) => i !== chosen) };
  return interpreter.bothWays(
    [() => runFrom(interpreter, statement, chosen, subject, env, run), () => runSwitch(interpreter, rest, env, run)],
    CONDITION,
    statement.span,
    env.frame,
  );
}

/** True, false, or null where it cannot be told. The default matches only where nothing else does. */
function matches(interpreter: Interpreter, candidate: SwitchCase, subject: Value, env: Env): boolean | null {
  if (candidate.isDefault && candidate.tests.length === 0 && !candidate.guard && !candidate.bind) return false;
  if (candidate.pattern) return structural(interpreter, candidate, subject, env);
  let taken: boolean | null = candidate.tests.length === 0;
  for (const test of candidate.tests) {
    const same = equal(interpreter, subject, test, env);
    if (same) {
      taken = true;
      break;
    }
    if (same === null) taken = null;
  }
  if (taken === false || !candidate.guard) return taken;
  if (candidate.bind) assign(interpreter, candidate.bind, subject, env, null);
  const guard = interpreter.truthy(interpreter.evaluate(candidate.guard, env));
  return guard === false ? false : guard && taken;
}

function structural(interpreter: Interpreter, candidate: SwitchCase, subject: Value, env: Env): boolean | null {
  const { taken, bound } = matchPattern(interpreter, candidate.pattern!, subject, candidate.span, env);
  if (taken === false || !candidate.guard) return taken;
  for (const { target, value } of bound) assign(interpreter, target, value, env, null);
  const guard = interpreter.truthy(interpreter.evaluate(candidate.guard, env));
  return guard === false ? false : guard && taken;
}

function bindCase(interpreter: Interpreter, candidate: SwitchCase, subject: Value, env: Env): void {
  if (candidate.pattern) {
    const { taken, bound } = matchPattern(interpreter, candidate.pattern, subject, candidate.span, env);
    // What may be bound otherwise is not known: nothing is said of it.
    const doubt = unknown('it is matched with a pattern that is not followed', candidate.span);
    for (const { target, value } of bound) assign(interpreter, target, taken ? value : { ...doubt }, env, null);
  } else if (candidate.bind) assign(interpreter, candidate.bind, subject, env, null);
}

function equal(interpreter: Interpreter, subject: Value, test: Expr, env: Env): boolean | null {
  return interpreter.truthy(interpreter.binary('==', subject, interpreter.evaluate(test, env), test.span));
}

function runFrom(
  interpreter: Interpreter,
  statement: Switch,
  at: number,
  subject: Value,
  env: Env,
  run: (body: readonly Stmt[], env: Env) => Completion,
): Completion {
  for (let i = at; i < statement.cases.length; i++) {
    const candidate = statement.cases[i]!;
    if (i === at) bindCase(interpreter, candidate, subject, env);
    const end = run(candidate.body, env);
    // In Python a `break` leaves the loop around.
    if (end.kind === 'break' && interpreter.semantics.blockScopes) return normal;
    if (end.kind !== 'normal') return end;
    if (!candidate.fallsThrough) return normal;
  }
  return normal;
}
