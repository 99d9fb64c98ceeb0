/** Lists, dictionaries, texts with parts in them, and the arguments of calls: what is written element by element. */
import type { Argument, Expr } from '../lang/program';
import { isElsewhere } from '../text/span';
import { effort } from './budget';
import { type Env, type Interpreter, originOf } from './interpreter';
import { withAdded } from './open-list';
import { withoutSize } from './unknown-size';
import {
  type CallArgument,
  type CallArguments,
  mappingKey,
  string,
  type UnknownValue,
  unknown,
  type Value,
} from './value';

export function sequenceOf(interpreter: Interpreter, expr: Extract<Expr, { kind: 'sequence' }>, env: Env): Value {
  const items: Value[] = [];
  let open: UnknownValue | undefined;
  for (const item of expr.items) {
    const value = interpreter.evaluate(item.value, env);
    if (!item.spread) items.push(value);
    else {
      interpreter.step(item.value.span, effort(value));
      const spread = interpreter.iterate(value, item.value.span);
      if ('kind' in spread) open ??= spread;
      else items.push(...spread);
    }
  }
  const made = { kind: 'sequence', type: expr.type, items, origin: originOf(expr) } as const;
  if (!open) return made;
  const join = (a: Value, b: Value): Value => interpreter.join(a, b, open!.reason, expr.span);
  return { ...made, open: withAdded(open, items, join) };
}

export function mappingOf(interpreter: Interpreter, expr: Extract<Expr, { kind: 'mapping' }>, env: Env): Value {
  const entries = new Map<string, { key: Value; value: Value }>();
  let open: UnknownValue | undefined;
  for (const { key: keyExpr, value: valueExpr, span } of expr.entries) {
    const value = interpreter.evaluate(valueExpr, env);
    if (keyExpr === null) {
      interpreter.step(span, effort(value));
      if (value.kind === 'mapping') for (const [key, entry] of value.entries) entries.set(key, entry);
      // `...(condition && {…})`: in JavaScript what has no entries adds none.
      if (
        interpreter.semantics.blockScopes &&
        (value.kind === 'boolean' || value.kind === 'none' || value.kind === 'number')
      )
        continue;
      if (value.kind !== 'mapping' || value.open) open ??= unknown('the entries are not known', span);
      continue;
    }
    const key = interpreter.evaluate(keyExpr, env);
    const text = mappingKey(key);
    if (text === null) open ??= unknown('a key is not known', keyExpr.span);
    else entries.set(text, { key, value });
  }
  const type = interpreter.semantics.blockScopes ? 'object' : 'dict';
  return { kind: 'mapping', type, entries, origin: originOf(expr), ...(open ? { open } : {}) };
}

export function templateOf(interpreter: Interpreter, expr: Extract<Expr, { kind: 'template' }>, env: Env): Value {
  let text = '';
  let missing: UnknownValue | null = null;
  for (const part of expr.parts) {
    if (typeof part === 'string') text += part;
    else {
      const value = interpreter.evaluate(part.value, env);
      const written = part.format ? null : interpreter.semantics.text(value);
      if (written === null)
        missing ??= value.kind === 'unknown' ? value : unknown('a part of the text is not known', part.value.span);
      else text += written;
    }
  }
  return missing ?? string(text);
}

/** Evaluates arguments; spreads are opened as far as they are known. */
export function argumentsOf(interpreter: Interpreter, args: readonly Argument[], env: Env): CallArguments {
  const positions: CallArgument[] = [];
  const names = new Map<string, CallArgument>();
  let open: UnknownValue | null = null;
  for (const written of args) {
    const value = interpreter.evaluate(written.value, env);
    const span = interpreter.place(written.span);
    const source = isElsewhere(written.span) ? null : written;
    if (written.spread !== null) interpreter.step(span, effort(value));
    if (written.spread === 'positions') {
      const items = interpreter.iterate(value, span);
      if ('kind' in items) open ??= items;
      else positions.push(...items.map((item) => ({ value: item, source: null, span })));
    } else if (written.spread === 'names') {
      if (value.kind !== 'mapping' || value.open) {
        open ??= value.kind === 'unknown' ? withoutSize(value) : unknown('the keyword arguments are not known', span);
      }
      if (value.kind === 'mapping') {
        for (const entry of value.entries.values()) {
          if (entry.key.kind === 'string') names.set(entry.key.value, { value: entry.value, source: null, span });
        }
      }
    } else if (written.name !== null) names.set(written.name, { value, source, span });
    else positions.push({ value, source, span });
  }
  return { positions, names, open };
}
