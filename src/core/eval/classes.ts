/** Classes of the program: their making, their objects, inheritance and `super()`. */
import type { ClassExpr, Stmt } from '../lang/program';
import type { Span } from '../text/span';
import { setAttribute } from './assignment';
import { classMember, describe, positional } from './helpers';
import type { Env, Interpreter } from './interpreter';
import { Scope } from './scope';
import { runStatements } from './statements';
import {
  type BuiltinValue,
  builtin,
  type CallArguments,
  type CallSite,
  type ClassValue,
  type InstanceValue,
  none,
  type ObjectType,
  string,
  unknown,
  type Value,
} from './value';

export function makeClass(interpreter: Interpreter, expr: ClassExpr, env: Env): Value {
  const bases = expr.bases.map((base) => interpreter.evaluate(base, env));
  const scope = new Scope(env.scope, 'class');
  const members = scope.variables;
  const decorators = expr.decorators.map((decorator) => interpreter.evaluate(decorator, env));
  const isData =
    decorators.some((d) => builtinName(d) === 'dataclasses.dataclass') ||
    bases.some((b) => builtinName(b) === 'typing.NamedTuple');
  const value: ClassValue = {
    kind: 'class',
    name: expr.name ?? 'class',
    expr,
    bases,
    members,
    fields: isData ? [] : null,
  };
  runStatements(interpreter, expr.body, { scope, frame: { ...env.frame, home: value } });
  // Methods know the class they were written in: `super()` looks from there.
  for (const [name, member] of members) {
    if (member.kind === 'function') members.set(name, { ...member, home: value });
    else if (member.kind === 'object' && member.data.get('function')?.kind === 'function') {
      const method = member.data.get('function')!;
      if (method.kind === 'function')
        members.set(name, { ...member, data: new Map(member.data).set('function', { ...method, home: value }) });
    }
  }
  const made = isData ? { ...value, fields: dataFields(expr.body, members, bases) } : value;
  interpreter.definedClasses.push(made);
  return made;
}

function builtinName(value: Value): string | null {
  if (value.kind === 'builtin') return value.name;
  return value.kind === 'object' ? value.class : null;
}

/** The annotated names of the class body, bases first. An annotation without value lowers to an assignment of an unreadable. */
function dataFields(
  body: readonly Stmt[],
  members: ReadonlyMap<string, Value>,
  bases: readonly Value[],
): ClassValue['fields'] {
  const fields = bases.flatMap((base) => (base.kind === 'class' ? [...(base.fields ?? [])] : []));
  for (const stmt of body) {
    const target = stmt.kind === 'assign' ? stmt.targets[0] : undefined;
    if (stmt.kind !== 'assign' || !stmt.annotated || target?.kind !== 'name-pattern') continue;
    const unset = stmt.value.kind === 'unreadable';
    fields.push({ name: target.name, default: unset ? null : (members.get(target.name) ?? null) });
  }
  return fields;
}

/** The class of a library from which a class of the program derives, if any. */
export function libraryBase(owner: ClassValue): BuiltinValue | null {
  for (const base of owner.bases) {
    if (base.kind === 'builtin' && base.base) return base;
    const inherited = base.kind === 'class' ? libraryBase(base) : null;
    if (inherited) return inherited;
  }
  return null;
}

function noteMade(interpreter: Interpreter, owner: ClassValue): void {
  interpreter.made.add(owner.expr);
  for (const base of owner.bases) if (base.kind === 'class') noteMade(interpreter, base);
}

export function instantiate(interpreter: Interpreter, owner: ClassValue, args: CallArguments, site: CallSite): Value {
  const instance: InstanceValue = { kind: 'instance', class: owner, attributes: new Map(), native: null };
  noteMade(interpreter, owner);
  interpreter.graph.instantiated(instance, site);
  const init = classMember(owner, '__init__');
  if (init) interpreter.call({ kind: 'method', self: instance, function: init }, args, site);
  else if (owner.fields) bindFields(instance, owner.fields, args, site);
  else {
    const base = libraryBase(owner);
    const inherited = base?.base?.attribute(instance, '__init__', site.span, interpreter);
    if (inherited) interpreter.call(inherited, args, site);
  }
  const after = owner.fields ? classMember(owner, '__post_init__') : null;
  if (after) interpreter.call({ kind: 'method', self: instance, function: after }, positional([], site.span), site);
  return instance;
}

function bindFields(
  instance: InstanceValue,
  fields: NonNullable<ClassValue['fields']>,
  args: CallArguments,
  site: CallSite,
): void {
  for (const [i, field] of fields.entries()) {
    const given = args.positions[i] ?? args.names.get(field.name);
    instance.attributes.set(
      field.name,
      given?.value ?? field.default ?? args.open ?? unknown(`the field ${field.name} is not given`, site.span),
    );
  }
}

export function callInstance(
  interpreter: Interpreter,
  instance: InstanceValue,
  args: CallArguments,
  site: CallSite,
): Value {
  const method = classMember(instance.class, '__call__');
  if (method) return interpreter.call({ kind: 'method', self: instance, function: method }, args, site);
  const base = libraryBase(instance.class)?.base;
  return (
    base?.callInstance(instance, args, site, interpreter) ??
    unknown(`${describe(instance)} cannot be called`, site.span)
  );
}

export function instanceAttribute(
  interpreter: Interpreter,
  instance: InstanceValue,
  name: string,
  span: Span,
): Value | null {
  const own = instance.attributes.get(name);
  if (own) return own;
  const member = classMember(instance.class, name);
  if (member) {
    libraryBase(instance.class)?.base?.takes?.(instance, name, interpreter);
    return bindMember(interpreter, member, instance, span);
  }
  if (name === '__class__') return instance.class;
  if (name === '__setattr__')
    return builtin('object.__setattr__', ({ positions: [key, value] }) => {
      if (key?.value.kind === 'string' && value)
        setAttribute(interpreter, instance, key.value.value, value.value, span);
      return none;
    });
  const inherited = libraryBase(instance.class)?.base?.attribute(instance, name, span, interpreter);
  if (inherited || name.startsWith('__')) return inherited ?? null;
  // The program answers itself for attributes that are not there.
  const fallback = classMember(instance.class, '__getattr__');
  const method: Value | null = fallback && { kind: 'method', self: instance, function: fallback };
  return method && interpreter.call(method, positional([string(name)], span), { span, expr: null });
}

/** A class member as seen from the class: static and class methods are opened, other functions stay as they are. */
export function classAttribute(owner: ClassValue, name: string): Value | null {
  const member = classMember(owner, name);
  if (member?.kind !== 'object') return member;
  const wrapped = member.data.get('function') ?? none;
  if (member.class === 'builtins.classmethod') return { kind: 'method', self: owner, function: wrapped };
  return member.class === 'builtins.staticmethod' ? wrapped : member;
}

/** A class member as seen from an object: functions become methods, properties are read. */
function bindMember(interpreter: Interpreter, member: Value, self: Value, span: Span): Value {
  if (member.kind === 'function') return { kind: 'method', self, function: member };
  if (member.kind !== 'object') return member;
  const wrapped = member.data.get('function') ?? none;
  switch (member.class) {
    case 'builtins.property':
    case 'functools.cached_property':
      return interpreter.call({ kind: 'method', self, function: wrapped }, positional([], span), { span, expr: null });
    case 'builtins.staticmethod':
      return wrapped;
    case 'builtins.classmethod':
      return { kind: 'method', self: self.kind === 'instance' ? self.class : self, function: wrapped };
    default:
      return member;
  }
}

/** `super()` inside a method: attributes are looked up in the bases of the class that wrote the method. */
export function superObject(interpreter: Interpreter, env: Env, span: Span): Value {
  const { home, self } = env.frame;
  if (!home || !self) return unknown('super() is called outside a method', span);
  const type: ObjectType = {
    attribute: (_, name, at) => {
      for (const base of home.bases) {
        const member = classMember(base, name);
        if (member) return bindMember(interpreter, member, self, at);
        const library = base.kind === 'builtin' ? base : base.kind === 'class' ? libraryBase(base) : null;
        const inherited = self.kind === 'instance' ? library?.base?.attribute(self, name, at, interpreter) : null;
        if (inherited) return inherited;
      }
      // Every class has a constructor that does nothing.
      return name === '__init__' ? builtin('object.__init__', () => none) : null;
    },
  };
  return { kind: 'object', class: 'super', type, data: new Map() };
}
