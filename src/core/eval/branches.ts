/** Both ways of an unknown condition: each is run from the same state, then what they changed is joined. */
import type { GraphBuilder } from '../graph/builder';
import type { CompileCall, Layer, Model, Tensor } from '../graph/graph';
import type { Span } from '../text/span';
import { CONDITION, type Completion, type Frame, normal, Raised } from './control';
import { joinElements, joinValues } from './join';
import type { Changes, Difference, Journal } from './journal';
import type { SequenceValue, UnknownValue, Value } from './value';

/** How the states of two ways are joined. */
interface Joining {
  /** Why it is not known which way is taken. */
  readonly reason: string;
  readonly span: Span;
  readonly journal: Journal;
  readonly join: (a: Value, b: Value) => Value;
  /** The condition stands in a layer of the program. Elsewhere it decides only when something is built. */
  readonly inLayer: boolean;
}

type Outcome = { readonly completion: Completion | 'raised'; readonly changes: Changes };

/** Runs the two ways and leaves the joined state; gives how the whole ends. */
export function runBothWays(
  ways: readonly [() => Completion, () => Completion],
  reason: string,
  span: Span,
  frame: Frame,
  journal: Journal,
  graph: GraphBuilder,
): Completion {
  const [first, second] = ways.map((way) => runOne(way, journal)) as [Outcome, Outcome];
  const joining = joiningOf(reason, span, journal, graph);
  const { join } = joining;
  const keep = (outcome: Outcome): Completion => {
    applyChanges(outcome.changes);
    return outcome.completion === 'raised' ? normal : outcome.completion;
  };
  if (first.completion === 'raised' && second.completion === 'raised') throw new Raised(span);
  if (first.completion === 'raised') return keep(second);
  if (second.completion === 'raised') return keep(first);
  if (first.completion.kind === 'return' && second.completion.kind === 'return') {
    joinChanges(first.changes, second.changes, joining);
    return { kind: 'return', value: join(first.completion.value, second.completion.value) };
  }
  // A way that leaves the function is remembered for its end; the other way goes on.
  if (first.completion.kind === 'return' || second.completion.kind === 'return') graph.mayNotGoOn();
  if (first.completion.kind === 'return') {
    frame.possibleReturns.push({ value: first.completion.value, changes: frame.changes(first.changes) });
    return keep(second);
  }
  if (second.completion.kind === 'return') {
    frame.possibleReturns.push({ value: second.completion.value, changes: frame.changes(second.changes) });
    return keep(first);
  }
  joinChanges(first.changes, second.changes, joining);
  return eitherEnd(first.completion, second.completion);
}

/** Joins what a function leaves behind on each way out of it; `ends` is false where it cannot run to its end. */
export function joinWaysOut(
  { possibleReturns, changes }: Frame,
  ends: boolean,
  span: Span,
  journal: Journal,
  graph: GraphBuilder,
): void {
  if (possibleReturns.length === 0) return;
  const atEnd = changes(new Map());
  const ways = [...(ends ? [atEnd] : []), ...possibleReturns.map((each) => each.changes)];
  // All of them are told from where the function began.
  for (const keys of atEnd.values()) for (const { before, set } of keys.values()) set(before);
  const joining = joiningOf(CONDITION, span, journal, graph);
  const joined = ways.reduce((one, other) => journal.branch(() => joinChanges(one, other, joining)).changes);
  applyChanges(joined);
}

function joiningOf(reason: string, span: Span, journal: Journal, graph: GraphBuilder): Joining {
  const join = (a: Value, b: Value): Value => joinValues(a, b, reason, span, graph);
  return { reason, span, journal, join, inLayer: graph.isInside };
}

/** How a turn of a loop ends that may end in one way or the other. */
function eitherEnd(a: Completion, b: Completion): Completion {
  if (a.kind === 'break' && b.kind === 'break') return a;
  const left = [a, b].flatMap((end) => ('left' in end && end.left ? [end.kind, end.left] : [end.kind]));
  const broken = left.includes('break');
  if (a.kind !== 'normal' && b.kind !== 'normal') return broken ? { kind: 'continue', left: 'break' } : a;
  return broken
    ? { kind: 'normal', left: 'break' }
    : left.includes('continue')
      ? { kind: 'normal', left: 'continue' }
      : normal;
}

function runOne(way: () => Completion, journal: Journal): Outcome {
  const { result, changes } = journal.branch((): Completion | 'raised' => {
    try {
      return way();
    } catch (error) {
      if (error instanceof Raised) return 'raised';
      throw error;
    }
  });
  return { completion: result, changes };
}

function applyChanges(changes: Changes): void {
  for (const keys of changes.values()) {
    for (const { after, set } of keys.values()) set(after);
  }
}

function joinChanges(first: Changes, second: Changes, joining: Joining): void {
  const { reason, span, journal, join } = joining;
  for (const holder of new Set([...first.keys(), ...second.keys()])) {
    const a = first.get(holder);
    const b = second.get(holder);
    if (isSequence(holder)) {
      const { items, open } = joinElements(elementsAfter(holder, a), elementsAfter(holder, b), reason, span, join);
      journal.set(holder, 'items', items);
      if (open) journal.set(holder as { open?: UnknownValue }, 'open', open);
      continue;
    }
    for (const key of new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])) {
      const one = a?.get(key);
      const other = b?.get(key);
      const { before, set } = (one ?? other)!;
      const after = [one ? one.after : before, other ? other.after : before] as const;
      set(after[0] === after[1] ? after[0] : joinPlace(holder, key, after[0], after[1], joining));
    }
  }
}

function isSequence(holder: object): holder is SequenceValue {
  return 'kind' in holder && holder.kind === 'sequence';
}

/** The elements of a list at the end of a way that changed it, or did not. */
function elementsAfter(
  list: SequenceValue,
  changes: ReadonlyMap<string, Difference> | undefined,
): Pick<SequenceValue, 'items' | 'open'> {
  const [items, open] = [changes?.get('items'), changes?.get('open')];
  const end = open ? (open.after as UnknownValue | undefined) : list.open;
  return { items: items ? (items.after as readonly Value[]) : list.items, ...(end ? { open: end } : {}) };
}

/** Joins what the two ways left at one place; the key tells what kind of thing is there. */
function joinPlace(
  holder: object,
  key: string,
  a: unknown,
  b: unknown,
  { reason, journal, join, inLayer }: Joining,
): unknown {
  // A name bound in one way only: where it is used later, that way was taken.
  if (a === undefined) return b;
  if (b === undefined) return a;
  if (holder instanceof Map) return join(a as Value, b as Value);
  if (key === 'entries' && a instanceof Map && b instanceof Map) {
    const entries = new Map<string, { key: Value; value: Value }>(a);
    for (const [name, entry] of b as Map<string, { key: Value; value: Value }>) {
      const known = entries.get(name);
      entries.set(name, known ? { key: known.key, value: join(known.value, entry.value) } : entry);
    }
    return entries;
  }
  if (key === 'layers') {
    const [one, other] = [a as readonly unknown[], b as readonly unknown[]];
    if (one.length === other.length && one.every((layer, i) => layer === other[i])) return a;
    journal.set(holder as Model, 'unknown', reason);
    return one.length >= other.length ? a : b;
  }
  if (key === 'added') {
    // Weights that one way alone adds to a layer of the program.
    journal.set(holder as { unknown: string | null }, 'unknown', reason);
    return a;
  }
  if (key === 'trainable') return { unknown: reason };
  // A layer that one way builds is built for what follows, as a name that one way binds is bound.
  if ((key === 'weights' || key === 'holds') && (a === null || b === null)) {
    if (inLayer) journal.set(holder as Layer, 'buildUnknown', reason);
    return a ?? b;
  }
  if (key === 'compile') return joinCompile(a as CompileCall | null, b as CompileCall | null);
  if (key === 'outputs') return joinOutputs(a as readonly Tensor[], b as readonly Tensor[], join);
  return a;
}

/** A model that one way compiles is compiled where it is trained; settings that differ are not known. */
function joinCompile(a: CompileCall | null, b: CompileCall | null): CompileCall | null {
  return a && b ? { ...a, loss: null, losses: null, metrics: [], unknownWords: [] } : (a ?? b);
}

function joinOutputs(
  a: readonly Tensor[],
  b: readonly Tensor[],
  join: (a: Value, b: Value) => Value,
): readonly Tensor[] {
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return a.map((tensor, i) => {
    const joined = join({ kind: 'tensor', tensor }, { kind: 'tensor', tensor: b[i]! });
    return joined.kind === 'tensor' ? joined.tensor : tensor;
  });
}
