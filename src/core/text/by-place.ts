/** Things that stand at the same place of a text. Knows nothing of what they are. */
import { type Span, spanKey } from './span';

/** Groups things by their spans, the places in the order in which they come first. */
export function byPlace<T>(things: Iterable<T>, spanOf: (thing: T) => Span): ReadonlyMap<string, readonly T[]> {
  const places = new Map<string, T[]>();
  for (const thing of things) {
    const key = spanKey(spanOf(thing));
    const here = places.get(key);
    if (here) here.push(thing);
    else places.set(key, [thing]);
  }
  return places;
}
