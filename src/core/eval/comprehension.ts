/** Comprehensions and generator expressions: loops that make a sequence or a mapping. */
import type { ComprehensionExpr } from '../lang/program';
import { assign } from './assignment';
import { CONDITION, normal } from './control';
import type { Env, Interpreter } from './interpreter';
import { commonOf, openEnd } from './open-list';
import { Scope } from './scope';
import { mappingKey, type UnknownValue, unknown, type Value } from './value';

export function comprehension(interpreter: Interpreter, expr: ComprehensionExpr, env: Env): Value {
  const inner: Env = { scope: new Scope(env.scope, 'function'), frame: env.frame };
  const items: Value[] = [];
  const entries = new Map<string, { key: Value; value: Value }>();
  let open: UnknownValue | undefined;

  const run = (depth: number): void => {
    const clause = expr.clauses[depth];
    if (!clause) {
      interpreter.step(expr.span);
      const value = interpreter.evaluate(expr.element, inner);
      if (!expr.key) items.push(value);
      else {
        const key = interpreter.evaluate(expr.key, inner);
        const text = mappingKey(key);
        if (text === null) open ??= unknown('a key is not known', expr.key.span);
        else entries.set(text, { key, value });
      }
      return;
    }
    const elements = interpreter.iterate(
      interpreter.evaluate(clause.iterable, depth === 0 ? env : inner),
      clause.iterable.span,
    );
    const turn = (element: Value): void => {
      assign(interpreter, clause.target, element, inner, 'block');
      const truths = clause.conditions.map((condition) => interpreter.truthy(interpreter.evaluate(condition, inner)));
      if (truths.includes(null)) open ??= unknown(CONDITION, expr.span);
      if (!truths.includes(false)) run(depth + 1);
    };
    if (!('kind' in elements)) elements.forEach(turn);
    else {
      open ??= elements;
      const some = (): typeof normal => {
        turn(elements.element ?? { ...elements });
        return normal;
      };
      interpreter.bothWays([some, () => normal], elements.reason, expr.span, env.frame);
    }
  };
  run(0);
  if (expr.type === 'mapping')
    return { kind: 'mapping', type: 'dict', entries, origin: expr, ...(open ? { open } : {}) };
  const type = expr.type === 'set' ? 'set' : 'list';
  if (!open) return { kind: 'sequence', type, items, origin: expr };
  const join = (a: Value, b: Value): Value => interpreter.join(a, b, open!.reason, expr.span);
  return { kind: 'sequence', type, items, origin: expr, open: openEnd(open, commonOf(items, join)) };
}
