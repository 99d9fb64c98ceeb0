/** `Promise`: a promise stands for the value that it comes to. */

import { positional } from '../../eval/helpers';
import { builtin, list, none, unknown, type Value } from '../../eval/value';
import { argument } from '../common/data-calls';

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['resolve', builtin('Promise.resolve', (args) => argument(args, 0)?.value ?? none)],
  ['reject', builtin('Promise.reject', (_, site) => unknown('the promise is rejected', site.span))],
  [
    'all',
    builtin('Promise.all', (args, site, context) => {
      const items = context.iterate(argument(args, 0)?.value ?? none, site.span);
      return 'kind' in items ? items : list(items);
    }),
  ],
  ['allSettled', builtin('Promise.allSettled', (_, site) => unknown('how the promises end is not known', site.span))],
  ['race', builtin('Promise.race', (_, site) => unknown('which promise ends first is not known', site.span))],
  ['any', builtin('Promise.any', (_, site) => unknown('which promise ends first is not known', site.span))],
]);

/** `new Promise((resolve, reject) => …)` comes to what `resolve` is called with at once, else to something unknown. */
export const promiseClass: Value = builtin(
  'Promise',
  (args, site, context) => {
    let result: Value | null = null;
    const resolve = builtin('resolve', (given) => {
      result ??= argument(given, 0)?.value ?? none;
      return none;
    });
    const executor = argument(args, 0)?.value;
    if (executor)
      context.call(executor, positional([resolve, builtin('reject', () => none)], site.span), {
        span: site.span,
        expr: null,
      });
    return result ?? unknown('the promise ends later in the running program', site.span);
  },
  (name) => members.get(name) ?? null,
);
