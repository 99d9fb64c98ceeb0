/** When a value counts as true in a condition. */
import type { Value } from '../../../eval/value';

export function truthy(value: Value): boolean | null {
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'none':
      return false;
    case 'number':
      return value.value !== 0;
    case 'string':
      return value.value !== '';
    case 'sequence':
      return value.items.length > 0 ? true : value.open ? null : false;
    case 'mapping':
      return value.entries.size > 0 ? true : value.open ? null : false;
    case 'range':
      return value.step > 0 ? value.start < value.stop : value.start > value.stop;
    case 'function':
    case 'builtin':
    case 'class':
    case 'method':
    case 'module':
    case 'layer':
    case 'model':
      return true;
    // An object may define `__bool__` or `__len__`.
    case 'instance':
      return definesTruth(value.class) ? null : true;
    // A size may be 0; arrays and tensors have no truth of their own.
    case 'symbolic':
    case 'array':
    case 'tensor':
    case 'object':
    case 'unknown':
      return null;
  }
}

function definesTruth(owner: Value): boolean {
  if (owner.kind !== 'class') return false;
  return owner.members.has('__bool__') || owner.members.has('__len__') || owner.bases.some(definesTruth);
}
