/** `Map` and `Set`. Their entries are kept in a mapping, whose changes go through the journal. */

import type { EvalContext } from '../../eval/context';
import { positional } from '../../eval/helpers';
import {
  boolean,
  builtin,
  list,
  type MappingValue,
  mappingKey,
  none,
  number,
  type ObjectType,
  type ObjectValue,
  type UnknownValue,
  unknown,
  type Value,
} from '../../eval/value';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';

export const mapClass: Value = builtin('Map', (args, site, context) =>
  collection(
    'Map',
    argument(args, 0)?.value ?? none,
    (item) => (item.kind === 'sequence' ? [item.items[0] ?? none, item.items[1] ?? none] : null),
    site.span,
    context,
  ),
);

export const setClass: Value = builtin('Set', (args, site, context) =>
  collection('Set', argument(args, 0)?.value ?? none, (item) => [item, item], site.span, context),
);

function collection(
  name: 'Map' | 'Set',
  source: Value,
  pairOf: (item: Value) => readonly [Value, Value] | null,
  span: Span,
  context: EvalContext,
): ObjectValue {
  const entries: MappingValue = { kind: 'mapping', type: 'object', entries: new Map(), origin: null };
  const items = source.kind === 'none' ? [] : context.iterate(source, span);
  if ('kind' in items) entries.open = items;
  else {
    for (const item of items) {
      context.step(span);
      const pair = pairOf(item);
      if (pair) put(entries, pair[0], pair[1], span, context);
      else entries.open ??= unknown('an entry is not known', span);
    }
  }
  return {
    kind: 'object',
    class: name,
    type: name === 'Map' ? mapType : setType,
    data: new Map([['entries', entries]]),
  };
}

type Opened = { open?: UnknownValue } & MappingValue;

function put(mapping: MappingValue, key: Value, value: Value, span: Span, context: EvalContext): void {
  const text = mappingKey(key);
  if (text === null) {
    context.journal.set(mapping as Opened, 'open', unknown('a key is not known', span));
    return;
  }
  context.step(span, 1 + mapping.entries.size / 64);
  const before = mapping.entries.get(text);
  context.journal.set(mapping, 'entries', new Map(mapping.entries).set(text, { key: before?.key ?? key, value }));
}

function entriesOf(object: ObjectValue): MappingValue {
  const entries = object.data.get('entries');
  return entries?.kind === 'mapping' ? entries : { kind: 'mapping', type: 'object', entries: new Map(), origin: null };
}

function member(object: ObjectValue, name: string, span: Span): Value | null {
  const mapping = entriesOf(object);
  const all = (part: (entry: { readonly key: Value; readonly value: Value }) => Value): Value =>
    builtin(`${object.class}.${name}`, () => mapping.open ?? list([...mapping.entries.values()].map(part)));
  switch (name) {
    case 'size':
      return mapping.open ? { ...mapping.open, span } : number(mapping.entries.size);
    case 'has':
      return builtin(`${object.class}.has`, (args, site) => {
        const key = mappingKey(argument(args, 0)?.value ?? none);
        if (key !== null && mapping.entries.has(key)) return boolean(true);
        return key === null || mapping.open
          ? unknown('whether it has the key is not known', site.span)
          : boolean(false);
      });
    case 'delete':
      return builtin(`${object.class}.delete`, (args, site, context) => {
        const key = mappingKey(argument(args, 0)?.value ?? none);
        if (key === null) return unknown('the key is not known', site.span);
        const entries = new Map(mapping.entries);
        const had = entries.delete(key);
        context.journal.set(mapping, 'entries', entries);
        return boolean(had);
      });
    case 'clear':
      return builtin(`${object.class}.clear`, (_, __, context) => {
        context.journal.set(mapping, 'entries', new Map());
        return none;
      });
    case 'keys':
      return all(({ key }) => key);
    case 'values':
      return all(({ value }) => value);
    case 'entries':
      return all(({ key, value }) => list([key, value]));
    case 'forEach':
      return builtin(`${object.class}.forEach`, (args, site, context) => {
        const callee = argument(args, 0)?.value ?? none;
        for (const { key, value } of mapping.entries.values()) {
          context.step(site.span);
          context.call(callee, positional([value, key, object], site.span), { span: site.span, expr: null });
        }
        return mapping.open ?? none;
      });
    default:
      return null;
  }
}

const mapType: ObjectType = {
  attribute: (object, name, span) => {
    const mapping = entriesOf(object);
    if (name === 'get') {
      return builtin('Map.get', (args, site) => {
        const key = mappingKey(argument(args, 0)?.value ?? none);
        const entry = key === null ? undefined : mapping.entries.get(key);
        if (entry) return entry.value;
        return key === null || mapping.open ? unknown('the entry is not known', site.span) : none;
      });
    }
    if (name === 'set') {
      return builtin('Map.set', (args, site, context) => {
        put(mapping, argument(args, 0)?.value ?? none, argument(args, 1)?.value ?? none, site.span, context);
        return object;
      });
    }
    return member(object, name, span);
  },
  iterate: (object) => {
    const mapping = entriesOf(object);
    return mapping.open ?? [...mapping.entries.values()].map(({ key, value }) => list([key, value]));
  },
};

const setType: ObjectType = {
  attribute: (object, name, span) => {
    if (name !== 'add') return member(object, name, span);
    return builtin('Set.add', (args, site, context) => {
      const value = argument(args, 0)?.value ?? none;
      put(entriesOf(object), value, value, site.span, context);
      return object;
    });
  },
  iterate: (object) => {
    const mapping = entriesOf(object);
    return mapping.open ?? [...mapping.entries.values()].map(({ key }) => key);
  },
};
