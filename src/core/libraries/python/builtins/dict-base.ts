/** Classes of the program that derive from `dict`: an object holds a dictionary, whose methods and elements are its own. */
import type { EvalContext } from '../../../eval/context';
import { builtin, type InstanceValue, type LibraryBase, type MappingValue, none, unknown } from '../../../eval/value';

/** No attribute of a program has such a name. */
const HELD = 'dict()';

export const dictBase: LibraryBase = {
  attribute: (instance, name, site, context) => {
    const held = heldBy(instance, context);
    switch (name) {
      case '__init__':
        return builtin('dict.__init__', (args, place) => {
          const update = context.attribute(held, 'update', site);
          if (args.positions.length > 0 || args.names.size > 0) context.call(update, args, place);
          return none;
        });
      case '__getitem__':
        return builtin('dict.__getitem__', ({ positions: [key] }, place) =>
          key ? context.index(held, key.value, place.span) : unknown('the key is not given', place.span),
        );
      case '__setitem__':
        return builtin('dict.__setitem__', ({ positions: [key, value] }, place) => {
          const update = context.attribute(held, 'update', place.span);
          if (key?.value.kind === 'string' && value)
            context.call(update, { positions: [], names: new Map([[key.value.value, value]]), open: null }, place);
          else context.journal.set(held, 'open', unknown('a key is not known', place.span));
          return none;
        });
      default:
        return name.startsWith('__') ? null : context.semantics.attribute(held, name, site, context);
    }
  },
  callInstance: (_, __, site) => unknown('a dictionary cannot be called', site.span),
};

function heldBy(instance: InstanceValue, context: EvalContext): MappingValue {
  const known = instance.attributes.get(HELD);
  if (known?.kind === 'mapping') return known;
  const made: MappingValue = { kind: 'mapping', type: 'dict', entries: new Map(), origin: null };
  context.journal.setEntry(instance.attributes, HELD, made);
  return made;
}
