/** Values of libraries that a text names by their full path: `keras.layers.Conv2D`. */
import type { LibraryExpr } from '../lang/program';
import type { Interpreter } from './interpreter';
import { unknown, type Value } from './value';

export function libraryValue({ path, span, isOnly }: LibraryExpr, interpreter: Interpreter): Value {
  const [first, ...rest] = path.split('.');
  let value: Value = interpreter.library.module(first!) ?? unknown(`the module ${first} is not known`, span);
  for (const part of rest) {
    const lack = isOnly && value.kind === 'module' ? value.lacks?.(part, interpreter) : null;
    if (lack) interpreter.fault('unknown-name', lack.message, span, lack.meant);
    value = interpreter.attribute(value, part, span);
  }
  return value;
}
