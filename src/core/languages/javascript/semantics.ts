/** What JavaScript does at run time, for the evaluator: truth, operators, members of its own values. */

import { builtin, none, number, type ObjectType, type ObjectValue, type Value } from '../../eval/value';
import type { Semantics } from '../../lang/semantics';
import { attribute } from './runtime/attribute';
import { index } from './runtime/element';
import { binary, unary } from './runtime/operators';
import { text } from './runtime/text';
import { truthy } from './runtime/truth';

export const semantics: Semantics = {
  name: 'javascript',
  truthy,
  binary,
  unary,
  index,
  attribute,
  builtin: (name) => builtins.get(name) ?? null,
  text,
  strictUnpacking: false,
  blockScopes: true,
};

/** Names of the language itself; what a page or Node offers besides is the business of a library. `*property` marks getters. */
const builtins: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['undefined', none],
  ['NaN', number(Number.NaN)],
  ['Infinity', number(Number.POSITIVE_INFINITY)],
  ['*property', builtin('property', ({ positions }) => property(positions[0]?.value ?? none))],
]);

/** The class under which the evaluator knows a member that is computed when it is read. */
function property(getter: Value): ObjectValue {
  return { kind: 'object', class: 'builtins.property', type: propertyType, data: new Map([['function', getter]]) };
}

const propertyType: ObjectType = {};
