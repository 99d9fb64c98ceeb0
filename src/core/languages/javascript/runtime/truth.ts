/** Which values count as true in JavaScript. */
import type { Value } from '../../../eval/value';

/** Null where it cannot be told: a size may be zero. */
export function truthy(value: Value): boolean | null {
  switch (value.kind) {
    case 'number':
      return value.value !== 0 && !Number.isNaN(value.value);
    case 'string':
      return value.value !== '';
    case 'boolean':
      return value.value;
    case 'none':
      return false;
    case 'symbolic':
    case 'unknown':
      return null;
    case 'sequence':
    case 'range':
    case 'mapping':
    case 'function':
    case 'builtin':
    case 'class':
    case 'instance':
    case 'method':
    case 'module':
    case 'array':
    case 'tensor':
    case 'layer':
    case 'model':
    case 'object':
      return true;
  }
}
