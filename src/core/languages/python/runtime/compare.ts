/** Equality, order and membership of values. Null is an answer that is not known. */
import { mappingKey, type Value } from '../../../eval/value';
import { Symbolic } from '../../../shape/symbolic';
import { numeric, sizeOf } from './arithmetic';

export function equal(a: Value, b: Value, depth = 0): boolean | null {
  if (a === b && a.kind !== 'unknown' && a.kind !== 'array' && a.kind !== 'tensor') return true;
  // Types of Python are the same where their names are: `type(x) in (tuple, list)`.
  if (isType(a) && isType(b)) return a.kind === 'builtin' && b.kind === 'builtin' ? sameName(a.name, b.name) : a === b;
  if (depth > 50 || !plainKinds.has(a.kind) || !plainKinds.has(b.kind)) return identical(a, b) ? true : null;
  const x = numeric(a);
  const y = numeric(b);
  if (x && y) return x.value === y.value;
  if (a.kind === 'symbolic' || b.kind === 'symbolic') return equalSizes(a, b);
  if (a.kind === 'string' && b.kind === 'string') return a.value === b.value;
  if (a.kind === 'sequence' && b.kind === 'sequence') {
    if (a.type !== b.type) return false;
    if (a.open || b.open || a.type === 'set') return a.type === 'set' ? equalSets(a.items, b.items) : null;
    return a.items.length === b.items.length ? all(a.items, (item, i) => equal(item, b.items[i]!, depth + 1)) : false;
  }
  if (a.kind === 'mapping' && b.kind === 'mapping') {
    if (a.open || b.open) return null;
    if (a.entries.size !== b.entries.size) return false;
    return all([...a.entries], ([key, entry]) => {
      const other = b.entries.get(key);
      return other ? equal(entry.value, other.value, depth + 1) : false;
    });
  }
  if (a.kind === 'range' && b.kind === 'range')
    return a.start === b.start && a.stop === b.stop && a.step === b.step ? true : null;
  return a.kind === b.kind && a.kind === 'none';
}

function isType(value: Value): boolean {
  return (
    value.kind === 'class' ||
    (value.kind === 'builtin' && (value.base !== undefined || value.name.startsWith('builtins.')))
  );
}

/** A class of a library may be found at several paths. */
function sameName(a: string, b: string): boolean | null {
  if (a === b) return true;
  return a.split('.').at(-1) === b.split('.').at(-1) ? null : false;
}

/** `a is b`. */
export function isSame(a: Value, b: Value): boolean | null {
  if (a === b && a.kind !== 'unknown') return true;
  if (a.kind === 'unknown' || b.kind === 'unknown') return null;
  if (a.kind === 'none' || b.kind === 'none') return a.kind === b.kind;
  if (a.kind === 'boolean' && b.kind === 'boolean') return a.value === b.value;
  if (a.kind === 'boolean' || b.kind === 'boolean') return a.kind === 'object' || b.kind === 'object' ? null : false;
  if (identical(a, b)) return true;
  if (isType(a) && isType(b)) return equal(a, b);
  const onlyByEquality = [
    'number',
    'string',
    'symbolic',
    'builtin',
    'module',
    'object',
    'array',
    'tensor',
    'method',
    'sequence',
    'range',
  ];
  if (onlyByEquality.includes(a.kind) && a.kind === b.kind) return equal(a, b) === false ? false : null;
  return a.kind !== b.kind ||
    a.kind === 'instance' ||
    a.kind === 'class' ||
    a.kind === 'mapping' ||
    a.kind === 'function'
    ? false
    : null;
}

/** Negative, zero or positive; null where the order is not known. */
export function order(a: Value, b: Value, depth = 0): number | null {
  const x = numeric(a);
  const y = numeric(b);
  if (x && y) return x.value < y.value ? -1 : x.value > y.value ? 1 : x.value === y.value ? 0 : null;
  if (a.kind === 'string' && b.kind === 'string') return compareText(a.value, b.value);
  if (a.kind === 'symbolic' || b.kind === 'symbolic') {
    const difference = sizeDifference(a, b);
    return typeof difference === 'number' ? Math.sign(difference) : null;
  }
  if (
    a.kind === 'sequence' &&
    b.kind === 'sequence' &&
    a.type === b.type &&
    a.type !== 'set' &&
    !a.open &&
    !b.open &&
    depth < 50
  ) {
    for (const [i, item] of a.items.entries()) {
      const other = b.items[i];
      if (!other) return 1;
      const same = equal(item, other);
      if (same === null) return null;
      if (!same) return order(item, other, depth + 1);
    }
    return a.items.length < b.items.length ? -1 : 0;
  }
  return null;
}

/** `item in container`. */
export function includes(container: Value, item: Value): boolean | null {
  switch (container.kind) {
    case 'sequence': {
      const found = any(container.items, (each) => equal(each, item));
      return found === false && container.open ? null : found;
    }
    case 'string':
      return item.kind === 'string' ? container.value.includes(item.value) : null;
    case 'mapping': {
      const key = mappingKey(item);
      if (key === null) return null;
      return container.entries.has(key) ? true : container.open ? null : false;
    }
    case 'range': {
      const known = numeric(item);
      if (!known) return null;
      const { start, stop, step } = container;
      const inside = step > 0 ? known.value >= start && known.value < stop : known.value <= start && known.value > stop;
      return inside && (known.value - start) % step === 0;
    }
    default:
      return null;
  }
}

/** Kinds whose values are equal when what they hold is. */
const plainKinds: ReadonlySet<string> = new Set([
  'number',
  'boolean',
  'string',
  'none',
  'sequence',
  'mapping',
  'range',
  'symbolic',
]);

function identical(a: Value, b: Value): boolean {
  if (a.kind === 'builtin' && b.kind === 'builtin') return a.name === b.name;
  if (a.kind === 'module' && b.kind === 'module') return a.name === b.name;
  if (a.kind === 'class' && b.kind === 'class') return a.expr === b.expr && a.members === b.members;
  if (a.kind === 'layer' && b.kind === 'layer') return a.layer === b.layer;
  if (a.kind === 'model' && b.kind === 'model') return a.model === b.model;
  return false;
}

function equalSizes(a: Value, b: Value): boolean | null {
  const difference = sizeDifference(a, b);
  if (typeof difference === 'number') return difference === 0;
  // A size is a number, and so equal to nothing else.
  const other = a.kind === 'symbolic' ? b : a;
  return other.kind === 'symbolic' || numeric(other) ? null : false;
}

function sizeDifference(a: Value, b: Value): Symbolic | number | null {
  const x = sizeOf(a);
  const y = sizeOf(b);
  return x === null || y === null ? null : Symbolic.sum(x, y, -1);
}

function equalSets(a: readonly Value[], b: readonly Value[]): boolean | null {
  const keys = (items: readonly Value[]): ReadonlySet<string | null> => new Set(items.map(mappingKey));
  const x = keys(a);
  const y = keys(b);
  if (x.has(null) || y.has(null)) return null;
  return x.size === y.size && [...x].every((key) => y.has(key));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether something holds for each of some things; what is known of one decides, whatever is not known of others. */
function all<T>(things: readonly T[], holds: (thing: T, index: number) => boolean | null): boolean | null {
  let isKnown = true;
  for (const [i, thing] of things.entries()) {
    const answer = holds(thing, i);
    if (answer === false) return false;
    isKnown &&= answer !== null;
  }
  return isKnown ? true : null;
}

/** The same for at least one of them. */
function any<T>(things: readonly T[], holds: (thing: T) => boolean | null): boolean | null {
  const none = all(things, (thing) => {
    const answer = holds(thing);
    return answer === null ? null : !answer;
  });
  return none === null ? null : !none;
}
