/** Operators on the values of JavaScript itself. */
import { boolean, number, string, unknown, type Value } from '../../../eval/value';
import type { BinaryOperator, UnaryOperator } from '../../../lang/program';
import type { Span } from '../../../text/span';
import { arithmetic } from './arithmetic';
import { compare, hasKey, isInstance, sameValue } from './comparison';
import { text } from './text';
import { truthy } from './truth';

export function binary(operator: BinaryOperator, left: Value, right: Value, span: Span): Value {
  switch (operator) {
    case '==':
    case '!=':
    case 'is':
    case 'is not': {
      const same = sameValue(left, right);
      if (same === null) return unknown('whether the two are equal is not known', span);
      return boolean(same === (operator === '==' || operator === 'is'));
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, left, right, span);
    case 'in':
    case 'not in': {
      const has = hasKey(right, left);
      return has === null ? unknown('whether the key exists is not known', span) : boolean(has === (operator === 'in'));
    }
    case 'instanceof':
      return isInstance(left, right, span);
    case '+':
      return isNumeric(left) && isNumeric(right)
        ? arithmetic(operator, left, right, span)
        : concatenate(left, right, span);
    default:
      return arithmetic(operator, left, right, span);
  }
}

export function unary(operator: UnaryOperator, operand: Value, span: Span): Value {
  switch (operator) {
    case 'not': {
      const truth = truthy(operand);
      return truth === null ? unknown('the condition is not known', span) : boolean(!truth);
    }
    case 'typeof': {
      const name = typeName(operand);
      return name === null ? unknown('its type is not known', span) : string(name);
    }
    case '-':
      return arithmetic('-', number(0), operand, span);
    case '+':
      return arithmetic('+', number(0), operand, span);
    case '~':
      return arithmetic('^', number(-1), operand, span);
  }
}

function isNumeric(value: Value): boolean {
  return value.kind === 'number' || value.kind === 'symbolic' || value.kind === 'boolean';
}

function concatenate(left: Value, right: Value, span: Span): Value {
  const a = text(left);
  const b = text(right);
  return a === null || b === null ? unknown('a part of the text is not known', span) : string(a + b);
}

function typeName(value: Value): string | null {
  switch (value.kind) {
    case 'number':
    case 'symbolic':
      return 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'function':
    case 'builtin':
    case 'class':
    case 'method':
      return 'function';
    case 'sequence':
    case 'range':
    case 'mapping':
    case 'instance':
    case 'array':
    case 'tensor':
    case 'layer':
    case 'model':
    case 'module':
      return 'object';
    // Null is an object, undefined is not; the core tells them not apart.
    case 'none':
    case 'object':
    case 'unknown':
      return null;
  }
}
