/** What remains: output, input, formats, decorators, exceptions. */
import {
  type BuiltinValue,
  builtin,
  none,
  type ObjectType,
  type ObjectValue,
  string,
  unknown,
  type Value,
} from '../../../eval/value';
import { because, define, defineLenient, opaque } from '../define';
import { formatValue } from '../text/format';
import { reprOf } from '../text/repr';

export const others: readonly BuiltinValue[] = [
  defineLenient('builtins.print', ['*objects'], () => none),
  opaque('builtins.input', 'it is typed by the user'),
  opaque('builtins.open', 'it is read from a file'),
  opaque('builtins.eval', 'it is computed from text'),
  defineLenient('builtins.exec', ['source'], () => none),
  opaque('builtins.compile', 'it is computed from text'),
  opaque('builtins.__import__', 'the module is chosen while the program runs'),
  defineLenient('builtins.exit', [], () => none),
  defineLenient('builtins.quit', [], () => none),
  defineLenient('builtins.display', [], () => none),
  define('builtins.repr', ['object'], ([value], call) => {
    const text = value ? reprOf(value) : null;
    return text === null ? because(call, 'the text of the value is not known') : string(text);
  }),
  define('builtins.ascii', ['object'], ([value], call) => {
    const text = value ? reprOf(value) : null;
    const plain = text !== null && [...text].every((character) => character < '\u0080');
    return plain ? string(text) : because(call, 'the text of the value is not known');
  }),
  define('builtins.format', ['value', 'format_spec'], ([value, spec], call) => {
    const text = value && (!spec || spec.kind === 'string') ? formatValue(value, spec?.value ?? '') : null;
    return text === null ? because(call, 'the text of the value is not known') : string(text);
  }),
  { ...builtin('builtins.object', (_, site) => unknown('it is a bare object', site.span)) },
  opaque('builtins.bytes', 'bytes are not followed'),
  opaque('builtins.bytearray', 'bytes are not followed'),
  opaque('builtins.complex', 'complex numbers are not followed'),
  opaque('builtins.memoryview', 'bytes are not followed'),
  define('builtins.slice', ['start', 'stop', 'step'], ([start, stop, step]) => {
    const data: ReadonlyMap<string, Value> = new Map([
      ['start', stop ? (start ?? none) : none],
      ['stop', stop ?? start ?? none],
      ['step', step ?? none],
    ]);
    return { kind: 'object', class: 'slice', type: {}, data };
  }),
  wrapper('builtins.property'),
  wrapper('builtins.staticmethod'),
  wrapper('builtins.classmethod'),
];

/** A decorator whose result the evaluator knows by its class; the function stands under `function`. */
export function wrapper(name: string): BuiltinValue {
  const wrap = (inner: Value): ObjectValue => ({
    kind: 'object',
    class: name,
    type: wrappedType,
    data: new Map([['function', inner]]),
  });
  return builtin(name, (args, site) => {
    const inner = args.positions[0]?.value;
    return inner ? wrap(inner) : unknown('nothing is decorated', site.span);
  });
}

const wrappedType: ObjectType = {
  // `@x.setter` leaves the way `x` is read as it is.
  attribute: (object, name) =>
    name === 'setter' || name === 'deleter' || name === 'getter' ? builtin(`property.${name}`, () => object) : null,
};

const exceptionNames = [
  'BaseException',
  'Exception',
  'ArithmeticError',
  'AssertionError',
  'AttributeError',
  'EOFError',
  'FileExistsError',
  'FileNotFoundError',
  'FloatingPointError',
  'ImportError',
  'IndexError',
  'IOError',
  'KeyError',
  'KeyboardInterrupt',
  'LookupError',
  'MemoryError',
  'ModuleNotFoundError',
  'NameError',
  'NotImplementedError',
  'OSError',
  'OverflowError',
  'PermissionError',
  'RecursionError',
  'ReferenceError',
  'RuntimeError',
  'StopIteration',
  'SyntaxError',
  'SystemExit',
  'TimeoutError',
  'TypeError',
  'UnboundLocalError',
  'UnicodeDecodeError',
  'UnicodeError',
  'ValueError',
  'ZeroDivisionError',
  'Warning',
  'DeprecationWarning',
  'FutureWarning',
  'RuntimeWarning',
  'UserWarning',
  'PendingDeprecationWarning',
  'ResourceWarning',
];

export const exceptions: readonly BuiltinValue[] = exceptionNames.map((name) =>
  defineLenient(
    `builtins.${name}`,
    [],
    (): Value => ({ kind: 'object', class: `builtins.${name}`, type: {}, data: new Map() }),
  ),
);
