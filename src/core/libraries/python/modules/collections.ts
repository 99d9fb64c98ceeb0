/** The module collections. */
import { builtin, type ClassValue, list, mappingKey, number, string, unknown, type Value } from '../../../eval/value';
import type { Span } from '../../../text/span';
import { toDict } from '../builtins/conversions';
import { because, type Call, define, elements, isUnknown } from '../define';
import { functionsOf, moduleOf, opaqueModule } from '../module';

/** Abstract types, known by their names. */
export const collectionsAbc = opaqueModule('collections.abc', 'it is an abstract type');

export const collections = moduleOf('collections', {
  ...functionsOf([
    define('collections.OrderedDict', ['mapping'], ([value], call) => toDict(value, call)),
    define('collections.defaultdict', ['default_factory', 'mapping'], ([, value], call) => {
      const dict = toDict(value, call);
      // Reading a key that is absent makes it, so that absence is not known.
      return dict.kind === 'mapping'
        ? { ...dict, open: because(call, 'the dictionary makes entries when they are asked for') }
        : dict;
    }),
    define('collections.deque', ['iterable', 'maxlen'], ([iterable, most], call) => {
      const items = iterable ? elements(iterable, call) : [];
      if (isUnknown(items)) return items;
      return most && most.kind !== 'none' ? because(call, 'queues with a limit are not followed') : list(items);
    }),
    define('collections.Counter', ['iterable'], ([iterable], call) => count(iterable, call)),
    define('collections.namedtuple', ['typename', 'field_names', 'rename', 'defaults'], namedTuple),
    define('collections.ChainMap', [], (_, call) => because(call, 'chained dictionaries are not followed')),
  ]),
  abc: collectionsAbc,
});

function count(iterable: Value | undefined, call: Call): Value {
  const items = iterable ? elements(iterable, call) : [];
  if (isUnknown(items)) return items;
  const entries = new Map<string, { key: Value; value: Value }>();
  for (const item of items) {
    const key = mappingKey(item);
    if (key === null) return because(call, 'an element is not known');
    const before = entries.get(key)?.value;
    entries.set(key, { key: item, value: number(before?.kind === 'number' ? before.value + 1 : 1) });
  }
  return { kind: 'mapping', type: 'dict', entries, origin: null };
}

/** A class with fields, as `@dataclass` makes it; the evaluator binds them. */
function namedTuple([name, fieldNames, , defaults]: readonly (Value | undefined)[], call: Call): Value {
  const parts =
    fieldNames?.kind === 'string'
      ? fieldNames.value
          .split(/[\s,]+/)
          .filter((part) => part !== '')
          .map((part) => string(part))
      : elements(fieldNames, call);
  if (name?.kind !== 'string' || isUnknown(parts)) return unknown('the fields of the tuple are not known', call.span);
  const values = defaults && defaults.kind !== 'none' ? elements(defaults, call) : [];
  if (isUnknown(values)) return values;
  const fields = parts.map((part, i) => ({
    name: part.kind === 'string' ? part.value : '',
    default: values[i - (parts.length - values.length)] ?? null,
  }));
  return fieldClass(name.value, fields, call.span);
}

function fieldClass(name: string, fields: NonNullable<ClassValue['fields']>, span: Span): ClassValue {
  const members = new Map<string, Value>([
    ['_fields', { kind: 'sequence', type: 'tuple', items: fields.map((field) => string(field.name)), origin: null }],
  ]);
  const expr = { kind: 'class', name, bases: [], keywords: [], body: [], decorators: [], span } as const;
  const tupleBase = builtin('typing.NamedTuple', (_, site) => unknown('it is a bare tuple', site.span));
  return { kind: 'class', name, expr, bases: [tupleBase], members, fields };
}
