/** Whether a pattern of `match` takes a value, and what it binds. */
import type { CasePattern } from '../lang/case-pattern';
import type { Pattern } from '../lang/program';
import type { Span } from '../text/span';
import { positional } from './helpers';
import type { Env, Interpreter } from './interpreter';
import { list, mappingKey, unknown, type Value } from './value';

export interface Match {
  /** Null where it cannot be told. */
  readonly taken: boolean | null;
  readonly bound: readonly { readonly target: Pattern; readonly value: Value }[];
}

export function matchPattern(
  interpreter: Interpreter,
  pattern: CasePattern,
  subject: Value,
  span: Span,
  env: Env,
): Match {
  interpreter.step(span);
  const of = (inner: CasePattern, value: Value): Match => matchPattern(interpreter, inner, value, span, env);
  switch (pattern.kind) {
    case 'any':
      return { taken: true, bound: pattern.bind ? [{ target: pattern.bind, value: subject }] : [] };
    case 'value': {
      const value = interpreter.evaluate(pattern.value, env);
      return { taken: interpreter.truthy(interpreter.binary('==', subject, value, span)), bound: [] };
    }
    case 'sequence':
      return sequence(pattern, subject, of);
    case 'mapping':
      return mapping(interpreter, pattern, subject, env, of);
    case 'class':
      return object(interpreter, pattern, subject, span, env, of);
    case 'or': {
      let doubtful: Match | null = null;
      for (const side of pattern.sides) {
        const match = of(side, subject);
        if (match.taken === true) return doubtful ? { ...match, taken: null } : match;
        if (match.taken === null) doubtful ??= match;
      }
      return doubtful ?? none;
    }
    case 'as': {
      const match = of(pattern.pattern, subject);
      return { ...match, bound: [...match.bound, { target: pattern.bind, value: subject }] };
    }
  }
}

const none: Match = { taken: false, bound: [] };

type Inner = (pattern: CasePattern, value: Value) => Match;

/** The parts have to match all. */
function all(parts: readonly Match[]): Match {
  const taken = parts.some((part) => part.taken === false) ? false : parts.every((part) => part.taken) ? true : null;
  return { taken, bound: parts.flatMap(({ bound }) => bound) };
}

/** What each pattern binds is not known where it is not known what the subject is. */
function doubtful(patterns: readonly CasePattern[], subject: Value, of: Inner): Match {
  const reason = subject.kind === 'unknown' ? subject.reason : 'it is matched with a pattern that is not followed';
  const part = unknown(reason, { start: 0, end: 0 });
  return { taken: null, bound: patterns.flatMap((pattern) => of(pattern, part).bound) };
}

/** Values that are neither a sequence nor a mapping. */
const plainKinds: ReadonlySet<Value['kind']> = new Set(['number', 'string', 'boolean', 'none', 'function', 'class']);

function sequence({ items }: Extract<CasePattern, { kind: 'sequence' }>, subject: Value, of: Inner): Match {
  if (plainKinds.has(subject.kind) || subject.kind === 'mapping') return none;
  const patterns = items.map(({ pattern }) => pattern);
  if (subject.kind !== 'sequence' || subject.open) return doubtful(patterns, subject, of);
  if (subject.type === 'set') return none;
  const values = subject.items;
  const restAt = items.findIndex(({ rest }) => rest);
  if (restAt < 0)
    return values.length === items.length ? all(items.map((item, i) => of(item.pattern, values[i]!))) : none;
  const after = items.length - restAt - 1;
  if (values.length < items.length - 1) return none;
  const parts = items.map((item, i) => {
    if (i === restAt) return of(item.pattern, list(values.slice(restAt, values.length - after)));
    return of(item.pattern, values[i < restAt ? i : values.length - (items.length - i)]!);
  });
  return all(parts);
}

function mapping(
  interpreter: Interpreter,
  { entries, rest }: Extract<CasePattern, { kind: 'mapping' }>,
  subject: Value,
  env: Env,
  of: Inner,
): Match {
  if (plainKinds.has(subject.kind) || subject.kind === 'sequence') return none;
  const patterns = entries.map(({ pattern }) => pattern);
  if (subject.kind !== 'mapping') {
    const match = doubtful(patterns, subject, of);
    const others = rest ? doubtful([{ kind: 'any', bind: rest }], subject, of).bound : [];
    return { ...match, bound: [...match.bound, ...others] };
  }
  const left = new Map(subject.entries);
  const parts = entries.map(({ key, pattern }): Match => {
    const text = mappingKey(interpreter.evaluate(key, env));
    const entry = text === null ? undefined : subject.entries.get(text);
    if (text !== null) left.delete(text);
    if (entry) return of(pattern, entry.value);
    return text === null || subject.open ? doubtful([pattern], subject.open ?? subject, of) : none;
  });
  const { taken, bound } = all(parts);
  const others = rest ? [{ target: rest, value: { ...subject, entries: left, origin: null } }] : [];
  return { taken, bound: [...bound, ...others] };
}

/** Classes whose only position is the value itself (PEP 634). */
const selfMatching: ReadonlySet<string> = new Set(
  ['bool', 'bytes', 'dict', 'float', 'int', 'list', 'set', 'str', 'tuple'].map((name) => `builtins.${name}`),
);

function object(
  interpreter: Interpreter,
  pattern: Extract<CasePattern, { kind: 'class' }>,
  subject: Value,
  span: Span,
  env: Env,
  of: Inner,
): Match {
  const type = interpreter.evaluate(pattern.class, env);
  const test = interpreter.semantics.builtin('isinstance');
  const isOf = test
    ? interpreter.truthy(interpreter.call(test, positional([subject, type], span), { span, expr: null }))
    : null;
  if (isOf === false) return none;
  const fields = type.kind === 'class' ? (type.fields ?? []) : [];
  const parts = pattern.args.map(({ name, pattern: inner }, i): Match => {
    if (name === null && type.kind === 'builtin' && selfMatching.has(type.name)) return of(inner, subject);
    const attribute = name ?? fields[i]?.name;
    return attribute === undefined
      ? doubtful([inner], subject, of)
      : of(inner, interpreter.attribute(subject, attribute, span));
  });
  const { taken, bound } = all(parts);
  return { taken: isOf === null && taken === true ? null : taken, bound };
}
