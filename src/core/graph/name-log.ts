/** What names stand for where they are written: tensors, arrays, models, layers and sizes. Knows nothing of scopes. */
import type { Value } from '../eval/value';
import type { Span } from '../text/span';
import type { NameUse } from './graph';

/** Values of one place beyond these are not kept. */
const MAX_VALUES = 16;

export class NameLog {
  private readonly uses = new Map<number, NameUse & { readonly values: Value[] }>();

  get all(): ReadonlyMap<number, NameUse> {
    return this.uses;
  }

  /** Called wherever a name is bound or read. */
  add(name: string, value: Value, span: Span): void {
    if (!isTold(value)) return;
    const use = this.uses.get(span.start);
    if (!use) this.uses.set(span.start, { name, span, values: [value] });
    else if (use.values.at(-1) !== value && use.values.length < MAX_VALUES) use.values.push(value);
  }
}

function isTold(value: Value): boolean {
  switch (value.kind) {
    case 'array':
    case 'tensor':
    case 'layer':
    case 'model':
    case 'number':
      return true;
    case 'instance':
      return value.native !== null;
    case 'sequence':
      return value.items.length > 0;
    default:
      return false;
  }
}
