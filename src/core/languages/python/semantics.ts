/** What operators, conditions, indices and attributes mean in Python. */
import type { Semantics } from '../../lang/semantics';
import { pythonBuiltin } from '../../libraries/python';
import { strOf } from '../../libraries/python/text/repr';
import { attribute } from './runtime/attribute';
import { element } from './runtime/element';
import { binary, unary } from './runtime/operators';
import { truthy } from './runtime/truth';

export const pythonSemantics: Semantics = {
  name: 'python',
  truthy,
  binary,
  unary,
  index: element,
  attribute,
  builtin: pythonBuiltin,
  text: strOf,
  strictUnpacking: true,
  blockScopes: false,
};
