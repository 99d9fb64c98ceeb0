/** Values of a topology as Python writes them. */

/** `None`, `True`, numbers, texts, tuples for lists, dictionaries for objects. */
export function python(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return pythonNumber(value);
  // JSON's escapes are Python's, too.
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `(${value.map(python).join(', ')}${value.length === 1 ? ',' : ''})`;
  const entries = Object.entries(value as object).map(([key, each]) => `${JSON.stringify(key)}: ${python(each)}`);
  return `{${entries.join(', ')}}`;
}

function pythonNumber(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return `float("${Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'}")`;
}

/** Arguments behind one another: `units=10, activation="relu"`. */
export function pythonArguments(args: readonly (readonly [name: string, code: string])[]): string {
  return args.map(([name, code]) => `${name}=${code}`).join(', ');
}

const TAKEN = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield None True False keras layers np tf'.split(
    ' ',
  ),
);

/** A name that Python takes and that is not given yet; it is added to `given`. */
export function pythonName(text: string, given: Set<string>): string {
  const base = text.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)|^$/, '_');
  let name = TAKEN.has(base) ? `${base}_` : base;
  for (let count = 2; given.has(name); count++) name = `${base}_${count}`;
  given.add(name);
  return name;
}
