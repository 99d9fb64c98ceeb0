/** Methods of lists. Changes go through the journal. */
import { describe } from '../../../../eval/helpers';
import { extendList, loosenList } from '../../../../eval/open-list';
import { list, none, number, type SequenceValue, unknown, type Value } from '../../../../eval/value';
import { type Call, elements, isUnknown } from '../../../../libraries/python/define';
import { sortValues } from '../../../../libraries/python/sort';
import { numeric } from '../arithmetic';
import { equal } from '../compare';
import { methods, notGiven } from './table';

export const listMethods = methods<SequenceValue>({
  append: [
    'object?',
    (self, [value], call) => {
      extendList(self, [value ?? call.args.open ?? notGiven(call)], call.span, call.context);
      return none;
    },
  ],
  extend: [
    'iterable?',
    (self, [iterable], call) => {
      extendList(self, elements(iterable, call), call.span, call.context);
      return none;
    },
  ],
  insert: [
    'index? object?',
    (self, [index, value], call) => {
      const at = index && numeric(index);
      if (!at || !value || self.open)
        return loosen(self, 'an element was inserted at a place that is not known', value ?? notGiven(call), call);
      const items = [...self.items];
      items.splice(at.value, 0, value);
      return change(self, items, call);
    },
  ],
  pop: [
    'index?',
    (self, [index], call) => {
      const at = index ? numeric(index)?.value : -1;
      if (self.open) return self.open.element ?? self.open;
      const place = at === undefined ? undefined : at < 0 ? at + self.items.length : at;
      const taken = place === undefined ? undefined : self.items[place];
      if (!taken) return unknown(`there is no such element to take from ${describe(self)}`, call.span);
      change(
        self,
        self.items.filter((_, i) => i !== place),
        call,
      );
      return taken;
    },
  ],
  remove: [
    'value?',
    (self, [value], call) => {
      const at = find(self, value);
      if (at === null) return loosen(self, 'an element was removed that is not known', null, call);
      return change(
        self,
        self.items.filter((_, i) => i !== at),
        call,
      );
    },
  ],
  clear: ['', (self, _, call) => change(self, [], call)],
  reverse: ['', (self, _, call) => (self.open ? none : change(self, [...self.items].reverse(), call))],
  sort: [
    '',
    (self, _, call) => {
      if (self.open) return none;
      const sorted = sortValues(self.items, call);
      return isUnknown(sorted) ? loosen(self, sorted.reason, null, call) : change(self, sorted, call);
    },
  ],
  copy: ['', (self) => ({ ...list(self.items), ...(self.open ? { open: self.open } : {}) })],
  index: ['value', (self, [value], call) => indexOf(self, value, call)],
  count: ['value', (self, [value], call) => countOf(self, value, call)],
});

export const tupleMethods = methods<SequenceValue>({
  index: ['value', (self, [value], call) => indexOf(self, value, call)],
  count: ['value', (self, [value], call) => countOf(self, value, call)],
  // Shapes of TensorFlow are tuples here.
  as_list: ['', (self) => list(self.items)],
});

function change(self: SequenceValue, items: readonly Value[], call: Call): Value {
  call.context.step(call.span, 1 + (items.length >> 6));
  call.context.journal.set(self, 'items', items);
  return none;
}

function loosen(self: SequenceValue, reason: string, added: Value | null, call: Call): Value {
  loosenList(self, reason, added, call.span, call.context);
  return none;
}

/** The first place of a value; null where it is not known or there is none. */
function find(self: SequenceValue, value: Value | undefined): number | null {
  if (!value) return null;
  for (const [i, item] of self.items.entries()) {
    const same = equal(item, value);
    if (same === null) return null;
    if (same) return i;
  }
  return null;
}

function indexOf(self: SequenceValue, value: Value | undefined, call: Call): Value {
  const at = find(self, value);
  return at === null ? (self.open ?? unknown('the place of the element is not known', call.span)) : number(at);
}

function countOf(self: SequenceValue, value: Value | undefined, call: Call): Value {
  if (self.open || !value) return self.open ?? notGiven(call);
  const answers = self.items.map((item) => equal(item, value));
  return answers.includes(null)
    ? unknown('the comparison is not known', call.span)
    : number(answers.filter(Boolean).length);
}
