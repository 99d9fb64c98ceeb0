/** Building a layer of the program: its `build` is called once, with the shapes of the tensors that it is called with. */
import type { EvalContext } from '../../../eval/context';
import { classMember } from '../../../eval/helpers';
import {
  type CallArguments,
  type FunctionValue,
  type InstanceValue,
  shapeValue,
  type Value,
} from '../../../eval/value';
import type { Span } from '../../../text/span';
import type { OwnState } from './state';
import { hasLeaves, leavesOf, mapLeaves } from './structure';

export function buildOnce(
  instance: InstanceValue,
  state: OwnState,
  args: CallArguments,
  span: Span,
  context: EvalContext,
): void {
  if (state.built) return;
  context.journal.set(state, 'built', true);
  const method = classMember(instance.class, 'build');
  if (method?.kind !== 'function') return;
  const shapes = shapesByName(instance, args);
  const wanted = parameterNames(method).slice(1);
  const names = new Map<string, { value: Value; source: null; span: Span }>();
  if (wanted.length === 1) {
    const first = [...shapes.values()][0];
    if (first) names.set(wanted[0]!, { value: first, source: null, span });
  } else {
    for (const name of wanted) {
      const shape = shapes.get(name);
      if (shape) names.set(name, { value: shape, source: null, span });
    }
  }
  const bound: Value = { kind: 'method', self: instance, function: method };
  context.call(bound, { positions: [], names, open: null }, { span, expr: null });
}

/** Shapes of the arguments of `call` that are tensors or structures of them, as `NAME_shape` (`get_shapes_dict`, Keras 3). */
export function shapesByName(instance: InstanceValue, args: CallArguments): ReadonlyMap<string, Value> {
  const method = classMember(instance.class, 'call');
  const params = method?.kind === 'function' ? parameterNames(method).slice(1) : [];
  const given: (readonly [string, Value])[] = [
    ...args.positions.map(({ value }, i) => [params[i] ?? `input_${i}`, value] as const),
    ...[...args.names].map(([name, { value }]) => [name, value] as const),
  ];
  return new Map(
    given.filter(([, value]) => hasLeaves(value)).map(([name, value]) => [`${name}_shape`, shapesOf(value)]),
  );
}

function shapesOf(value: Value): Value {
  return mapLeaves(value, (leaf) => {
    if (leaf.kind === 'tensor')
      return leaf.tensor.shape
        ? shapeValue(leaf.tensor.shape)
        : {
            kind: 'unknown',
            reason: leaf.tensor.unknown ?? 'the input shape is not known',
            span: { start: 0, end: 0 },
          };
    return leaf.kind === 'array' && leaf.shape ? shapeValue(leaf.shape) : leaf;
  });
}

export function parameterNames({ expr }: FunctionValue): string[] {
  return expr.params.flatMap(({ target, rest }) => (target.kind === 'name-pattern' && !rest ? [target.name] : []));
}

/** The tensors among the arguments of a call, in order. */
export function argumentLeaves(args: CallArguments): readonly Value[] {
  return [...args.positions, ...args.names.values()].flatMap(({ value }) => leavesOf(value));
}
