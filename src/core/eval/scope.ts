/** Variables: names bound to values, in scopes that nest. All writes go through the journal, so that a branch can be undone. */
import type { Journal } from './journal';
import type { Value } from './value';

export class Scope {
  readonly variables = new Map<string, Value>();
  /** Names that `global` or `nonlocal` sends to another scope. */
  readonly redirected = new Map<string, Scope>();

  constructor(
    readonly parent: Scope | null,
    /** Function scopes hold `var` and Python's locals; block scopes `let`. Class bodies are not seen from methods. */
    readonly kind: 'module' | 'function' | 'block' | 'class',
  ) {}

  /** The value of a name here or outside; undefined if no scope has it. */
  lookup(name: string): Value | undefined {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const target = scope.redirected.get(name) ?? scope;
      const value = target.variables.get(name);
      if (value !== undefined && (scope === this || scope.kind !== 'class')) return value;
    }
    return undefined;
  }

  /** Binds a name in this scope (or where it is redirected to). */
  bind(name: string, value: Value, journal: Journal): void {
    const target = this.redirected.get(name) ?? this;
    journal.setEntry(target.variables, name, value);
  }

  /** The nearest scope around that has the name, for languages in which assignment does not declare. */
  holder(name: string): Scope | null {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      if (scope.variables.has(name)) return scope;
    }
    return null;
  }

  /** The function or module that this scope is part of. */
  functionScope(): Scope {
    let scope: Scope = this;
    while (scope.kind === 'block' && scope.parent) scope = scope.parent;
    return scope;
  }

  moduleScope(): Scope {
    let scope: Scope = this;
    while (scope.parent) scope = scope.parent;
    return scope;
  }
}
