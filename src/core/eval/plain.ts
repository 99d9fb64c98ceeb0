/** From values of the program to the plain data that layer args are read from. */

import { innerOfLayer, innerOfModel } from '../graph/inner-layer';
import type { Expr } from '../lang/program';
import { type Plain, PlainFloat, PlainLayer, PlainObject, PlainUnknown } from '../layers/plain';
import { sizeOfUnknown } from './unknown-size';
import type { Value } from './value';

/** Elements of a range beyond this are not spelt out: no arg takes so many. */
const MAX_RANGE = 64;
/** Lists within lists beyond this are not spelt out. */
const MAX_DEPTH = 8;

export function toPlain(value: Value, depth = 0): Plain {
  if (depth > MAX_DEPTH) return new PlainUnknown('the value is nested too deep to follow');
  switch (value.kind) {
    case 'number':
      return value.float ? new PlainFloat(value.value) : value.value;
    case 'symbolic':
      return value.value;
    case 'string':
    case 'boolean':
      return value.value;
    case 'none':
      return null;
    case 'sequence':
      return value.open ? new PlainUnknown(value.open.reason) : value.items.map((item) => toPlain(item, depth + 1));
    case 'range': {
      const count = Math.max(0, Math.ceil((value.stop - value.start) / value.step));
      if (count > MAX_RANGE) return new PlainUnknown('the range is too long to follow');
      return Array.from({ length: count }, (_, i) => value.start + i * value.step);
    }
    case 'mapping': {
      if (value.open) return new PlainUnknown(value.open.reason);
      const entries = [...value.entries.values()].filter(({ key }) => key.kind === 'string');
      return Object.fromEntries(
        entries.map((entry) => [entry.key.kind === 'string' ? entry.key.value : '', toPlain(entry.value, depth + 1)]),
      );
    }
    case 'function':
      return new PlainObject(value.expr.name, 'function', value);
    case 'builtin':
      return new PlainObject(value.name.split('.').at(-1)!, 'function', value);
    case 'object':
      return new PlainObject(value.class.split('.').at(-1)!, 'object', value);
    case 'layer':
      return new PlainLayer(innerOfLayer(value.layer), value);
    case 'model':
      return new PlainLayer(innerOfModel(value.model), value);
    case 'unknown':
      return new PlainUnknown(value.reason, sizeOfUnknown(value));
    case 'class':
      return new PlainObject(value.name, 'class', value);
    case 'instance': {
      const { native } = value;
      if (native) return new PlainLayer('layers' in native ? innerOfModel(native) : innerOfLayer(native), value);
      return new PlainObject(value.class.name, 'object', value);
    }
    case 'array':
    case 'tensor':
    case 'method':
    case 'module':
      return new PlainObject(null, value.kind, value);
  }
}

/** The literals that wrote a value: one for a single value, one per element of a sequence; null where it was computed. */
export function originsOf(value: Value): readonly (Expr | null)[] {
  switch (value.kind) {
    case 'number':
    case 'string':
    case 'boolean':
      return [value.origin];
    case 'sequence':
      return value.items.map(originOf);
    default:
      return [];
  }
}

/** The literal of a single value, or that of the first element. */
function originOf(value: Value): Expr | null {
  const first = value.kind === 'sequence' ? value.items[0] : value;
  return first?.kind === 'number' || first?.kind === 'string' || first?.kind === 'boolean' ? first.origin : null;
}
