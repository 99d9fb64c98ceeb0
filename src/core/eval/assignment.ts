/** Binding values to patterns: names, attributes, elements, and the parts of sequences and mappings. */
import type { Pattern, SequencePatternItem } from '../lang/program';
import { isElsewhere, type Span } from '../text/span';
import { arrayChanged } from './array-numbers';
import { classMember, positional } from './helpers';
import type { Env, Interpreter } from './interpreter';
import { loosenList } from './open-list';
import type { Scope } from './scope';
import { list, mappingKey, none, unknown, type Value } from './value';

/** `declare` tells where a new variable is made: in the block, in the function, or (null) as plain assignment does it. */
export function assign(
  interpreter: Interpreter,
  target: Pattern,
  value: Value,
  env: Env,
  declare: 'block' | 'function' | null,
): void {
  switch (target.kind) {
    case 'name-pattern':
      scopeFor(interpreter, target.name, env.scope, declare).bind(target.name, value, interpreter.journal);
      if (!isElsewhere(target.span)) interpreter.graph.bound(target.name, value, target.span);
      return;
    case 'attribute-pattern':
      setAttribute(interpreter, interpreter.evaluate(target.object, env), target.name, value, target.span);
      return;
    case 'index-pattern':
      setIndex(
        interpreter,
        interpreter.evaluate(target.object, env),
        interpreter.evaluate(target.index, env),
        value,
        target.span,
      );
      return;
    case 'sequence-pattern':
      unpack(interpreter, target.items, value, target.span, env, declare);
      return;
    case 'mapping-pattern': {
      const used = new Set<string>();
      for (const entry of target.entries) {
        const key = interpreter.evaluate(entry.key, env);
        const text = mappingKey(key);
        if (text !== null) used.add(text);
        const found =
          key.kind === 'string'
            ? interpreter.attribute(value, key.value, entry.target.span)
            : unknown('the key is not known', entry.target.span);
        const missing = found.kind === 'none' || (found.kind === 'unknown' && value.kind === 'mapping' && !value.open);
        assign(
          interpreter,
          entry.target,
          missing && entry.default ? interpreter.evaluate(entry.default, env) : found,
          env,
          declare,
        );
      }
      if (target.rest) {
        const rest =
          value.kind === 'mapping'
            ? { ...value, entries: new Map([...value.entries].filter(([key]) => !used.has(key))) }
            : value;
        assign(interpreter, target.rest, rest, env, declare);
      }
      return;
    }
    case 'ignored-pattern':
      return;
  }
}

function scopeFor(interpreter: Interpreter, name: string, scope: Scope, declare: 'block' | 'function' | null): Scope {
  if (declare === 'block') return scope;
  if (declare === 'function' || !interpreter.semantics.blockScopes) return scope.functionScope();
  return scope.holder(name) ?? scope.moduleScope();
}

/** `object.name = value`. */
export function setAttribute(interpreter: Interpreter, object: Value, name: string, value: Value, span: Span): void {
  const { journal } = interpreter;
  if (object.kind === 'instance') {
    const setter = classMember(object.class, `${name}.setter`);
    if (setter)
      interpreter.call({ kind: 'method', self: object, function: setter }, positional([value], span), {
        span,
        expr: null,
      });
    else journal.setEntry(object.attributes, name, value);
    interpreter.library.setAttribute(object, name, value, span, interpreter);
  } else if (object.kind === 'class') journal.setEntry(object.members, name, value);
  else if (object.kind === 'mapping')
    setEntry(interpreter, object, { kind: 'string', value: name, origin: null }, value, span);
  else interpreter.library.setAttribute(object, name, value, span, interpreter);
}

function setIndex(interpreter: Interpreter, object: Value, index: Value, value: Value, span: Span): void {
  if (object.kind === 'mapping') setEntry(interpreter, object, index, value, span);
  else if (object.kind === 'array') arrayChanged();
  else if (object.kind === 'object') object.type.setIndex?.(object, index, value, interpreter);
  else if (object.kind === 'sequence' && object.type === 'list') {
    if (index.kind === 'number') {
      const at = index.value < 0 ? object.items.length + index.value : index.value;
      const items = [...object.items];
      if (at >= 0 && at <= items.length + 1_000) {
        while (items.length < at) items.push(none);
        items[at] = value;
        interpreter.step(span, items.length);
        interpreter.journal.set(object, 'items', items);
        return;
      }
    }
    loosenList(object, 'an element was assigned at a place that is not known', value, span, interpreter);
  }
}

function setEntry(
  interpreter: Interpreter,
  mapping: Extract<Value, { kind: 'mapping' }>,
  key: Value,
  value: Value,
  span: Span,
): void {
  const text = mappingKey(key);
  if (text === null) return;
  // The entries are copied.
  interpreter.step(span, 1 + (mapping.entries.size >> 4));
  const entries = new Map(mapping.entries);
  entries.set(text, { key, value });
  interpreter.journal.set(mapping, 'entries', entries);
}

function unpack(
  interpreter: Interpreter,
  targets: readonly SequencePatternItem[],
  value: Value,
  span: Span,
  env: Env,
  declare: 'block' | 'function' | null,
): void {
  const parts = interpreter.iterate(value, span);
  if ('kind' in parts) {
    for (const { target } of targets) assign(interpreter, target, parts.element ?? { ...parts }, env, declare);
    return;
  }
  const restAt = targets.findIndex(({ rest }) => rest);
  const after = restAt < 0 ? 0 : targets.length - restAt - 1;
  const fits = restAt < 0 ? parts.length === targets.length : parts.length >= targets.length - 1;
  if (!fits && interpreter.semantics.strictUnpacking) {
    const wanted = restAt < 0 ? String(targets.length) : `at least ${targets.length - 1}`;
    interpreter.fault('unpack-mismatch', `${parts.length} values cannot be unpacked into ${wanted} names`, span);
  }
  for (const [i, { target, rest, default: fallback }] of targets.entries()) {
    if (rest) {
      assign(interpreter, target, list(parts.slice(i, Math.max(i, parts.length - after))), env, declare);
      continue;
    }
    const at = restAt >= 0 && i > restAt ? parts.length - (targets.length - i) : i;
    const part =
      parts[at] ?? (interpreter.semantics.strictUnpacking ? unknown('there is no value for it', target.span) : none);
    assign(
      interpreter,
      target,
      part.kind === 'none' && fallback ? interpreter.evaluate(fallback, env) : part,
      env,
      declare,
    );
  }
}
