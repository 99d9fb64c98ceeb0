/** Arguments of `fit` that cut the data into epochs, as far as the program says them. */
import type { CallArgument, Value } from '../../eval/value';
import type { EpochSettings, UnknownArgument } from '../../graph/graph';

type Given = readonly (readonly [setting: keyof EpochSettings, name: string, argument: CallArgument | undefined])[];

export function epochSettings(given: Given): {
  readonly epochSettings: EpochSettings;
  readonly unknown: readonly UnknownArgument[];
} {
  const settings: { -readonly [Name in keyof EpochSettings]: number | readonly number[] } = {};
  const unknown: UnknownArgument[] = [];
  for (const [setting, name, argument] of given) {
    if (!argument || argument.value.kind === 'none') continue;
    const value = numbersIn(argument.value);
    if (value !== null && (typeof value === 'number' || setting === 'validationFreq')) settings[setting] = value;
    else unknown.push({ argument: name, reason: reasonOf(argument.value), span: spanOf(argument) });
  }
  return { epochSettings: settings as EpochSettings, unknown };
}

function numbersIn(value: Value): number | readonly number[] | null {
  if (value.kind === 'number') return Number.isInteger(value.value) ? value.value : null;
  if (value.kind !== 'sequence' || value.open) return null;
  const numbers = value.items.flatMap((item) => (item.kind === 'number' ? [item.value] : []));
  return numbers.length === value.items.length ? numbers : null;
}

export function reasonOf(value: Value): string {
  if (value.kind === 'mapping' || value.kind === 'function') return 'functions of the program are not run';
  return value.kind === 'unknown' ? value.reason : 'what it is given is not followed';
}

/** Where the argument is written. */
export function spanOf({ source, span }: CallArgument) {
  return source?.value.span ?? span;
}
