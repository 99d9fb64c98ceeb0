/** Arguments of `fit` that change a training and that no training here takes over. */
import type { CallArgument, Value } from '../../eval/value';
import type { LeftOut } from '../../graph/graph';

/** `usual` is the value that an argument has anyway. */
export function leftOut(
  given: readonly (readonly [name: string, argument: CallArgument | undefined, usual?: number])[],
): readonly LeftOut[] {
  return given.flatMap(([name, argument, usual]) => {
    if (!argument || argument.value.kind === 'none') return [];
    const { value } = argument;
    if (value.kind === 'number' && value.value === usual) return [];
    if (value.kind === 'sequence' && !value.open && value.items.length === 0) return [];
    const span = argument.source?.value.span ?? argument.span;
    return [{ argument: name, classes: name === 'callbacks' ? classesOf(value) : [], span }];
  });
}

function classesOf(value: Value): readonly string[] {
  switch (value.kind) {
    case 'sequence':
      return value.items.flatMap(classesOf);
    case 'object':
      return [value.class.split('.').at(-1)!];
    case 'instance':
      return [value.class.name];
    default:
      return [];
  }
}
