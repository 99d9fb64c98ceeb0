/** Methods of dictionaries. The map of entries is replaced through the journal, never changed. */
import {
  list,
  type MappingValue,
  mappingKey,
  none,
  tuple,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../../eval/value';
import { type Call, elements, isUnknown } from '../../../../libraries/python/define';
import { methods } from './table';

type Entries = MappingValue['entries'];

export const dictMethods = methods<MappingValue>({
  keys: [
    '',
    (self) =>
      view(
        self,
        [...self.entries.values()].map(({ key }) => key),
      ),
  ],
  values: [
    '',
    (self) =>
      view(
        self,
        [...self.entries.values()].map(({ value }) => value),
      ),
  ],
  items: [
    '',
    (self) =>
      view(
        self,
        [...self.entries.values()].map(({ key, value }) => tuple([key, value])),
      ),
  ],
  get: [
    'key? default?',
    (self, [key, fallback], call) => {
      const found = key ? lookup(self, key) : null;
      return found ?? unknownEntry(self, key, call) ?? fallback ?? none;
    },
  ],
  pop: [
    'key? default?',
    (self, [key, fallback], call) => {
      const text = key ? mappingKey(key) : null;
      const found = text === null ? undefined : self.entries.get(text)?.value;
      if (!found)
        return unknownEntry(self, key, call) ?? fallback ?? unknown('the key is not in the dictionary', call.span);
      const entries = new Map(self.entries);
      entries.delete(text!);
      change(self, entries, call);
      return found;
    },
  ],
  popitem: [
    '',
    (self, _, call) => {
      const last = [...self.entries].at(-1);
      if (!last || self.open) return self.open ?? unknown('the dictionary is empty', call.span);
      const entries = new Map(self.entries);
      entries.delete(last[0]);
      change(self, entries, call);
      return tuple([last[1].key, last[1].value]);
    },
  ],
  setdefault: [
    'key? default?',
    (self, [key, fallback], call) => {
      const found = key ? lookup(self, key) : null;
      if (found || !key) return found ?? unknown('the key is not known', call.span);
      const uncertain = unknownEntry(self, key, call);
      if (uncertain) return uncertain;
      const value = fallback ?? none;
      change(self, new Map(self.entries).set(mappingKey(key)!, { key, value }), call);
      return value;
    },
  ],
  update: ['other?', (self, [other], call) => update(self, other, call)],
  clear: ['', (self, _, call) => change(self, new Map(), call)],
  copy: ['', (self) => ({ ...self, origin: null })],
});

function view(self: MappingValue, items: readonly Value[]): Value {
  return { ...list(items), ...(self.open ? { open: self.open } : {}) };
}

function lookup(self: MappingValue, key: Value): Value | null {
  const text = mappingKey(key);
  return text === null ? null : (self.entries.get(text)?.value ?? null);
}

/** Why it cannot be told whether the key is there; null where it surely is not. */
function unknownEntry(self: MappingValue, key: Value | undefined, call: Call): UnknownValue | null {
  if (key?.kind === 'unknown') return key;
  const text = key ? mappingKey(key) : null;
  if (text === null) return unknown('the key is not known', call.span);
  return self.absent?.has(text) ? null : (self.open ?? null);
}

function change(self: MappingValue, entries: Entries, call: Call): Value {
  call.context.step(call.span, 1 + (entries.size >> 4));
  call.context.journal.set(self, 'entries', entries);
  return none;
}

function forget(self: MappingValue, reason: UnknownValue, call: Call): Value {
  call.context.journal.set(self, 'open', reason);
  return none;
}

function update(self: MappingValue, other: Value | undefined, call: Call): Value {
  const entries = new Map(self.entries);
  let open = call.args.open;
  if (other?.kind === 'mapping') {
    for (const [key, entry] of other.entries) entries.set(key, entry);
    open ??= other.open ?? null;
  } else if (other) {
    const pairs = elements(other, call);
    if (isUnknown(pairs)) open ??= pairs;
    else {
      for (const pair of pairs) {
        const [key, value] = pair.kind === 'sequence' ? pair.items : [];
        const text = key ? mappingKey(key) : null;
        if (key && value && text !== null) entries.set(text, { key, value });
        else open ??= unknown('an entry of the dictionary is not known', call.span);
      }
    }
  }
  for (const [name, { value }] of call.args.names)
    entries.set(`s:${name}`, { key: { kind: 'string', value: name, origin: null }, value });
  change(self, entries, call);
  return open ? forget(self, open, call) : none;
}
