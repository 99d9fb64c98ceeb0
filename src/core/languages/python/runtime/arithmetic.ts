/** Arithmetic on numbers as Python does it. Whole numbers are exact as far as doubles are, and unknown beyond. */

import { boolean, dimValue, number, type SymbolicValue, type Value } from '../../../eval/value';
import type { BinaryOperator } from '../../../lang/program';
import { add, floorDivide, multiply, subtract } from '../../../shape/dim';
import { Symbolic } from '../../../shape/symbolic';

/** A number or truth value as a number. */
export function numeric(value: Value): { readonly value: number; readonly float: boolean } | null {
  if (value.kind === 'number') return value;
  return value.kind === 'boolean' ? { value: value.value ? 1 : 0, float: false } : null;
}

/** The result, or why there is none. */
export function calculate(operator: BinaryOperator, left: Value, right: Value): Value | string {
  if (left.kind === 'boolean' && right.kind === 'boolean' && '&|^'.includes(operator))
    return boolean(logic(operator, left.value, right.value));
  const a = numeric(left)!;
  const b = numeric(right)!;
  const float = a.float || b.float;
  if (bitOperators.has(operator))
    return float ? 'the operands are not whole numbers' : bits(operator, a.value, b.value);
  switch (operator) {
    case '+':
      return checked(a.value + b.value, float);
    case '-':
      return checked(a.value - b.value, float);
    case '*':
      return checked(a.value * b.value, float);
    case '/':
      return b.value === 0 ? 'it divides by zero' : number(a.value / b.value, true);
    case '//': {
      if (b.value === 0) return 'it divides by zero';
      const quotient = (a.value - modulo(a.value, b.value)) / b.value;
      return checked(Math.round(quotient), float);
    }
    case '%':
      return b.value === 0 ? 'it divides by zero' : checked(modulo(a.value, b.value), float);
    case '**':
      return power(a.value, b.value, float);
    default:
      return 'the operator does not take numbers';
  }
}

/** Sizes known as an expression. */
export function calculateSymbolic(operator: BinaryOperator, left: Value, right: Value): Value | string {
  const a = sizeOf(left);
  const b = sizeOf(right);
  if (a === null || b === null) return 'it is computed from a size that is not known';
  switch (operator) {
    case '+':
      return dimValue(add(a, b));
    case '-':
      return dimValue(subtract(a, b));
    case '*':
      return dimValue(multiply(a, b));
    case '//':
      return typeof b === 'number' && b > 0 ? dimValue(floorDivide(a, b)) : 'it is divided by a size that is not known';
    case '%': {
      if (typeof b !== 'number' || b <= 0) return 'it is divided by a size that is not known';
      return dimValue(subtract(a, multiply(b, floorDivide(a, b))));
    }
    case '**': {
      if (typeof b !== 'number' || b < 0 || b > 8) return 'it is a power that is not known';
      let result = dimValue(1);
      for (let i = 0; i < b; i++) {
        const size = sizeOf(result);
        result = size === null ? result : dimValue(multiply(size, a));
      }
      return result;
    }
    default:
      return 'it is computed from a size that is not known';
  }
}

export function sizeOf(value: Value): Symbolic | number | null {
  if (value.kind === 'symbolic') return value.value;
  const known = numeric(value);
  return known && !known.float ? known.value : null;
}

export function negate(value: SymbolicValue): Value {
  return dimValue(Symbolic.product(value.value, -1));
}

/** The remainder with the sign of the divisor. */
function modulo(a: number, b: number): number {
  const remainder = a % b;
  return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder;
}

const bitOperators: ReadonlySet<string> = new Set(['&', '|', '^', '<<', '>>']);

function bits(operator: BinaryOperator, a: number, b: number): Value | string {
  const shift = operator === '<<' || operator === '>>';
  if (shift && (b < 0 || (operator === '<<' && b > 64))) return 'the number is too large to be followed';
  const left = BigInt(a);
  const right = BigInt(b);
  const results: Readonly<Record<string, () => bigint>> = {
    '&': () => left & right,
    '|': () => left | right,
    '^': () => left ^ right,
    '<<': () => left << right,
    '>>': () => left >> right,
  };
  return checked(Number(results[operator]!()), false);
}

function logic(operator: BinaryOperator, a: boolean, b: boolean): boolean {
  if (operator === '&') return a && b;
  return operator === '|' ? a || b : a !== b;
}

function power(a: number, b: number, float: boolean): Value | string {
  if (a === 0 && b < 0) return 'it divides by zero';
  if (a < 0 && !Number.isInteger(b)) return 'complex numbers are not followed';
  return checked(a ** b, float || b < 0);
}

function checked(value: number, float: boolean): Value | string {
  if (float) return number(value, true);
  return Number.isSafeInteger(value) ? number(value === 0 ? 0 : value) : 'the number is too large to be followed';
}
