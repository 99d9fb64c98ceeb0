/** The module functools. */
import { type BuiltinValue, builtin, type CallArguments, type Value } from '../../../eval/value';
import { wrapper } from '../builtins/rest';
import { apply, because, define, elements, isUnknown } from '../define';
import { functionsOf, moduleOf } from '../module';

export const functools = moduleOf(
  'functools',
  functionsOf([
    builtin('functools.partial', (args, site, context) => {
      const callee = args.positions[0]?.value;
      if (!callee || callee.kind === 'unknown')
        return callee ?? because({ args, site, span: site.span, context }, 'nothing is called');
      return partial(callee, { ...args, positions: args.positions.slice(1) });
    }),
    define('functools.reduce', ['function', 'iterable', 'initial'], ([callee, iterable, initial], call) => {
      const items = elements(iterable, call);
      if (isUnknown(items)) return items;
      const [first, ...others] = initial ? [initial, ...items] : items;
      if (!callee || !first) return because(call, 'there is nothing to combine');
      return others.reduce<Value>((so, item) => apply(callee, [so, item], call), first);
    }),
    passThrough('functools.lru_cache'),
    passThrough('functools.cache'),
    passThrough('functools.singledispatch'),
    passThrough('functools.total_ordering'),
    builtin('functools.wraps', () => passThrough('functools.wraps')),
    builtin(
      'functools.update_wrapper',
      (args, site, context) =>
        args.positions[0]?.value ?? because({ args, site, span: site.span, context }, 'an argument is missing'),
    ),
    wrapper('functools.cached_property'),
  ]),
);

/** The function with its first arguments given. */
function partial(callee: Value, given: CallArguments): BuiltinValue {
  return builtin(
    'functools.partial',
    (args, site, context) =>
      context.call(
        callee,
        {
          positions: [...given.positions, ...args.positions],
          names: new Map([...given.names, ...args.names]),
          open: given.open ?? args.open,
        },
        site,
      ),
    (name) => (name === 'func' ? callee : null),
  );
}

/** A decorator that leaves what a function computes alone, with arguments or without. */
export function passThrough(name: string): BuiltinValue {
  return builtin(name, (args) => {
    const [first] = args.positions;
    const decorates =
      first &&
      (first.value.kind === 'function' ||
        first.value.kind === 'class' ||
        first.value.kind === 'builtin' ||
        first.value.kind === 'method');
    return decorates ? first.value : passThrough(name);
  });
}
