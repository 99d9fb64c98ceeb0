/** Orders things so that each comes after what it needs, and otherwise as they were given. */

/** In a cycle the thing that was met first comes last; every thing comes exactly once. */
export function dependencyOrder<T>(things: readonly T[], needs: (thing: T) => readonly T[]): T[] {
  const ordered: T[] = [];
  const begun = new Set<T>();
  for (const first of things) {
    if (begun.has(first)) continue;
    begun.add(first);
    const stack = [{ thing: first, rest: [...needs(first)].reverse() }];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const next = top.rest.pop();
      if (next === undefined) {
        ordered.push(top.thing);
        stack.pop();
      } else if (!begun.has(next)) {
        begun.add(next);
        stack.push({ thing: next, rest: [...needs(next)].reverse() });
      }
    }
  }
  return ordered;
}
