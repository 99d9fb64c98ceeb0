/** `object.name` on values of Python itself. */
import type { EvalContext } from '../../../eval/context';
import { boolean, number, string, unknown, type Value } from '../../../eval/value';
import { define } from '../../../libraries/python/define';
import type { Span } from '../../../text/span';
import { dictMethods } from './methods/dict';
import { listMethods, tupleMethods } from './methods/list';
import { setMethods } from './methods/set';
import { stringMethods } from './methods/string';
import { bindMethod } from './methods/table';

/** Null where the value has no such attribute. */
export function attribute(object: Value, name: string, span: Span, context: EvalContext): Value | null {
  switch (object.kind) {
    case 'string':
      return bindMethod('str', stringMethods, object, name);
    case 'sequence':
      if (object.type === 'list') return bindMethod('list', listMethods, object, name);
      if (object.type === 'set') return bindMethod('set', setMethods, object, name);
      return bindMethod('tuple', tupleMethods, object, name);
    case 'mapping':
      return bindMethod('dict', dictMethods, object, name);
    case 'number':
      return numberAttribute(object.value, object.float, name);
    case 'function':
      return functionAttribute(object.expr.name, name, span);
    case 'builtin':
      return name === '__name__' || name === '__qualname__' ? string(object.name.split('.').at(-1)!) : null;
    case 'method':
      if (name === '__self__') return object.self;
      return name === '__func__' ? object.function : context.attribute(object.function, name, span);
    default:
      return null;
  }
}

function numberAttribute(value: number, float: boolean, name: string): Value | null {
  if (name === 'real') return number(value, float);
  if (name === 'imag') return number(0, float);
  if (name === 'is_integer') return define('float.is_integer', [], () => boolean(Number.isInteger(value)));
  if (float) return null;
  if (name === 'bit_length')
    return define('int.bit_length', [], () => number(value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1));
  if (name === 'numerator') return number(value);
  return name === 'denominator' ? number(1) : null;
}

function functionAttribute(own: string | null, name: string, span: Span): Value | null {
  switch (name) {
    case '__name__':
    case '__qualname__':
      return string(own ?? '<lambda>');
    case '__module__':
      return string('__main__');
    case '__doc__':
      return unknown('documentation is not read', span);
    default:
      return null;
  }
}
