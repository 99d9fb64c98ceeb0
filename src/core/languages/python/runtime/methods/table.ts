/** How methods of Python's own types are written down. */
import { effort } from '../../../../eval/budget';
import { type BuiltinValue, type UnknownValue, unknown, type Value } from '../../../../eval/value';
import { type Call, define } from '../../../../libraries/python/define';

/** Parameter names, and what the method does to `self`. A name with a `?` may take values that are not known. */
export interface Method<S extends Value> {
  readonly params: readonly string[];
  readonly run: (self: S, values: readonly (Value | undefined)[], call: Call) => Value;
}

export type MethodTable<S extends Value> = ReadonlyMap<string, Method<S>>;

export function methods<S extends Value>(
  table: Readonly<Record<string, readonly [params: string, run: Method<S>['run']]>>,
): MethodTable<S> {
  const entries = Object.entries(table).map(([name, [params, run]]): [string, Method<S>] => [
    name,
    { params: params === '' ? [] : params.split(' '), run },
  ]);
  return new Map(entries);
}

/** The method as a function; null where the type has none of this name. */
export function bindMethod<S extends Value>(
  type: string,
  table: MethodTable<S>,
  self: S,
  name: string,
): BuiltinValue | null {
  const method = table.get(name);
  if (!method) return null;
  const strict = method.params.filter((param) => !param.endsWith('?'));
  if (strict.length === method.params.length)
    return define(`${type}.${name}`, method.params, (values, call) => run(method, self, values, call));
  return {
    kind: 'builtin',
    name: `${type}.${name}`,
    call: (args, site, context) => {
      const values = method.params.map(
        (param, i) => (args.positions[i] ?? args.names.get(param.replace('?', '')))?.value,
      );
      return run(method, self, values, { args, site, span: site.span, context });
    },
  };
}

/** A method may look at all of its object; one of a dictionary looks for a key, or says itself what it costs. */
function run<S extends Value>(method: Method<S>, self: S, values: Parameters<Method<S>['run']>[1], call: Call): Value {
  if (self.kind !== 'mapping') call.context.step(call.span, effort(self));
  return method.run(self, values, call);
}

export function notGiven(call: Call): UnknownValue {
  return unknown('an argument of the method is missing', call.span);
}
