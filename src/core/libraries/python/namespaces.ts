/** Objects that only hold attributes: `types.SimpleNamespace`, `argparse.Namespace`. */
import { type ClassValue, type InstanceValue, mappingKey, string, type Value } from '../../eval/value';
import type { Span } from '../../text/span';
import { define } from './define';

export function namespaceValue(
  className: string,
  attributes: Iterable<readonly [name: string, value: Value]>,
  span: Span,
): InstanceValue {
  const expr = { kind: 'class', name: className, bases: [], keywords: [], body: [], decorators: [], span } as const;
  const own: ClassValue = { kind: 'class', name: className, expr, bases: [], members: new Map(), fields: null };
  return { kind: 'instance', class: own, attributes: new Map(attributes), native: null };
}

/** A class whose objects have the attributes that they are made with. */
export function namespaceClass(path: string): Value {
  const className = path.split('.').at(-1)!;
  return define(path, [], (_, { args, span }) =>
    namespaceValue(
      className,
      [...args.names].map(([name, { value }]) => [name, value] as const),
      span,
    ),
  );
}

/** `vars(object)`: the attributes as they are now. */
export function attributesOf({ attributes }: InstanceValue): Value {
  const entries = [...attributes].map(([name, value]) => {
    const key = string(name);
    return [mappingKey(key)!, { key, value }] as const;
  });
  return { kind: 'mapping', type: 'dict', entries: new Map(entries), origin: null };
}
