/** Arithmetic on numbers, and on sizes as far as they stay sizes. */
import { dimValue, number, type ObjectType, unknown, type Value } from '../../../eval/value';
import type { BinaryOperator } from '../../../lang/program';
import { add, type Dim, multiply, sameDim, subtract } from '../../../shape/dim';
import { Symbolic } from '../../../shape/symbolic';
import type { Span } from '../../../text/span';

export function arithmetic(operator: BinaryOperator, left: Value, right: Value, span: Span): Value {
  const a = toNumber(left);
  const b = toNumber(right);
  if (a === null || b === null) return unknown(`what ${operator} gives is not known here`, span);
  if (typeof a === 'number' && typeof b === 'number') return number(compute(operator, a, b));
  switch (operator) {
    case '+':
      return dimValue(add(a, b));
    case '-':
      return dimValue(subtract(a, b));
    case '*':
      return dimValue(multiply(a, b));
    case '/':
      return quotient(a, b, span);
    case '|':
    case '>>':
      // `x / 2 | 0` rounds down what is not negative.
      if (b === 0) return left;
      break;
    default:
      break;
  }
  return unknown(`what ${operator} gives is known only with numbers`, span);
}

/** The numbers that operators compute with; null for what is not a known number. */
export function toNumber(value: Value): Exclude<Dim, null> | null {
  switch (value.kind) {
    case 'number':
    case 'symbolic':
      return value.value;
    case 'boolean':
      return value.value ? 1 : 0;
    case 'string':
      return Number(value.value);
    default:
      return null;
  }
}

function compute(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '**':
      return a ** b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '>>>':
      return a >>> b;
    default:
      return Number.NaN;
  }
}

/** A size divided by a number: a size again if it divides exactly, else something that `Math.floor` can round. */
function quotient(a: Exclude<Dim, null>, b: Exclude<Dim, null>, span: Span): Value {
  if (typeof a === 'number' || typeof b !== 'number' || !Number.isInteger(b) || b <= 0) {
    return unknown('what / gives is known only with numbers', span);
  }
  const floor = Symbolic.floorDivide(a, b);
  if (sameDim(multiply(floor, b), a)) return dimValue(floor);
  return {
    kind: 'object',
    class: 'quotient',
    type: quotientType,
    data: new Map([
      ['dividend', dimValue(a)],
      ['divisor', number(b)],
    ]),
  };
}

const quotientType: ObjectType = {};
