/** Methods of sets. */
import {
  boolean,
  mappingKey,
  none,
  type SequenceValue,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../../eval/value';
import { type Call, elements, isUnknown } from '../../../../libraries/python/define';
import { includes } from '../compare';
import { binary } from '../operators';
import { methods } from './table';

export const setMethods = methods<SequenceValue>({
  add: ['element?', (self, [value], call) => add(self, value ? [value] : [], call)],
  update: [
    'others?',
    (self, [values], call) => {
      const items = elements(values, call);
      return isUnknown(items) ? forget(self, items, call) : add(self, items, call);
    },
  ],
  discard: ['element', (self, [value], call) => remove(self, value, call)],
  remove: ['element', (self, [value], call) => remove(self, value, call)],
  clear: ['', (self, _, call) => change(self, [], call)],
  copy: ['', (self) => ({ ...self, origin: null })],
  union: ['other', (self, [other], call) => combine('|', self, other, call)],
  intersection: ['other', (self, [other], call) => combine('&', self, other, call)],
  difference: ['other', (self, [other], call) => combine('-', self, other, call)],
  symmetric_difference: ['other', (self, [other], call) => combine('^', self, other, call)],
  issubset: [
    'other',
    (self, [other], call) => {
      const answers = other ? self.items.map((item) => includes(other, item)) : [null];
      if (answers.includes(false)) return boolean(false);
      return answers.includes(null) || self.open ? unknown('the sets are not known', call.span) : boolean(true);
    },
  ],
});

function change(self: SequenceValue, items: readonly Value[], call: Call): Value {
  call.context.step(call.span, 1 + (items.length >> 6));
  call.context.journal.set(self, 'items', items);
  return none;
}

function forget(self: SequenceValue, reason: UnknownValue, call: Call): Value {
  call.context.journal.set(self as { open?: UnknownValue }, 'open', reason);
  return none;
}

function add(self: SequenceValue, values: readonly Value[], call: Call): Value {
  const items = [...self.items];
  const keys = takeKeys(self.items);
  for (const value of values) {
    const key = mappingKey(value);
    if (key === null) return forget(self, unknown('an element of the set is not known', call.span), call);
    if (!keys.has(key)) items.push(value);
    keys.add(key);
  }
  keysOf.set(items, keys);
  return change(self, items, call);
}

/** The keys of elements that were added, so that a set that grows in a loop does not make those of all of them each time. */
const keysOf = new WeakMap<readonly Value[], Set<string | null>>();

/** Whoever takes the keys of some elements may add to them. */
function takeKeys(items: readonly Value[]): Set<string | null> {
  const keys = keysOf.get(items) ?? new Set(items.map(mappingKey));
  keysOf.delete(items);
  return keys;
}

function remove(self: SequenceValue, value: Value | undefined, call: Call): Value {
  const key = value ? mappingKey(value) : null;
  if (key === null) return forget(self, unknown('an element of the set is not known', call.span), call);
  return change(
    self,
    self.items.filter((item) => mappingKey(item) !== key),
    call,
  );
}

function combine(operator: '|' | '&' | '-' | '^', self: SequenceValue, other: Value | undefined, call: Call): Value {
  const items = elements(other, call);
  if (isUnknown(items)) return items;
  return binary(operator, self, { kind: 'sequence', type: 'set', items, origin: null }, call.span, call.context);
}
