/** Remembers changes to mutable things, so that the two branches of an unknown condition can be tried one after the other and joined. */

import { equalShapes } from '../shape/dim';
import type { Value } from './value';

interface Change {
  /** Tells apart the places that can change: an object and a key. */
  readonly holder: object;
  readonly key: string;
  readonly get: () => unknown;
  readonly set: (value: unknown) => void;
  readonly before: unknown;
}

/** Where a change was made in a branch, with the values there before and after. */
export interface Difference {
  readonly before: unknown;
  readonly after: unknown;
  readonly set: (value: unknown) => void;
}

/** By holder and key. */
export type Changes = ReadonlyMap<object, ReadonlyMap<string, Difference>>;

type Log = Map<object, Map<string, Change>>;

export class Journal {
  /** What has changed since each branch under way began, and each run on record. */
  private readonly logs: Log[] = [];
  private branches = 0;

  /** How many branches are under way. */
  get depth(): number {
    return this.branches;
  }

  /** Sets a property of an object. */
  set<T extends object, K extends keyof T & string>(holder: T, key: K, value: T[K]): void {
    this.note(
      holder,
      key,
      () => holder[key],
      (before) => {
        holder[key] = before as T[K];
      },
    );
    holder[key] = value;
  }

  /** Sets an entry of a map; an entry that is absent before is absent again when undone. */
  setEntry<V>(map: Map<string, V>, key: string, value: V): void {
    this.noteEntry(map, key);
    map.set(key, value);
  }

  deleteEntry<V>(map: Map<string, V>, key: string): void {
    this.noteEntry(map, key);
    map.delete(key);
  }

  private noteEntry<V>(map: Map<string, V>, key: string): void {
    this.note(
      map,
      key,
      () => map.get(key),
      (before) => {
        if (before === undefined) map.delete(key);
        else map.set(key, before as V);
      },
    );
  }

  /** Runs something that no branch undoes: a module is loaded once, wherever it is imported. */
  apart<T>(run: () => T): T {
    const around = this.logs.splice(0);
    const { branches } = this;
    this.branches = 0;
    try {
      return run();
    } finally {
      this.logs.splice(0, this.logs.length, ...around);
      this.branches = branches;
    }
  }

  /** Runs something whose changes stay. `changes` tells while it runs what it has changed so far, and what `further` adds. */
  onRecord<T>(run: (changes: (further: Changes) => Changes) => T): T {
    const depth = this.logs.length;
    const own: Log = new Map();
    this.logs.push(own);
    try {
      return run((further) => this.since(depth, further));
    } finally {
      this.logs.pop();
      for (const keys of own.values())
        for (const change of keys.values()) this.keep(change.holder, change.key, () => change);
    }
  }

  private since(depth: number, further: Changes): Changes {
    const all = new Map<object, Map<string, Difference>>();
    for (const log of this.logs.slice(depth))
      for (const [holder, keys] of log) {
        const known = all.get(holder) ?? new Map<string, Difference>();
        for (const [key, change] of keys) if (!known.has(key)) known.set(key, this.difference(change));
        all.set(holder, known);
      }
    for (const [holder, keys] of further) {
      const known = all.get(holder) ?? new Map<string, Difference>();
      for (const [key, later] of keys) known.set(key, { ...later, before: (known.get(key) ?? later).before });
      all.set(holder, known);
    }
    return all;
  }

  /** Runs something and tells whether it changed any value, keeping the changes. */
  watch<T>(run: () => T): { readonly result: T; readonly changed: boolean } {
    const { result, changes } = this.branch(run);
    let changed = false;
    for (const keys of changes.values()) {
      for (const { before, after, set } of keys.values()) {
        changed ||= !sameSlot(before, after);
        set(after);
      }
    }
    return { result, changed };
  }

  /** Runs a branch and undoes what it changed; gives its result and the values that the changed places had at its end. */
  branch<T>(run: () => T): { readonly result: T; readonly changes: Changes } {
    const changes: Log = new Map();
    this.logs.push(changes);
    this.branches++;
    let result: T;
    const differences = new Map<object, Map<string, Difference>>();
    try {
      result = run();
    } finally {
      this.logs.pop();
      this.branches--;
      for (const [holder, keys] of changes) {
        const after = new Map<string, Difference>();
        for (const [key, change] of keys) {
          after.set(key, this.difference(change));
          change.set(change.before);
        }
        differences.set(holder, after);
      }
    }
    return { result, changes: differences };
  }

  private difference(change: Change): Difference {
    return { before: change.before, after: change.get(), set: (value) => this.restore(change, value) };
  }

  private restore(change: Change, value: unknown): void {
    this.note(change.holder, change.key, change.get, change.set);
    change.set(value);
  }

  private note(holder: object, key: string, get: () => unknown, set: (value: unknown) => void): void {
    this.keep(holder, key, () => ({ holder, key, get, set, before: get() }));
  }

  private keep(holder: object, key: string, change: () => Change): void {
    const changes = this.logs.at(-1);
    if (!changes) return;
    let keys = changes.get(holder);
    if (!keys) {
      keys = new Map();
      changes.set(holder, keys);
    }
    if (!keys.has(key)) keys.set(key, change());
  }
}

/** Elements of lists beyond this are not compared. */
const MOST_COMPARED = 64;

/** Whether a place holds what it held: the same thing, or one of which the same is known. */
function sameSlot(before: unknown, after: unknown, depth = 0): boolean {
  if (before === after) return true;
  if (typeof before !== 'object' || typeof after !== 'object' || !before || !after) return false;
  const [a, b] = [before as Partial<Value>, after as Partial<Value>];
  if (a.kind === 'array' && b.kind === 'array')
    return a.dtype === b.dtype && !!a.shape && !!b.shape && equalShapes(a.shape, b.shape);
  if (a.kind === 'sequence' && b.kind === 'sequence') {
    const [one, other] = [a.items ?? [], b.items ?? []];
    return (
      depth < 3 &&
      !a.open === !b.open &&
      one.length === other.length &&
      one.length <= MOST_COMPARED &&
      one.every((item, i) => sameSlot(item, other[i], depth + 1))
    );
  }
  const [x, y] = [before as { kind?: unknown; value?: unknown }, after as { kind?: unknown; value?: unknown }];
  return x.kind === y.kind && typeof x.value !== 'object' && x.value !== undefined && x.value === y.value;
}
