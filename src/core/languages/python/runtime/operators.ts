/** What operators do to values of Python itself. Arrays, tensors and layers were asked of their libraries before. */
import type { EvalContext } from '../../../eval/context';
import { describe } from '../../../eval/helpers';
import { extendList, openList } from '../../../eval/open-list';
import {
  boolean,
  type MappingValue,
  mappingKey,
  number,
  type SequenceValue,
  string,
  unknown,
  type Value,
} from '../../../eval/value';
import type { BinaryOperator, UnaryOperator } from '../../../lang/program';
import type { Span } from '../../../text/span';
import { calculate, calculateSymbolic, negate, numeric, sizeOf } from './arithmetic';
import { equal, includes, isSame, order } from './compare';
import { formatPercent } from './percent';
import { callMethod, callSpecial } from './special-methods';

/** Elements or characters beyond this are not spelt out. */
const MAX_ELEMENTS = 50_000;

export function binary(operator: BinaryOperator, left: Value, right: Value, span: Span, context: EvalContext): Value {
  const because = (reason: string): Value => unknown(reason, span);
  const answer = (truth: boolean | null): Value =>
    truth === null ? because('the comparison is not known') : boolean(truth);
  const negated = (truth: boolean | null): Value => answer(truth === null ? null : !truth);
  if (operator === 'is') return answer(isSame(left, right));
  if (operator === 'is not') return negated(isSame(left, right));
  if (left.kind === 'unknown') return left;
  if (right.kind === 'unknown') return right;
  const special =
    left.kind === 'instance' || right.kind === 'instance' ? callSpecial(operator, left, right, span, context) : null;
  if (special) return special;
  switch (operator) {
    case '==':
      return answer(equal(left, right));
    case '!=':
      return negated(equal(left, right));
    case 'in':
      return answer(includes(right, left));
    case 'not in':
      return negated(includes(right, left));
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const sign = order(left, right);
      if (sign === null) return because('the comparison is not known');
      return boolean(
        operator === '<' ? sign < 0 : operator === '<=' ? sign <= 0 : operator === '>' ? sign > 0 : sign >= 0,
      );
    }
    default: {
      const result = combine(operator, left, right, span, context);
      return typeof result === 'string' ? because(result) : result;
    }
  }
}

export function unary(operator: UnaryOperator, operand: Value, span: Span, context: EvalContext): Value {
  if (operand.kind === 'unknown') return operand;
  const known = numeric(operand);
  if (known) {
    if (operator === '-') return number(known.value === 0 && !known.float ? 0 : -known.value, known.float);
    if (operator === '+') return number(known.value, known.float);
    if (operator === '~' && !known.float) return number(-known.value - 1);
  }
  if (operand.kind === 'symbolic') {
    if (operator === '-') return negate(operand);
    if (operator === '+') return operand;
  }
  if (operand.kind === 'instance') {
    const name = operator === '-' ? '__neg__' : operator === '+' ? '__pos__' : '__invert__';
    const result = callMethod(operand, name, [], span, context);
    if (result) return result;
  }
  return unknown(`${operator} of ${describe(operand)} is not followed`, span);
}

/** The result, or why there is none. */
function combine(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
  context: EvalContext,
): Value | string {
  if (left.kind === 'symbolic' || right.kind === 'symbolic') {
    const other = left.kind === 'symbolic' ? right : left;
    const size = other.kind === 'sequence' || other.kind === 'string';
    if (!size) return calculateSymbolic(operator, left, right);
  }
  if (numeric(left) && numeric(right)) return calculate(operator, left, right);
  if (left.kind === 'string' && operator === '%') return formatPercent(left.value, right) ?? 'the text is not known';
  if (left.kind === 'string' && right.kind === 'string' && operator === '+') {
    return left.value.length + right.value.length > MAX_ELEMENTS * 20
      ? 'the text is too long to be followed'
      : string(left.value + right.value);
  }
  if (operator === '*') {
    const repeated = repeat(left, right, span, context) ?? repeat(right, left, span, context);
    if (repeated) return repeated;
  }
  if (left.kind === 'sequence' && right.kind === 'sequence')
    return combineSequences(operator, left, right, span, context);
  if (left.kind === 'mapping' && right.kind === 'mapping' && operator === '|') return merge(left, right);
  return `${operator} of ${describe(left)} and ${describe(right)} is not followed`;
}

function repeat(of: Value, times: Value, span: Span, context: EvalContext): Value | string | null {
  if (of.kind !== 'string' && (of.kind !== 'sequence' || of.type === 'set')) return null;
  if (times.kind === 'symbolic') return 'the number of repetitions is not known';
  const count = sizeOf(times);
  if (typeof count !== 'number') return null;
  const n = Math.max(0, count);
  const length = of.kind === 'string' ? of.value.length : of.items.length;
  if (n * length > MAX_ELEMENTS) return `it has ${n * length} elements, too many to be followed`;
  if (of.kind === 'string') return string(of.value.repeat(n));
  if (of.open) return { ...openList(of.open), type: of.type };
  context.step(span, n * length);
  return { kind: 'sequence', type: of.type, items: Array.from({ length: n }, () => of.items).flat(), origin: null };
}

function combineSequences(
  operator: BinaryOperator,
  left: SequenceValue,
  right: SequenceValue,
  span: Span,
  context: EvalContext,
): Value | string {
  if (left.type !== right.type) return `${operator} of ${describe(left)} and ${describe(right)} is not followed`;
  context.step(span, left.items.length + right.items.length);
  if (left.type === 'set') return combineSets(operator, left, right) ?? 'the set is not known';
  if (operator !== '+') return `${operator} of ${describe(left)} and ${describe(right)} is not followed`;
  if (left.items.length + right.items.length > MAX_ELEMENTS) return 'the list is too long to be followed';
  const both: SequenceValue = { ...left, origin: null };
  extendList(both, right.open ?? right.items, span, context);
  return both;
}

function combineSets(operator: BinaryOperator, left: SequenceValue, right: SequenceValue): Value | null {
  if (left.open || right.open) return null;
  const keysOf = (items: readonly Value[]): Map<string | null, Value> =>
    new Map(items.map((item) => [mappingKey(item), item]));
  const a = keysOf(left.items);
  const b = keysOf(right.items);
  if (a.has(null) || b.has(null)) return null;
  const only = (from: Map<string | null, Value>, keep: (key: string | null) => boolean): Value[] =>
    [...from].filter(([key]) => keep(key)).map(([, value]) => value);
  const set = (items: Value[]): Value => ({ kind: 'sequence', type: 'set', items, origin: null });
  switch (operator) {
    case '|':
      return set([...a.values(), ...only(b, (key) => !a.has(key))]);
    case '&':
      return set(only(a, (key) => b.has(key)));
    case '-':
      return set(only(a, (key) => !b.has(key)));
    case '^':
      return set([...only(a, (key) => !b.has(key)), ...only(b, (key) => !a.has(key))]);
    default:
      return null;
  }
}

function merge(left: MappingValue, right: MappingValue): Value {
  const open = left.open ?? right.open;
  return {
    kind: 'mapping',
    type: 'dict',
    entries: new Map([...left.entries, ...right.entries]),
    origin: null,
    ...(open ? { open } : {}),
  };
}
