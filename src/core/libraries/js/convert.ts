/** Conversions between kinds of values: `Number`, `String`, `Boolean`, `parseInt`, `JSON`. */

import { boolean, builtin, type CallArguments, none, number, string, unknown, type Value } from '../../eval/value';
import { argument } from '../common/data-calls';

function first(args: CallArguments): Value {
  return argument(args, 0)?.value ?? args.open ?? none;
}

function numberOf(value: Value): number | null {
  switch (value.kind) {
    case 'number':
      return value.value;
    case 'string':
      return Number(value.value);
    case 'boolean':
      return value.value ? 1 : 0;
    default:
      return null;
  }
}

function numberTest(name: string, test: (value: number) => boolean): [string, Value] {
  return [
    name,
    builtin(`Number.${name}`, (args, site) => {
      const value = first(args);
      if (value.kind === 'unknown' || value.kind === 'symbolic') return unknown('the number is not known', site.span);
      return boolean(value.kind === 'number' && test(value.value));
    }),
  ];
}

export const parseFloatFunction: Value = builtin('parseFloat', (args, site, context) => {
  const value = first(args);
  if (value.kind === 'number') return value;
  const text = context.semantics.text(value);
  return text === null ? unknown('the text of the number is not known', site.span) : number(Number.parseFloat(text));
});

export const parseIntFunction: Value = builtin('parseInt', (args, site, context) => {
  const value = first(args);
  const radix = argument(args, 1)?.value;
  const text = context.semantics.text(value);
  if (text === null || (radix && radix.kind !== 'number' && radix.kind !== 'none'))
    return unknown('the text of the number is not known', site.span);
  return number(Number.parseInt(text, radix?.kind === 'number' ? radix.value : undefined));
});

const numberMembers: ReadonlyMap<string, Value> = new Map<string, Value>([
  numberTest('isInteger', Number.isInteger),
  numberTest('isFinite', Number.isFinite),
  numberTest('isNaN', Number.isNaN),
  numberTest('isSafeInteger', Number.isSafeInteger),
  ['parseInt', parseIntFunction],
  ['parseFloat', parseFloatFunction],
  ['MAX_SAFE_INTEGER', number(Number.MAX_SAFE_INTEGER)],
  ['MIN_SAFE_INTEGER', number(Number.MIN_SAFE_INTEGER)],
  ['MAX_VALUE', number(Number.MAX_VALUE)],
  ['MIN_VALUE', number(Number.MIN_VALUE)],
  ['EPSILON', number(Number.EPSILON)],
  ['POSITIVE_INFINITY', number(Number.POSITIVE_INFINITY)],
  ['NEGATIVE_INFINITY', number(Number.NEGATIVE_INFINITY)],
  ['NaN', number(Number.NaN)],
]);

export const numberClass: Value = builtin(
  'Number',
  (args, site) => {
    const value = first(args);
    if (args.positions.length === 0) return number(0);
    const result = numberOf(value);
    if (result !== null) return number(result);
    return value.kind === 'symbolic' ? value : unknown('the number is not known', site.span);
  },
  (name) => numberMembers.get(name) ?? null,
);

export const stringFunction: Value = builtin('String', (args, site, context) => {
  const text = args.positions.length ? context.semantics.text(first(args)) : '';
  return text === null ? unknown('how the value is written is not known', site.span) : string(text);
});

export const booleanFunction: Value = builtin('Boolean', (args, site, context) => {
  const truth = context.truthy(first(args));
  return truth === null ? unknown('the condition is not known', site.span) : boolean(truth);
});

export const jsonObject: Value = {
  kind: 'object',
  class: 'JSON',
  type: {
    attribute: (_, name) => builtin(`JSON.${name}`, (__, site) => unknown(`JSON.${name} is not followed`, site.span)),
  },
  data: new Map(),
};
