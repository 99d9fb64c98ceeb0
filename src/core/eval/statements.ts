/** Running statements: bindings, branches, exceptions; loops are in the file beside. */
import type { Expr, Stmt } from '../lang/program';
import type { Span } from '../text/span';
import { arrayChanged } from './array-numbers';
import { assign } from './assignment';
import { CONDITION, type Completion, normal, Raised } from './control';
import { positional } from './helpers';
import { runImport, runImportFrom } from './imports';
import type { Env, Interpreter } from './interpreter';
import { runFor, runWhile } from './loops';
import { extendList } from './open-list';
import { Scope } from './scope';
import { runSwitch } from './switch';
import { type FunctionValue, none, unknown, type Value } from './value';

/** Runs statements in order until one ends the block. */
export function runStatements(interpreter: Interpreter, statements: readonly Stmt[], env: Env): Completion {
  for (const [i, statement] of statements.entries()) {
    const end = runStatement(interpreter, statement, env);
    if (end.kind !== 'normal') return end;
    if (end.left) return runIfNotLeft(interpreter, statements.slice(i + 1), end, statement.span, env);
  }
  return normal;
}

/** What stands after a `break` or `continue` that may have been met. */
function runIfNotLeft(
  interpreter: Interpreter,
  rest: readonly Stmt[],
  end: Extract<Completion, { kind: 'normal' }>,
  span: Span,
  env: Env,
): Completion {
  const left = (): Completion => (end.left === 'break' ? { kind: 'break' } : { kind: 'continue' });
  return interpreter.bothWays([() => runStatements(interpreter, rest, env), left], CONDITION, span, env.frame);
}

/** Runs a block: a scope of its own where the language has them. */
export function runBlock(interpreter: Interpreter, statements: readonly Stmt[], env: Env): Completion {
  return runStatements(
    interpreter,
    statements,
    interpreter.semantics.blockScopes ? { ...env, scope: new Scope(env.scope, 'block') } : env,
  );
}

export function runStatement(interpreter: Interpreter, statement: Stmt, env: Env): Completion {
  interpreter.step(statement.span);
  switch (statement.kind) {
    case 'expr-stmt':
      interpreter.evaluate(statement.value, env);
      return normal;
    case 'assign': {
      const value = interpreter.evaluate(statement.value, env);
      for (const target of statement.targets) assign(interpreter, target, value, env, statement.declare);
      return normal;
    }
    case 'augmented-assign':
      augmentedAssign(interpreter, statement, env);
      return normal;
    case 'if':
      return runIf(interpreter, statement, env);
    case 'while':
      return runWhile(interpreter, statement, env);
    case 'for':
      return runFor(interpreter, statement, env);
    case 'function-def':
      assign(
        interpreter,
        { kind: 'name-pattern', name: statement.name, span: statement.nameSpan },
        decorated(interpreter, statement, env),
        env,
        'block',
      );
      return normal;
    case 'class-def':
      assign(
        interpreter,
        { kind: 'name-pattern', name: statement.name, span: statement.nameSpan },
        interpreter.evaluate(statement.value, env),
        env,
        'block',
      );
      return normal;
    case 'return':
      return { kind: 'return', value: statement.value ? interpreter.evaluate(statement.value, env) : none };
    case 'break':
    case 'continue':
      return { kind: statement.kind };
    case 'raise':
      if (statement.value) interpreter.evaluate(statement.value, env);
      throw new Raised(statement.span);
    case 'try':
      return runTry(interpreter, statement, env);
    case 'with':
      for (const { value, target } of statement.items) {
        const entered = enter(interpreter, interpreter.evaluate(value, env), value);
        if (target) assign(interpreter, target, entered, env, null);
      }
      return runBlock(interpreter, statement.body, env);
    case 'import':
      runImport(interpreter, statement, env);
      return normal;
    case 'import-from':
      runImportFrom(interpreter, statement, env);
      return normal;
    case 'export':
      interpreter.journal.setEntry(
        env.scope.moduleScope().variables,
        // Several `export *` stand side by side.
        statement.name === '*' ? `export *${statement.span.start}` : `export ${statement.name}`,
        interpreter.evaluate(statement.value, env),
      );
      return normal;
    case 'scope':
      for (const name of statement.names) redirect(env.scope.functionScope(), name, statement.where);
      return normal;
    case 'delete':
      for (const target of statement.targets) {
        if (target.kind === 'name-pattern')
          interpreter.journal.deleteEntry(env.scope.functionScope().variables, target.name);
      }
      return normal;
    case 'assert':
      interpreter.evaluate(statement.test, env);
      return normal;
    case 'block':
      return runBlock(interpreter, statement.body, env);
    case 'switch':
      return runSwitch(interpreter, statement, env, (body, inner) => runBlock(interpreter, body, inner));
    case 'unreadable-stmt':
      return normal;
  }
}

function augmentedAssign(
  interpreter: Interpreter,
  { target, operator, value, span }: Extract<Stmt, { kind: 'augmented-assign' }>,
  env: Env,
): void {
  const right = interpreter.evaluate(value, env);
  const left = readTarget(interpreter, target, env);
  if (left.kind === 'array') arrayChanged();
  // In JavaScript `+=` makes a text of a list, and the list stays.
  const inPlace = operator === '+' && !interpreter.semantics.blockScopes;
  if (left.kind === 'sequence' && left.type === 'list' && inPlace) {
    // `list += items` changes the list itself.
    const items = interpreter.iterate(right, span);
    extendList(left, items, span, interpreter);
    return;
  }
  assign(interpreter, target, interpreter.binary(operator, left, right, span), env, null);
}

function readTarget(
  interpreter: Interpreter,
  target: Extract<Stmt, { kind: 'augmented-assign' }>['target'],
  env: Env,
): Value {
  const { span } = target;
  switch (target.kind) {
    case 'name-pattern':
      return interpreter.evaluate({ kind: 'name', name: target.name, span }, env);
    case 'attribute-pattern':
      return interpreter.attribute(interpreter.evaluate(target.object, env), target.name, span);
    case 'index-pattern':
      return interpreter.index(interpreter.evaluate(target.object, env), interpreter.evaluate(target.index, env), span);
    default:
      return unknown('it is not a single value', span);
  }
}

function decorated(
  interpreter: Interpreter,
  { value, span }: Extract<Stmt, { kind: 'function-def' }>,
  env: Env,
): Value {
  const made: FunctionValue = interpreter.makeFunction(value, env, env.frame.home);
  return [...value.decorators].reverse().reduce<Value>((inner, decorator) => {
    const wrapper = interpreter.evaluate(decorator, env);
    const outer = interpreter.call(wrapper, positional([inner], span), { span: decorator.span, expr: null });
    // A decorator that is not known is taken to leave what the function computes alone.
    return outer.kind === 'unknown' || outer.kind === 'none' ? inner : outer;
  }, made);
}

function runIf(
  interpreter: Interpreter,
  { test, then, otherwise, span }: Extract<Stmt, { kind: 'if' }>,
  env: Env,
): Completion {
  const truth = interpreter.truthy(interpreter.evaluate(test, env));
  if (truth !== null) return runBlock(interpreter, truth ? then : otherwise, env);
  return interpreter.bothWays(
    [() => runBlock(interpreter, then, env), () => runBlock(interpreter, otherwise, env)],
    CONDITION,
    span,
    env.frame,
  );
}

function runTry(interpreter: Interpreter, statement: Extract<Stmt, { kind: 'try' }>, env: Env): Completion {
  const attempt = (): Completion => {
    try {
      const end = guarded(interpreter, statement, env);
      return end.kind === 'normal' ? runBlock(interpreter, statement.otherwise, env) : end;
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      const handler = statement.handlers[0];
      if (!handler) throw error;
      if (handler.name)
        assign(
          interpreter,
          { kind: 'name-pattern', name: handler.name, span: statement.span },
          unknown('it is an exception', statement.span),
          env,
          null,
        );
      return runBlock(interpreter, handler.body, env);
    }
  };
  let end: Completion;
  try {
    end = mayFail(interpreter, statement)
      ? interpreter.bothWays(
          [attempt, () => runBlock(interpreter, statement.handlers[0]!.body, env)],
          'it depends on which modules are installed',
          statement.span,
          env.frame,
        )
      : attempt();
  } catch (error) {
    if (error instanceof Raised) runBlock(interpreter, statement.finally, env);
    throw error;
  }
  const last = runBlock(interpreter, statement.finally, env);
  return last.kind === 'normal' ? end : last;
}

/** Errors of the machine, not of the program. */
const outside = new Set(['KeyboardInterrupt', 'SystemExit', 'OSError', 'IOError', 'FileNotFoundError', 'MemoryError']);

/** The body of a `try`; what a handler is ready for is expected. */
function guarded(interpreter: Interpreter, { body, handlers }: Extract<Stmt, { kind: 'try' }>, env: Env): Completion {
  const expected = handlers.some(({ type }) => type?.kind !== 'name' || !outside.has(type.name));
  if (!expected) return runBlock(interpreter, body, env);
  interpreter.guarded++;
  try {
    return runBlock(interpreter, body, env);
  } finally {
    interpreter.guarded--;
  }
}

/** True if the body imports a module of which it is not known whether it is there, and a handler is ready for that. */
function mayFail(interpreter: Interpreter, { body, handlers }: Extract<Stmt, { kind: 'try' }>): boolean {
  const names = ['ImportError', 'ModuleNotFoundError', 'Exception', 'BaseException'];
  const ready =
    handlers[0]?.type == null || (handlers[0].type.kind === 'name' && names.includes(handlers[0].type.name));
  if (!handlers[0] || !ready) return false;
  return body.some(
    (each) =>
      (each.kind === 'import' || each.kind === 'import-from') &&
      interpreter.importModule(each.module, each.span).kind === 'unknown',
  );
}

function enter(interpreter: Interpreter, manager: Value, at: Expr): Value {
  if (manager.kind !== 'instance' && manager.kind !== 'object') return manager;
  const method = interpreter.attribute(manager, '__enter__', at.span);
  return method.kind === 'unknown'
    ? manager
    : interpreter.call(method, positional([], at.span), { span: at.span, expr: null });
}

function redirect(scope: Scope, name: string, where: 'global' | 'nonlocal'): void {
  const target = where === 'global' ? scope.moduleScope() : scope.parent?.holder(name);
  if (target && target !== scope) scope.redirected.set(name, target);
}
