/** What the evaluator tells while it runs: names that are bound, data that meet models, faults. The part of the graph that is no layer. */
import type { Journal } from '../eval/journal';
import type { CallSite, InstanceValue, Value } from '../eval/value';
import { formatShape } from '../shape/dim';
import { isElsewhere, type Span, spanKey } from '../text/span';
import type { ArrayBinding, CompileCall, DataCall, EvaluationFault, Model } from './graph';
import { NameLog } from './name-log';

export class EventLog {
  /** Grows with every layer, application, model and data call: tells whether anything happened. */
  version = 0;
  protected readonly dataCalls: DataCall[] = [];
  protected readonly arrays = new Map<string, ArrayBinding>();
  protected readonly nameLog = new NameLog();
  protected readonly faults = new Map<string, EvaluationFault>();
  /** Set once the program adds words of its own to those that the framework knows by name. */
  hasOwnWords = false;
  /** Over 0 while nothing that happens is told. */
  protected quiet = 0;
  private readonly given = new WeakSet<Model>();
  private readonly sites = new Map<InstanceValue, CallSite>();

  constructor(readonly journal: Journal) {}

  compile(model: Model, call: CompileCall): void {
    this.journal.set(model, 'compile', call);
    this.version++;
  }

  /** Code that is not followed was given the model, and may have compiled or changed it. */
  escaped(model: Model): void {
    this.given.add(model);
  }

  hasEscaped(model: Model): boolean {
    return this.given.has(model);
  }

  /** The same call seen again (in a loop) with the same data is kept once. */
  dataCall(call: DataCall): void {
    if (this.quiet > 0) return;
    const shapes = (parts: DataCall['x']): string =>
      (parts ?? []).map(({ shape }) => (shape ? formatShape(shape) : '?')).join();
    const same = (other: DataCall): boolean =>
      spanKey(other.span) === spanKey(call.span) &&
      other.model === call.model &&
      shapes(other.x) === shapes(call.x) &&
      shapes(other.y) === shapes(call.y);
    if (this.dataCalls.some(same)) return;
    this.dataCalls.push(call);
    this.version++;
  }

  /** A value was bound to a name. */
  bound(name: string, value: Value, span: Span): void {
    if (this.quiet > 0) return;
    this.nameLog.add(name, value, span);
    if (value.kind === 'model' && value.model.variable === null)
      this.journal.set(value.model, 'variable', { name, span });
    // What its own methods call an object says nothing of it.
    const isNamed = value.kind === 'instance' && name !== 'self';
    if (isNamed && value.native && 'kind' in value.native && value.native.variable === null) {
      this.journal.set(value.native, 'variable', { name, span });
    }
    if (value.kind === 'array' && value.shape) {
      this.arrays.set(spanKey(span), { name, span, shape: value.shape, dtype: value.dtype });
    }
  }

  /** A name was read. */
  read(name: string, value: Value, span: Span): void {
    if (this.quiet === 0 && !isElsewhere(span)) this.nameLog.add(name, value, span);
  }

  /** An object of a class of the program was made; libraries look at it when its base is theirs. */
  instantiated(instance: InstanceValue, site: CallSite): void {
    this.sites.set(instance, site);
  }

  /** The call that made an object of a class of the program. */
  siteOf(instance: InstanceValue): CallSite | null {
    return this.sites.get(instance) ?? null;
  }

  fault(fault: EvaluationFault): void {
    this.faults.set(`${fault.rule}@${spanKey(fault.span)}`, fault);
  }
}
