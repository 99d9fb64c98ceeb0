/** `call`, `apply` and `bind` of functions. */
import type { EvalContext } from '../../../eval/context';
import {
  type CallArguments,
  type CallSite,
  type FunctionValue,
  type MethodValue,
  none,
  string,
  type Value,
} from '../../../eval/value';
import { argument, bound } from './arguments';

export function functionAttribute(callee: FunctionValue | MethodValue, name: string): Value | null {
  switch (name) {
    case 'name':
      return callee.kind === 'function' && callee.expr.name !== null ? string(callee.expr.name) : null;
    case 'call':
      return bound('Function', name, callee, (target, args, site, context) =>
        callWith(target, argument(args, 0), without(args, 1), site, context),
      );
    case 'apply':
      return bound('Function', name, callee, (target, args, site, context) => {
        const list = argument(args, 1);
        const items = list.kind === 'none' ? [] : context.iterate(list, site.span);
        const given: CallArguments =
          'kind' in items
            ? { positions: [], names: new Map(), open: items }
            : {
                positions: items.map((value) => ({ value, source: null, span: site.span })),
                names: new Map(),
                open: null,
              };
        return callWith(target, argument(args, 0), given, site, context);
      });
    case 'bind':
      return bound('Function', name, callee, (target, args) => {
        const self = argument(args, 0);
        const first = without(args, 1);
        return bound('Function', 'bound', target, (inner, more, site, context) =>
          callWith(
            inner,
            self,
            { ...more, positions: [...first.positions, ...more.positions], open: first.open ?? more.open },
            site,
            context,
          ),
        );
      });
    default:
      return null;
  }
}

function callWith(
  callee: FunctionValue | MethodValue,
  self: Value,
  args: CallArguments,
  site: CallSite,
  context: EvalContext,
): Value {
  const takesThis = callee.kind === 'function' && callee.expr.bindsThis;
  return context.call(takesThis && self !== none ? { kind: 'method', self, function: callee } : callee, args, site);
}

function without(args: CallArguments, count: number): CallArguments {
  return { ...args, positions: args.positions.slice(count) };
}
