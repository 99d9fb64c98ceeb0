/** `object[index]` on arrays, objects and strings. What is not there is `undefined`. */
import type { EvalContext } from '../../../eval/context';
import { none, string, unknown, type Value } from '../../../eval/value';
import type { Span } from '../../../text/span';
import { text } from './text';

export function index(object: Value, at: Value, span: Span, context: EvalContext): Value {
  if (at.kind === 'unknown') return at;
  switch (object.kind) {
    case 'sequence':
    case 'string': {
      const place =
        at.kind === 'string' && /^\d+$/.test(at.value) ? Number(at.value) : at.kind === 'number' ? at.value : null;
      if (place !== null) {
        if (object.kind === 'string') return object.value[place] === undefined ? none : string(object.value[place]);
        return object.items[place] ?? (object.open ? { ...object.open, span } : none);
      }
      break;
    }
    case 'mapping': {
      const key = text(at);
      if (key === null) break;
      const entry = object.entries.get(`s:${key}`) ?? object.entries.get(`n:${key}`);
      if (entry) return entry.value;
      return object.open ? unknown('not all entries of the object are known', span) : none;
    }
    default:
      break;
  }
  return at.kind === 'string' ? context.attribute(object, at.value, span) : unknown('the index is not known', span);
}
