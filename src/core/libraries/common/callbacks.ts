/** The callbacks that `fit` is given, as far as the program says them. */
import type { CallArgument, Value } from '../../eval/value';
import type { FitCallback, NamedSetting, UnknownArgument } from '../../graph/graph';
import type { Span } from '../../text/span';
import { reasonOf, spanOf } from './epoch-settings';
import { objectSetting } from './settings';

interface Callbacks {
  readonly callbacks: readonly FitCallback[];
  readonly unknown: readonly UnknownArgument[];
}

/** `ratesOf` asks the function of a LearningRateScheduler for the rate of each epoch. */
export function callbacksIn(
  given: CallArgument | undefined,
  ratesOf: (schedule: Value, all: readonly string[]) => readonly number[] | string,
): Callbacks {
  if (!given || given.value.kind === 'none') return { callbacks: [], unknown: [] };
  const items = itemsOf(given.value, given);
  const names = items.flatMap(({ value }) => (value.kind === 'object' ? [classOf(value.class)] : []));
  const callbacks: FitCallback[] = [];
  const unknown: UnknownArgument[] = [];
  for (const { value, span } of items) {
    if (value.kind === 'object') {
      const setting = objectSetting(value, span);
      const schedule = setting.name === 'LearningRateScheduler' ? value.data.get('schedule') : undefined;
      const rates = schedule ? ratesOf(schedule, names) : null;
      callbacks.push({ ...named(setting), isOfLibrary: true, rates });
    } else if (value.kind === 'instance') {
      const own = { name: value.class.name, args: {}, unread: [], span };
      callbacks.push({ ...own, isOfLibrary: false, rates: null });
    } else {
      unknown.push({ argument: 'callbacks', reason: reasonOf(value), span });
    }
  }
  const { value } = given;
  if (value.kind === 'sequence' && value.open)
    unknown.push({ argument: 'callbacks', reason: value.open.reason, span: spanOf(given) });
  return { callbacks, unknown };
}

/** What stands in the list, each where it is written; what is no list is one callback. */
function itemsOf(value: Value, given: CallArgument): { readonly value: Value; readonly span: Span }[] {
  const whole = spanOf(given);
  if (value.kind !== 'sequence') return [{ value, span: whole }];
  const expr = given.source?.value;
  const written = expr?.kind === 'sequence' && expr.items.length === value.items.length ? expr.items : [];
  return value.items.map((item, index) => ({ value: item, span: written[index]?.value.span ?? whole }));
}

/** `tf.callbacks.earlyStopping` is EarlyStopping; its arguments have the names of Keras. */
function named(setting: NamedSetting): NamedSetting {
  return { ...setting, name: classOf(setting.name) };
}

function classOf(path: string): string {
  const name = path.split('.').at(-1)!;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
