/**
 * The abstract interpreter: evaluates core expressions to values and offers libraries what they need. It knows no
 * language and no library; statements, calls and classes are in the files beside it.
 */
import type { GraphBuilder } from '../graph/builder';
import type { Expr, Pattern, Program } from '../lang/program';
import type { Semantics } from '../lang/semantics';
import type { Target } from '../layers/definition';
import { isElsewhere, type Span } from '../text/span';
import { assign } from './assignment';
import { runBothWays } from './branches';
import { Budget, effort } from './budget';
import { callValue } from './calls';
import { classAttribute, instanceAttribute, makeClass, superObject } from './classes';
import { comprehension } from './comprehension';
import type { EvalContext } from './context';
import { CONDITION, type Frame } from './control';
import { moved } from './counted-number';
import { argumentsOf, mappingOf, sequenceOf, templateOf } from './displays';
import { describe, ellipsis, positional, sliceValue } from './helpers';
import { elementsOf } from './iterate';
import { joinValues } from './join';
import type { Journal } from './journal';
import type { Library } from './library';
import { libraryValue } from './library-path';
import { reflectiveCall } from './reflection';
import type { Scope } from './scope';
import { isBesideNumber } from './unknown-number';
import { attributeOfUnknown, elementOfUnknown, operateOnUnknown, withoutSize } from './unknown-size';
import {
  boolean,
  type CallArguments,
  type CallSite,
  type ClassValue,
  type FunctionValue,
  type ModuleValue,
  none,
  number,
  string,
  type UnknownValue,
  unknown,
  type Value,
} from './value';

/** Where an expression is evaluated: the names it sees and the call it is part of. */
export interface Env {
  readonly scope: Scope;
  readonly frame: Frame;
}

export interface InterpreterOptions {
  readonly semantics: Semantics;
  readonly library: Required<Library>;
  readonly target: Target;
  readonly graph: GraphBuilder;
  readonly journal: Journal;
  /** Reads a text that the program evaluates, in the space of offsets behind all files. */
  readonly parseText?: ((text: string) => Program) | undefined;
  /** The module that an import names, if it is not a library's: another file of the workspace. */
  readonly importModule: (name: string, span: Span, interpreter: Interpreter) => ModuleValue | UnknownValue | null;
}

/** The way into another file. What is made by an import belongs to that file; what is made under a call, to the call. */
export interface Visit {
  readonly kind: 'call' | 'import';
  readonly span: Span;
}

/** What a fix may change: text of the analysed source. */
export function originOf(expr: Expr): Expr | null {
  return isElsewhere(expr.span) ? null : expr;
}

export class Interpreter implements EvalContext {
  readonly semantics: Semantics;
  readonly library: Required<Library>;
  readonly target: Target;
  readonly graph: GraphBuilder;
  readonly journal: Journal;
  readonly budget = new Budget();
  /** User functions within each other at the moment. */
  depth = 0;
  /** How many branches of unknown conditions are under way. */
  branchDepth = 0;
  /** How many `try` blocks with handlers are under way: what is raised there is expected. */
  guarded = 0;
  /** Functions of the program that have been called, so that the others can be looked at on their own. */
  readonly called = new Set<FunctionValue['expr']>();
  readonly defined: FunctionValue[] = [];
  /** Classes of which objects have been made, their bases among them, so that the others can be looked at on their own. */
  readonly made = new Set<ClassValue['expr']>();
  readonly definedClasses: ClassValue[] = [];
  /** The call or import in the analysed source that led into another file; null while the source itself is evaluated. */
  visit: Visit | null = null;

  constructor(private readonly options: InterpreterOptions) {
    this.semantics = options.semantics;
    this.library = options.library;
    this.target = options.target;
    this.graph = options.graph;
    this.journal = options.journal;
  }

  get parseText(): InterpreterOptions['parseText'] {
    return this.options.parseText;
  }

  get speculative(): boolean {
    return this.branchDepth > 0;
  }

  step(span: Span, cost = 1): void {
    this.budget.step(isElsewhere(span) && this.visit ? this.visit.span : span, cost);
  }

  /** Where something is shown: what code of another file does stands at the call that led there. */
  place(span: Span): Span {
    return isElsewhere(span) && this.visit?.kind === 'call' ? this.visit.span : span;
  }

  private site(site: CallSite): CallSite {
    return isElsewhere(site.span) ? { span: this.place(site.span), expr: null } : site;
  }

  truthy(value: Value): boolean | null {
    return this.semantics.truthy(value);
  }

  join(a: Value, b: Value, reason: string, span: Span): Value {
    return joinValues(a, b, reason, span, this.graph);
  }

  fault(rule: string, message: string, span: Span, meant: string | null = null): void {
    const place = this.place(span);
    // Other files have their own analysis.
    if (!this.speculative && this.guarded === 0 && !isElsewhere(place))
      this.graph.fault({ rule, message, span: place, meant });
  }

  /** Reports a name that a library certainly does not have; the span ends with the name. What is imported has other places, so it is not renamed. */
  checkName(from: ModuleValue, name: string, { start, end }: Span, isImport: boolean): void {
    const lack = from.lacks?.(name, this);
    if (!lack) return;
    const span = { start: Math.max(start, end - name.length), end };
    this.fault('unknown-name', lack.message, span, isImport ? null : lack.meant);
  }

  /** Reports what reading an attribute certainly raises; the span ends with its name. */
  private checkRead(object: Value, name: string, span: Span): void {
    if (object.kind === 'module') this.checkName(object, name, span, false);
    else if (object.kind === 'layer' || object.kind === 'model') {
      const raised = this.library.raises(object, name, this);
      if (raised)
        this.fault(raised.rule, raised.message, { start: Math.max(span.start, span.end - name.length), end: span.end });
    }
  }

  importModule(name: string, span: Span): Value {
    return (
      this.library.module(name) ??
      this.options.importModule(name, span, this) ??
      unknown(`the module ${name} is not known`, span)
    );
  }

  call(callee: Value, args: CallArguments, site: CallSite): Value {
    this.step(site.span);
    const result = callValue(this, callee, args, this.site(site));
    // What the program itself returns is what it was; a library makes something else of it.
    const same =
      callee.kind === 'function' ||
      callee.kind === 'method' ||
      (callee.kind === 'builtin' && callee.name === 'builtins.int');
    return same ? result : withoutSize(result);
  }

  evaluate(expr: Expr, env: Env): Value {
    this.step(expr.span);
    switch (expr.kind) {
      case 'number':
        return number(expr.value, expr.float, originOf(expr));
      case 'string':
        return string(expr.value, originOf(expr));
      case 'boolean':
        return boolean(expr.value, originOf(expr));
      case 'none':
        return none;
      case 'name':
        return this.name(expr.name, expr.span, env);
      case 'library':
        return libraryValue(expr, this);
      case 'sequence':
        return sequenceOf(this, expr, env);
      case 'mapping':
        return mappingOf(this, expr, env);
      case 'attribute': {
        const object = this.evaluate(expr.object, env);
        if (expr.optional && object.kind === 'none') return none;
        this.checkRead(object, expr.name, expr.span);
        return this.attribute(object, expr.name, expr.span);
      }
      case 'index': {
        const object = this.evaluate(expr.object, env);
        if (expr.optional && object.kind === 'none') return none;
        return this.index(object, this.evaluate(expr.index, env), expr.span);
      }
      case 'slice': {
        const part = (side: Expr | null): Value => (side ? this.evaluate(side, env) : none);
        return sliceValue(part(expr.lower), part(expr.upper), part(expr.step));
      }
      case 'ellipsis':
        return ellipsis;
      case 'call':
        return this.callExpr(expr, env);
      case 'unary':
        return this.unary(expr, env);
      case 'binary':
        return this.binary(expr.operator, this.evaluate(expr.left, env), this.evaluate(expr.right, env), expr.span);
      case 'logical':
        return this.logical(expr, env);
      case 'conditional':
        return this.conditional(expr, env);
      case 'function':
        return this.makeFunction(expr, env);
      case 'class':
        return makeClass(this, expr, env);
      case 'comprehension':
        return comprehension(this, expr, env);
      case 'template':
        return templateOf(this, expr, env);
      case 'assign-expr': {
        const before = expr.givesOld ? this.patternValue(expr.target, env) : null;
        const value = this.evaluate(expr.value, env);
        assign(this, expr.target, value, env, null);
        return before ?? value;
      }
      case 'await':
        return this.evaluate(expr.value, env);
      case 'yield':
        return this.yield(expr, env);
      case 'unreadable':
        return unknown(expr.reason, expr.span);
    }
  }

  attribute(object: Value, name: string, span: Span): Value {
    if (object.kind === 'unknown') return attributeOfUnknown(object, name);
    const found = this.attributeOrNull(object, name, span);
    return found ?? unknown(`${describe(object)} has no attribute ${name} that is known`, span);
  }

  private attributeOrNull(object: Value, name: string, span: Span): Value | null {
    switch (object.kind) {
      case 'module':
        return object.get(name);
      case 'builtin':
        return object.attribute?.(name, this) ?? null;
      case 'instance':
        return instanceAttribute(this, object, name, span);
      case 'class':
        return classAttribute(object, name) ?? (name === '__name__' ? string(object.name) : null);
      case 'object':
        return object.data.get(name) ?? object.type.attribute?.(object, name, span, this) ?? null;
      default:
        return this.library.attribute(object, name, span, this) ?? this.semantics.attribute(object, name, span, this);
    }
  }

  index(object: Value, index: Value, span: Span): Value {
    if (object.kind === 'unknown') return elementOfUnknown(object, index);
    if (object.kind === 'object') {
      return (
        object.type.index?.(object, index, span, this) ?? unknown(`indexing ${describe(object)} is not followed`, span)
      );
    }
    if (object.kind === 'instance') {
      const method = instanceAttribute(this, object, '__getitem__', span);
      if (method) return this.call(method, positional([index], span), { span, expr: null });
    }
    return this.library.index(object, index, span, this) ?? this.semantics.index(object, index, span, this);
  }

  binary(operator: Parameters<Semantics['binary']>[0], left: Value, right: Value, span: Span): Value {
    if (operator !== 'is' && operator !== 'is not') {
      // A key is found at once, however many there are.
      this.step(span, effort(left) + (right.kind === 'mapping' && operator === 'in' ? 0 : effort(right)));
      const withNumber = isBesideNumber(left, right) ? this.library.binary(operator, left, right, span, this) : null;
      if (withNumber) return withNumber;
      const result = operateOnUnknown(operator, left, right, span, this);
      if (result) return moved(operator, left, right, result);
    }
    return (
      this.library.binary(operator, left, right, span, this) ?? this.semantics.binary(operator, left, right, span, this)
    );
  }

  iterate(value: Value, span: Span): readonly Value[] | UnknownValue {
    return elementsOf(this, value, span);
  }

  /** Runs both ways of a condition that is not known. */
  bothWays(ways: Parameters<typeof runBothWays>[0], reason: string, span: Span, frame: Frame) {
    this.branchDepth++;
    try {
      return runBothWays(ways, reason, span, frame, this.journal, this.graph);
    } finally {
      this.branchDepth--;
    }
  }

  private name(name: string, span: Span, env: Env): Value {
    const value = env.scope.lookup(name) ?? this.semantics.builtin(name) ?? this.library.global(name);
    if (value) this.graph.read(name, value, span);
    return value ?? unknown(`${name} is not defined here`, span);
  }

  private callExpr(expr: Extract<Expr, { kind: 'call' }>, env: Env): Value {
    const site = this.site({ span: expr.span, expr });
    if (expr.callee.kind === 'name' && expr.callee.name === 'super' && !env.scope.lookup('super')) {
      return superObject(this, env, expr.span);
    }
    const callee = this.evaluate(expr.callee, env);
    if (expr.optional && callee.kind === 'none') return none;
    const args = argumentsOf(this, expr.args, env);
    if (callee.kind === 'builtin' && callee.name === 'require') {
      const [module] = args.positions;
      if (module?.value.kind !== 'string') return unknown('the module is not known', expr.span);
      const found = this.importModule(module.value.value, expr.span);
      // What a CommonJS module is set to as a whole.
      return (found.kind === 'module' ? found.get('module.exports') : null) ?? found;
    }
    const reflective = callee.kind === 'builtin' ? reflectiveCall(this, callee.name, args, env, expr.span) : null;
    return reflective ?? this.call(callee, args, site);
  }

  private unary(expr: Extract<Expr, { kind: 'unary' }>, env: Env): Value {
    const operand = this.evaluate(expr.operand, env);
    if (expr.operator === 'not') {
      const truth = this.truthy(operand);
      return truth === null ? unknown('the condition is not known', expr.span) : boolean(!truth);
    }
    if (operand.kind === 'unknown') return withoutSize(operand);
    const { library, semantics } = this;
    return (
      library.unary(expr.operator, operand, expr.span, this) ?? semantics.unary(expr.operator, operand, expr.span, this)
    );
  }

  private logical(expr: Extract<Expr, { kind: 'logical' }>, env: Env): Value {
    const left = this.evaluate(expr.left, env);
    if (expr.operator === '??') return left.kind === 'none' ? this.evaluate(expr.right, env) : left;
    const truth = this.truthy(left);
    if (truth !== null) return truth === (expr.operator === 'or') ? left : this.evaluate(expr.right, env);
    return this.either([() => left, () => this.evaluate(expr.right, env)], expr.span, env);
  }

  private conditional(expr: Extract<Expr, { kind: 'conditional' }>, env: Env): Value {
    const truth = this.truthy(this.evaluate(expr.test, env));
    if (truth !== null) return this.evaluate(truth ? expr.then : expr.otherwise, env);
    return this.either([() => this.evaluate(expr.then, env), () => this.evaluate(expr.otherwise, env)], expr.span, env);
  }

  /** The value of an expression of which a condition that is not known decides. */
  private either([first, second]: readonly [() => Value, () => Value], span: Span, env: Env): Value {
    const way = (side: () => Value) => () => ({ kind: 'return' as const, value: side() });
    const end = this.bothWays([way(first), way(second)], CONDITION, span, env.frame);
    return end.kind === 'return' ? end.value : none;
  }

  makeFunction(expr: Extract<Expr, { kind: 'function' }>, env: Env, home: FunctionValue['home'] = null): FunctionValue {
    const defaults = expr.params.map((param) => (param.default ? this.evaluate(param.default, env) : null));
    const value: FunctionValue = { kind: 'function', expr, scope: env.scope, defaults, home };
    this.defined.push(value);
    return value;
  }

  private yield(expr: Extract<Expr, { kind: 'yield' }>, env: Env): Value {
    const value = expr.value ? this.evaluate(expr.value, env) : none;
    const yields = env.frame.yields;
    if (yields) {
      const items = expr.from ? this.iterate(value, expr.span) : [value];
      if (!('kind' in items)) yields.push(...items);
    }
    return none;
  }

  private patternValue(pattern: Pattern, env: Env): Value {
    switch (pattern.kind) {
      case 'name-pattern':
        return this.name(pattern.name, pattern.span, env);
      case 'attribute-pattern':
        return this.attribute(this.evaluate(pattern.object, env), pattern.name, pattern.span);
      case 'index-pattern':
        return this.index(this.evaluate(pattern.object, env), this.evaluate(pattern.index, env), pattern.span);
      default:
        return unknown('it is not a single value', pattern.span);
    }
  }
}
