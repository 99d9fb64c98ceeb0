/** Modules that meet the machine: files, time, chance, arguments. They can be called without harm; what they give is not known. */
import { commonOf, openList } from '../../../eval/open-list';
import { unknownNumber } from '../../../eval/unknown-number';
import { type BuiltinValue, builtin, list, none, number, string, type Value } from '../../../eval/value';
import { because, type Call, define, defineLenient, elements, isUnknown, rest } from '../define';
import { functionsOf, moduleOf, opaqueModule } from '../module';

const path = opaqueModule('os.path', 'it depends on the file system', {
  sep: string('/'),
  ...functionsOf([
    define('os.path.join', ['*paths'], (_, call) => {
      let joined = '';
      for (const part of rest(call)) {
        if (part.kind !== 'string')
          return part.kind === 'unknown' ? part : because(call, 'a part of the path is not known');
        joined = part.value.startsWith('/')
          ? part.value
          : joined === '' || joined.endsWith('/')
            ? joined + part.value
            : `${joined}/${part.value}`;
      }
      return string(joined);
    }),
    define('os.path.basename', ['p'], ([value], call) =>
      value?.kind === 'string'
        ? string(value.value.slice(value.value.lastIndexOf('/') + 1))
        : because(call, 'the path is not known'),
    ),
    define('os.path.dirname', ['p'], ([value], call) => {
      if (value?.kind !== 'string') return because(call, 'the path is not known');
      const at = value.value.lastIndexOf('/');
      return string(at <= 0 ? value.value.slice(0, at + 1) : value.value.slice(0, at));
    }),
    define('os.path.splitext', ['p'], ([value], call) => {
      if (value?.kind !== 'string') return because(call, 'the path is not known');
      const [, stem = value.value, extension = ''] = /^(.*[^/])(\.[^./]*)$/s.exec(value.value) ?? [];
      return { kind: 'sequence', type: 'tuple', items: [string(stem), string(extension)], origin: null };
    }),
  ]),
});

const quiet = (name: string): Value => defineLenient(name, [], () => none);

export const os = opaqueModule('os', 'it depends on the machine', {
  path,
  sep: string('/'),
  environ: {
    kind: 'mapping',
    type: 'dict',
    entries: new Map(),
    open: { kind: 'unknown', reason: 'the environment is not known', span: { start: 0, end: 0 } },
    // A program that takes Keras 2 this way sets it in its text.
    absent: new Set(['s:TF_USE_LEGACY_KERAS']),
    origin: null,
  },
  makedirs: quiet('os.makedirs'),
  mkdir: quiet('os.mkdir'),
  remove: quiet('os.remove'),
  chdir: quiet('os.chdir'),
  system: quiet('os.system'),
});
export const osPath = path;

export const sys = opaqueModule('sys', 'it depends on how the program is run', {
  version_info: {
    kind: 'sequence',
    type: 'tuple',
    items: [number(3), number(11), number(0), string('final'), number(0)],
    origin: null,
  },
  maxsize: { kind: 'unknown', reason: 'the number is too large to be followed', span: { start: 0, end: 0 } },
  exit: quiet('sys.exit'),
});

export const random = opaqueModule('random', 'it is a random number', {
  seed: quiet('random.seed'),
  shuffle: quiet('random.shuffle'),
  ...functionsOf([
    ...['random', 'uniform', 'gauss', 'normalvariate', 'betavariate'].map((name) => drawn(name, 'float64')),
    ...['randint', 'randrange', 'getrandbits'].map((name) => drawn(name, 'int64')),
    define('random.choice', ['seq'], ([seq], call) => someOf(seq, call) ?? because(call, 'it is drawn by chance')),
    define('random.sample', ['population', 'k'], ([population, k], call) => {
      const each = someOf(population, call);
      const many = k?.kind === 'number' && k.value <= MOST_DRAWN ? k.value : null;
      return each && many !== null
        ? list(Array.from({ length: many }, () => each))
        : openList(because(call, 'it is drawn by chance'), each ?? undefined);
    }),
  ]),
});

/** Elements drawn at once beyond this are not spelt out. */
const MOST_DRAWN = 1_000;

function drawn(name: string, dtype: 'int64' | 'float64'): BuiltinValue {
  return defineLenient(`random.${name}`, [], (_, { span }) => unknownNumber('it is a random number', span, dtype));
}

/** What an element drawn from a list is like. */
function someOf(from: Value | undefined, call: Call): Value | null {
  const items = elements(from, call);
  if (isUnknown(items)) return items.element ?? null;
  const { context, span } = call;
  return commonOf(items, (a, b) => context.join(a, b, 'it is drawn by chance', span));
}
export const time = opaqueModule('time', 'it depends on the time', { sleep: quiet('time.sleep') });
export const datetime = opaqueModule('datetime', 'it depends on the time');
export const re = opaqueModule(
  're',
  'regular expressions are not followed',
  Object.fromEntries(['I', 'M', 'S', 'X'].map((name, i) => [name, number(1 << i)])),
);
export const json = opaqueModule('json', 'it is read from data');
export const pathlib = opaqueModule('pathlib', 'it depends on the file system');
export const warnings = moduleOf('warnings', {}, (name) => (name.startsWith('__') ? null : quiet(`warnings.${name}`)));
export const logging = moduleOf(
  'logging',
  { INFO: number(20), DEBUG: number(10), WARNING: number(30), ERROR: number(40) },
  (name) =>
    name.startsWith('__')
      ? null
      : builtin(
          `logging.${name}`,
          () => none,
          () => quiet('logging.log'),
        ),
);
export const copy = moduleOf(
  'copy',
  functionsOf([
    define('copy.copy', ['x'], ([value], call) => duplicate(value) ?? because(call, 'the copy is not followed')),
    define(
      'copy.deepcopy',
      ['x'],
      ([value], call) => duplicate(value, true) ?? because(call, 'the copy is not followed'),
    ),
  ]),
);
export const operator = moduleOf(
  'operator',
  functionsOf(
    (
      [
        'add +',
        'sub -',
        'mul *',
        'truediv /',
        'floordiv //',
        'mod %',
        'pow **',
        'eq ==',
        'ne !=',
        'lt <',
        'le <=',
        'gt >',
        'ge >=',
      ] as const
    ).map((entry) => {
      const [name, sign] = entry.split(' ') as [string, '+'];
      return define(`operator.${name}`, ['a', 'b'], ([a, b], call) =>
        a && b
          ? call.context.semantics.binary(sign, a, b, call.span, call.context)
          : because(call, 'an argument is missing'),
      );
    }),
  ),
);

/** A copy of plain data; null for objects, whose parts are shared in ways that are not followed. */
function duplicate(value: Value | undefined, deep = false): Value | null {
  if (!value) return null;
  const inner = (item: Value): Value | null => (deep ? duplicate(item, true) : item);
  switch (value.kind) {
    case 'sequence': {
      const items = value.items.map(inner);
      return items.includes(null)
        ? null
        : { ...list(items as Value[]), type: value.type, ...(value.open ? { open: value.open } : {}) };
    }
    case 'mapping': {
      const entries = new Map<string, { key: Value; value: Value }>();
      for (const [key, entry] of value.entries) {
        const copied = inner(entry.value);
        if (!copied) return null;
        entries.set(key, { key: entry.key, value: copied });
      }
      return { ...value, entries, origin: null };
    }
    case 'number':
    case 'string':
    case 'boolean':
    case 'none':
    case 'range':
    case 'symbolic':
    case 'function':
    case 'builtin':
    case 'class':
    case 'array':
      return value;
    case 'unknown':
    case 'layer':
    case 'model':
    case 'instance':
    case 'method':
    case 'module':
    case 'tensor':
    case 'object':
      return null;
  }
}
