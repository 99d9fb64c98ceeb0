/** Operators that a class of the program defines: `__add__`, `__eq__`, … */
import type { EvalContext } from '../../../eval/context';
import { classMember, positional } from '../../../eval/helpers';
import type { InstanceValue, Value } from '../../../eval/value';
import type { BinaryOperator } from '../../../lang/program';
import type { Span } from '../../../text/span';

const names: Readonly<Partial<Record<BinaryOperator, readonly [forward: string, backward: string | null]>>> = {
  '+': ['__add__', '__radd__'],
  '-': ['__sub__', '__rsub__'],
  '*': ['__mul__', '__rmul__'],
  '/': ['__truediv__', '__rtruediv__'],
  '//': ['__floordiv__', '__rfloordiv__'],
  '%': ['__mod__', '__rmod__'],
  '**': ['__pow__', '__rpow__'],
  '@': ['__matmul__', '__rmatmul__'],
  '|': ['__or__', '__ror__'],
  '&': ['__and__', '__rand__'],
  '==': ['__eq__', '__eq__'],
  '!=': ['__ne__', '__ne__'],
  '<': ['__lt__', '__gt__'],
  '<=': ['__le__', '__ge__'],
  '>': ['__gt__', '__lt__'],
  '>=': ['__ge__', '__le__'],
};

/** Null where no class defines the operator. */
export function callSpecial(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
  context: EvalContext,
): Value | null {
  const methods = names[operator];
  if (!methods) return null;
  const [forward, backward] = methods;
  if (left.kind === 'instance') {
    const result = callMethod(left, forward, [right], span, context);
    if (result) return result;
  }
  return right.kind === 'instance' && backward ? callMethod(right, backward, [left], span, context) : null;
}

/** Null where the class does not define the method. */
export function callMethod(
  instance: InstanceValue,
  name: string,
  values: readonly Value[],
  span: Span,
  context: EvalContext,
): Value | null {
  const method = classMember(instance.class, name);
  if (!method) return null;
  return context.call({ kind: 'method', self: instance, function: method }, positional(values, span), {
    span,
    expr: null,
  });
}
