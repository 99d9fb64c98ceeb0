/** The modules typing, dataclasses, enum and abc: declarations that say nothing about values. */
import { type BuiltinValue, builtin, none, unknown, type Value } from '../../../eval/value';
import { because, defineLenient } from '../define';
import { functionsOf, moduleOf } from '../module';
import { passThrough } from './functools';

/** Types can be indexed, called and derived from without effect. */
export const typing = moduleOf(
  'typing',
  {
    TYPE_CHECKING: { kind: 'boolean', value: false, origin: null },
    NamedTuple: type('typing.NamedTuple'),
    ...functionsOf([
      defineLenient(
        'typing.cast',
        ['typ', 'val'],
        ([, value], call) => value ?? because(call, 'an argument is missing'),
      ),
      passThrough('typing.overload'),
      passThrough('typing.final'),
      passThrough('typing.no_type_check'),
      passThrough('typing.runtime_checkable'),
    ]),
  },
  (name) => (name.startsWith('__') ? null : type(`typing.${name}`)),
);

export const dataclasses = moduleOf(
  'dataclasses',
  functionsOf([
    dataclass(),
    builtin('dataclasses.field', (args, site, context) => {
      const factory = args.names.get('default_factory')?.value;
      if (factory)
        return context.call(factory, { positions: [], names: new Map(), open: null }, { span: site.span, expr: null });
      return args.names.get('default')?.value ?? unknown('the field has no default', site.span);
    }),
    defineLenient('dataclasses.asdict', ['instance'], ([instance], call) => {
      if (instance?.kind !== 'instance' || !instance.class.fields) return because(call, 'the fields are not known');
      const entries = new Map<string, { key: Value; value: Value }>();
      for (const field of instance.class.fields) {
        const value = instance.attributes.get(field.name) ?? because(call, 'a field is not known');
        entries.set(`s:${field.name}`, { key: { kind: 'string', value: field.name, origin: null }, value });
      }
      return { kind: 'mapping', type: 'dict', entries, origin: null };
    }),
    defineLenient('dataclasses.replace', ['instance'], ([instance], call) => {
      if (instance?.kind !== 'instance') return because(call, 'the object is not known');
      const attributes = new Map(instance.attributes);
      for (const [name, { value }] of call.args.names) attributes.set(name, value);
      return { ...instance, attributes };
    }),
  ]),
);

export const abc = moduleOf('abc', {
  ABC: builtin('builtins.object', () => none),
  ABCMeta: type('abc.ABCMeta'),
  ...functionsOf([passThrough('abc.abstractmethod')]),
});

/** `@dataclass` and `@dataclass(frozen=True)`; the evaluator knows it by its name. */
function dataclass(): BuiltinValue {
  return builtin('dataclasses.dataclass', (args) => args.positions[0]?.value ?? dataclass());
}

function type(name: string): BuiltinValue {
  return builtin(name, (_, site) => unknown('it is a type without a value', site.span));
}
