/**
 * Loops. Turns that certainly take place are followed one by one; what may take place some unknown number of times runs
 * once, joined with not at all.
 */
import type { Stmt } from '../lang/program';
import type { Span } from '../text/span';
import { assign } from './assignment';
import { MAX_TURNS } from './budget';
import { type Completion, normal } from './control';
import { countedNumber } from './counted-number';
import type { Env, Interpreter } from './interpreter';
import { commonOf } from './open-list';
import { Scope } from './scope';
import { runBlock } from './statements';
import { number, type Value } from './value';

type For = Extract<Stmt, { kind: 'for' }>;
type While = Extract<Stmt, { kind: 'while' }>;

/** Turns that may take place and are still followed one by one. */
const MOST_POSSIBLE = 64;

export function runWhile(interpreter: Interpreter, statement: While, env: Env): Completion {
  const inner = innerOf(interpreter, env);
  const body = (): Completion => runBlock(interpreter, statement.body, inner);
  const { rest } = interpreter.budget;
  for (let turn = 0; ; turn++) {
    interpreter.step(statement.span);
    const truth =
      turn === 0 && statement.testAfter ? true : interpreter.truthy(interpreter.evaluate(statement.test, inner));
    if (truth === false) return runBlock(interpreter, statement.otherwise, env);
    if (truth === null || interpreter.budget.isUsedUp(turn, rest)) return maybe(interpreter, body, statement.span, env);
    const before = interpreter.graph.version;
    const { result: end, changed } = interpreter.journal.watch(body);
    if (end.kind === 'return') return end;
    if (end.kind === 'break') return normal;
    const updated = statement.update
      ? interpreter.journal.watch(() => interpreter.evaluate(statement.update!, inner)).changed
      : false;
    // Nothing changed in a whole turn: every further turn is the same.
    if (!changed && !updated && interpreter.graph.version === before) return normal;
    if (end.left === 'break') return maybe(interpreter, body, statement.span, env);
  }
}

export function runFor(interpreter: Interpreter, statement: For, env: Env): Completion {
  const inner = innerOf(interpreter, env);
  const turn = (element: Value): Completion => {
    interpreter.step(statement.span);
    assign(interpreter, statement.target, element, inner, interpreter.semantics.blockScopes ? 'block' : null);
    return runBlock(interpreter, statement.body, inner);
  };
  const { span } = statement;
  const { elements, end: stop } = elementsFor(interpreter, statement, inner);
  if ('kind' in elements) return maybe(interpreter, () => turn(elements.element ?? { ...elements }), span, env);
  const isLong = elements.length > MAX_TURNS;
  const { rest: budget } = interpreter.budget;
  for (const [i, element] of elements.entries()) {
    const end = turn(element);
    if (end.kind === 'return') return end;
    if (end.kind === 'break') return normal;
    const rest = elements.slice(i + 1);
    const isLeft = 'left' in end && end.left === 'break';
    if (isLeft || ((isLong || interpreter.budget.isUsedUp(i, budget)) && rest.length > 0))
      return maybe(interpreter, () => possibleTurns(interpreter, { rest, stop }, turn, isLeft, span), span, env);
  }
  return runBlock(interpreter, statement.otherwise, env);
}

/** `end` is that of a range that counts up. */
function elementsFor(
  interpreter: Interpreter,
  statement: For,
  env: Env,
): { readonly elements: ReturnType<Interpreter['iterate']>; readonly end: Value | null } {
  const iterable = interpreter.evaluate(statement.iterable, env);
  const { span } = statement.iterable;
  if (statement.over === 'keys' && iterable.kind === 'sequence')
    return { elements: iterable.items.map((_, i) => number(i)), end: null };
  if (iterable.kind !== 'range') return { elements: interpreter.iterate(iterable, span), end: null };
  // Of a long range some numbers are enough to see that it is long.
  const most = iterable.start + (MAX_TURNS + 1) * iterable.step;
  const stop = iterable.step > 0 ? Math.min(iterable.stop, most) : Math.max(iterable.stop, most);
  return {
    elements: interpreter.iterate({ ...iterable, stop }, span),
    end: iterable.step > 0 ? number(iterable.stop) : null,
  };
}

/** Turns of which not all may take place; many of them run as one, on what their elements have in common. */
function possibleTurns(
  interpreter: Interpreter,
  { rest, stop }: { readonly rest: readonly Value[]; readonly stop: Value | null },
  turn: (element: Value) => Completion,
  each: boolean,
  span: Span,
): Completion {
  const join = (a: Value, b: Value): Value => interpreter.join(a, b, 'it is another one in each turn of a loop', span);
  const common = (): Value | null => (stop ? countedNumber(rest[0]!, stop, span) : commonOf(rest, join));
  const followed = each && rest.length <= MOST_POSSIBLE ? rest : [common()];
  for (const element of followed) {
    const end = element ? turn(element) : normal;
    if (end.kind === 'return' || end.kind === 'break') return end;
  }
  return normal;
}

function innerOf(interpreter: Interpreter, env: Env): Env {
  return interpreter.semantics.blockScopes ? { ...env, scope: new Scope(env.scope, 'block') } : env;
}

/**
 * Runs a body that takes place some unknown number of times: once, joined with not at all. What one turn leaves makes
 * another one of the next, so it runs again from there and what it tells then is left out.
 */
function maybe(interpreter: Interpreter, body: () => Completion, span: Span, env: Env): Completion {
  const { graph } = interpreter;
  const perhaps = (turn: () => Completion): Completion =>
    interpreter.bothWays([turn, () => normal], 'it depends on how often a loop runs', span, env.frame);
  const end = perhaps(body);
  if (end.kind === 'return') return end;
  // Of loops in loops the inner ones run once in the further turn of the outer one.
  if (!graph.runsAgain) perhaps(() => graph.again(body));
  return normal;
}
