/** `Object`: keys, values and entries of objects, and making objects from them. */

import {
  boolean,
  builtin,
  type CallArguments,
  type CallSite,
  list,
  type MappingValue,
  mappingKey,
  none,
  string,
  type UnknownValue,
  unknown,
  type Value,
} from '../../eval/value';
import { argument } from '../common/data-calls';

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['keys', overEntries('keys', (key) => key)],
  ['values', overEntries('values', (_, value) => value)],
  ['entries', overEntries('entries', (key, value) => list([key, value]))],
  ['freeze', builtin('Object.freeze', first)],
  ['seal', builtin('Object.seal', first)],
  [
    'assign',
    builtin('Object.assign', (args, site, context) => {
      const target = first(args);
      if (target.kind !== 'mapping')
        return target.kind === 'unknown' ? target : unknown('the object is not followed', site.span);
      const entries = new Map(target.entries);
      let { open } = target;
      for (const { value } of args.positions.slice(1)) {
        if (value.kind === 'none') continue;
        if (value.kind !== 'mapping') open ??= unknown('an assigned object is not known', site.span);
        else {
          for (const [key, entry] of value.entries) entries.set(key, entry);
          open ??= value.open;
        }
      }
      context.journal.set(target, 'entries', entries);
      if (open) context.journal.set(target as { open?: UnknownValue } & MappingValue, 'open', open);
      return target;
    }),
  ],
  [
    'fromEntries',
    builtin('Object.fromEntries', (args, site, context) => {
      const pairs = context.iterate(first(args), site.span);
      if ('kind' in pairs) return pairs;
      const entries = new Map<string, { key: Value; value: Value }>();
      for (const pair of pairs) {
        context.step(site.span);
        const [key, value = none] = pair.kind === 'sequence' ? pair.items : [];
        const text = key ? mappingKey(key) : null;
        if (text === null) return unknown('a key is not known', site.span);
        entries.set(text, { key: key!, value });
      }
      return { kind: 'mapping', type: 'object', entries, origin: null };
    }),
  ],
  [
    'is',
    builtin('Object.is', (args, site) =>
      first(args) === args.positions[1]?.value
        ? boolean(true)
        : unknown('whether the two are the same is not known', site.span),
    ),
  ],
]);

export const objectClass: Value = builtin(
  'Object',
  (args) =>
    args.positions.length ? first(args) : { kind: 'mapping', type: 'object', entries: new Map(), origin: null },
  (name) => members.get(name) ?? null,
);

function first(args: CallArguments): Value {
  return argument(args, 0)?.value ?? args.open ?? none;
}

function overEntries(name: string, part: (key: Value, value: Value) => Value): Value {
  return builtin(`Object.${name}`, (args, site: CallSite, context) => {
    const object = first(args);
    context.step(site.span);
    switch (object.kind) {
      case 'mapping':
        if (object.open) return object.open;
        return list(
          [...object.entries.values()].map(({ key, value }) =>
            part(key.kind === 'number' ? string(String(key.value)) : key, value),
          ),
        );
      case 'sequence':
        if (object.open) return object.open;
        return list(object.items.map((item, i) => part(string(String(i)), item)));
      case 'instance':
        return list([...object.attributes].map(([key, value]) => part(string(key), value)));
      case 'unknown':
        return object;
      default:
        return unknown(`what Object.${name} gives is not known`, site.span);
    }
  });
}
