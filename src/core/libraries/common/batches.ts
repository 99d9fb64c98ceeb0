/** Data that come in batches from code of the program: a generator function, or an object with `__getitem__`. */
import { libraryBase } from '../../eval/classes';
import type { EvalContext } from '../../eval/context';
import { Raised } from '../../eval/control';
import { yieldedBy } from '../../eval/generators';
import { classMember, positional } from '../../eval/helpers';
import { builtin, type LibraryBase, none, number, unknown, type Value } from '../../eval/value';
import type { Span } from '../../text/span';
import { elementOf } from './data-element';

/** What each step gives, as far as it is known; null for data that come at once. */
export function batchesOf(value: Value | undefined, span: Span, context: EvalContext): Value | null {
  const yielded = yieldedBy(value);
  if (yielded) {
    const [first, ...others] = yielded;
    if (!first) return unknown('the generator yields nothing that is followed', span);
    return others.reduce<Value>((a, b) => context.join(a, b, 'the generator yields different things', span), first);
  }
  return value && isDataObject(value) ? firstBatch(value, span, context) : elementOf(value);
}

/** True for what gives inputs and labels together. */
export function givesBatches(value: Value): boolean {
  return elementOf(value) !== null || yieldedBy(value) !== null || isDataObject(value);
}

/** `keras.utils.PyDataset`, once `Sequence`: a class of the program derives from it and gives one batch for each index. */
export const dataObjectBase: LibraryBase = {
  attribute: (_, name) =>
    name === '__init__' || name === 'on_epoch_end' || name === 'on_epoch_begin'
      ? builtin(`PyDataset.${name}`, () => none)
      : null,
  callInstance: (_, __, site) => unknown('a data set is not called', site.span),
};

function isDataObject(value: Value): boolean {
  return value.kind === 'instance' && libraryBase(value.class)?.base === dataObjectBase;
}

function firstBatch(value: Value, span: Span, context: EvalContext): Value {
  const method = value.kind === 'instance' ? classMember(value.class, '__getitem__') : null;
  const reason = unknown('its batches are those of the running program', span);
  if (!method) return reason;
  try {
    return context.call({ kind: 'method', self: value, function: method }, positional([number(0)], span), {
      span,
      expr: null,
    });
  } catch (error) {
    if (error instanceof Raised) return reason;
    throw error;
  }
}
