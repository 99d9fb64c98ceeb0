/** `object.name` on the values of JavaScript itself. */
import type { EvalContext } from '../../../eval/context';
import { type MappingValue, none, number, unknown, type Value } from '../../../eval/value';
import type { Span } from '../../../text/span';
import { bound } from './arguments';
import { arrayMethods } from './arrays';
import { functionAttribute } from './functions';
import { promiseMethod } from './promises';
import { stringMethods } from './strings';
import { text } from './text';

/** Null where there is none. */
export function attribute(object: Value, name: string, span: Span, _context: EvalContext): Value | null {
  const own = ownAttribute(object, name, span);
  return own && own.kind !== 'none' ? own : (promiseMethod(object, name) ?? own);
}

function ownAttribute(object: Value, name: string, span: Span): Value | null {
  switch (object.kind) {
    case 'sequence': {
      if (name === 'length' && object.type === 'list')
        return object.open ? { ...object.open, span } : number(object.items.length);
      const method = arrayMethods.get(name);
      return method ? bound('Array', name, object, method) : null;
    }
    case 'string': {
      if (name === 'length') return number(object.value.length);
      const method = stringMethods.get(name);
      return method ? bound('String', name, object, method) : null;
    }
    case 'mapping':
      return entryOf(object, name, span);
    case 'function':
    case 'method':
      return functionAttribute(object, name);
    case 'number':
      return numberAttribute(object, name);
    default:
      return null;
  }
}

/** An entry, with its object as `this` if it is a method that uses it. */
function entryOf(object: MappingValue, name: string, span: Span): Value {
  const entry = object.entries.get(`s:${name}`) ?? object.entries.get(`n:${name}`);
  if (entry) {
    const { value } = entry;
    return value.kind === 'function' && value.expr.bindsThis
      ? { kind: 'method', self: object, function: value }
      : value;
  }
  if (name === 'hasOwnProperty') {
    return bound('Object', name, object, (mapping, { positions }) => {
      const key = positions[0] ? text(positions[0].value) : null;
      if (key === null) return unknown('the key is not known', span);
      const has = mapping.entries.has(`s:${key}`) || mapping.entries.has(`n:${key}`);
      return !has && mapping.open ? mapping.open : { kind: 'boolean', value: has, origin: null };
    });
  }
  return object.open ? unknown('not all entries of the object are known', span) : none;
}

function numberAttribute(object: Extract<Value, { kind: 'number' }>, name: string): Value | null {
  switch (name) {
    case 'toFixed':
      return bound('Number', name, object, (value, { positions }) => {
        const digits = positions[0]?.value;
        const places = digits?.kind === 'number' && digits.value >= 0 && digits.value <= 100 ? digits.value : 0;
        return { kind: 'string', value: value.value.toFixed(places), origin: null };
      });
    case 'toString':
    case 'toLocaleString':
      return bound('Number', name, object, (value, { positions }, site) =>
        positions.length > 0 || name !== 'toString'
          ? unknown('how the number is written is not known', site.span)
          : { kind: 'string', value: String(value.value), origin: null },
      );
    default:
      return null;
  }
}
