/** The elements of a value in a loop, as far as they are known. */
import type { Span } from '../text/span';
import { describe } from './helpers';
import type { Interpreter } from './interpreter';
import { number, string, type UnknownValue, unknown, type Value } from './value';

export function elementsOf(interpreter: Interpreter, value: Value, span: Span): readonly Value[] | UnknownValue {
  switch (value.kind) {
    case 'unknown':
      return unknown(value.reason, value.span);
    case 'sequence':
      return value.open ?? value.items;
    case 'range': {
      const count = Math.max(0, Math.ceil((value.stop - value.start) / value.step));
      interpreter.step(span, count);
      return Array.from({ length: count }, (_, i) => number(value.start + i * value.step));
    }
    case 'mapping':
      return value.open ?? [...value.entries.values()].map(({ key }) => key);
    case 'string':
      interpreter.step(span, value.value.length);
      return [...value.value].map((character) => string(character));
    case 'object': {
      const items = value.type.iterate?.(value, span, interpreter);
      return items ?? unknown(`the elements of ${describe(value)} are not known`, span);
    }
    default:
      return (
        interpreter.library.iterate(value, span, interpreter) ??
        unknown(`the elements of ${describe(value)} are not known`, span)
      );
  }
}
