/** Patterns of `rearrange`, as einops reads them: `b (h p) w -> b h (p w)`. */
import { type Dim, floorDivide, isKnown, multiply, type Shape } from '../../shape/dim';

/** Null if the shape does not fit the pattern; a text where the pattern is not read. */
export function rearranged(shape: Shape, pattern: string, lengths: ReadonlyMap<string, Dim>): Shape | string | null {
  const [left, right, more] = pattern.split('->').map(groupsOf);
  if (!left || !right || more) return 'the pattern is not read';
  if (left.length !== shape.length) return null;
  if (shape.includes(null)) return 'Keras rearranges no tensor with an open size';
  const sizes = new Map(lengths);
  for (const [at, group] of left.entries()) {
    const open = group.filter((name) => !sizes.has(name) || group.length === 1);
    if (open.length > 1) return 'the pattern leaves more than one size of an axis open';
    const known = group
      .filter((name) => name !== open[0])
      .reduce<Dim>((size, name) => multiply(size, sizes.get(name)!), 1);
    const dim = shape[at]!;
    if (open.length === 0) {
      if (isKnown(dim) && isKnown(known) && dim !== known) return null;
      continue;
    }
    if (isKnown(dim) && isKnown(known) && (known === 0 || dim % known !== 0)) return null;
    sizes.set(open[0]!, known === 1 ? dim : floorDivide(dim, known));
  }
  if (right.flat().some((name) => !sizes.has(name))) return 'the pattern names an axis that it does not take';
  return right.map((group) => group.reduce<Dim>((size, name) => multiply(size, sizes.get(name)!), 1));
}

/** Null for patterns with dots or with brackets that do not close. */
function groupsOf(text: string): readonly (readonly string[])[] | null {
  const groups: string[][] = [];
  const rest = text.replace(/\(([^()]*)\)|([A-Za-z_]\w*)|\s+/g, (_, inside?: string, name?: string) => {
    if (inside !== undefined) groups.push(inside.split(/\s+/).filter(Boolean));
    else if (name !== undefined) groups.push([name]);
    return '';
  });
  return rest === '' ? groups : null;
}
