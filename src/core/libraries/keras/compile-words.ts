/** The words that `compile` is given for loss, metrics and optimizer, and which of them Keras looks up in vain. */
import type { EvalContext } from '../../eval/context';
import type { CallArgument, CallArguments, StringValue, Value } from '../../eval/value';
import type { UnknownWord } from '../../graph/graph';
import { argument } from '../common/data-calls';
import { unknownWord, type WordKind } from './names';

export function unknownWords(args: CallArguments, context: EvalContext): readonly UnknownWord[] {
  // Words that the program adds itself (`get_custom_objects().update(…)`) are not followed.
  if (context.graph.hasOwnWords) return [];
  const given: readonly (readonly [WordKind, CallArgument | undefined])[] = [
    ['optimizer', argument(args, 0, 'optimizer')],
    ['loss', argument(args, 1, 'loss')],
    ['metric', argument(args, 3, 'metrics')],
    ['metric', argument(args, null, 'weighted_metrics')],
  ];
  return given.flatMap(([what, argument]) =>
    argument ? strings(argument.value).flatMap((word) => unknownOf(what, word, argument, context)) : [],
  );
}

function unknownOf(
  what: WordKind,
  { value, origin }: StringValue,
  given: CallArgument,
  context: EvalContext,
): UnknownWord[] {
  const found = unknownWord(what, value, context);
  if (!found) return [];
  const span = origin?.span ?? given.source?.value.span ?? given.span;
  return [{ what, word: value, near: found.near, span, origin }];
}

/** The words in a value, in lists and mappings of words too. */
function strings(value: Value): readonly StringValue[] {
  switch (value.kind) {
    case 'string':
      return [value];
    case 'sequence':
      return value.items.flatMap(strings);
    case 'mapping':
      return [...value.entries.values()].flatMap((entry) => strings(entry.value));
    default:
      return [];
  }
}
