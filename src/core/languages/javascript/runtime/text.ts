/** How values are written: `String(x)`, templates, `+` with a string. */
import type { Value } from '../../../eval/value';

/** Null where it is not known: `null` and `undefined` are one in the core, but are written differently. */
export function text(value: Value): string | null {
  switch (value.kind) {
    case 'number':
      return String(value.value);
    case 'string':
      return value.value;
    case 'boolean':
      return String(value.value);
    case 'sequence': {
      if (value.open || value.type === 'set') return null;
      const parts = value.items.map((item) => (item.kind === 'none' ? '' : text(item)));
      return parts.includes(null) ? null : parts.join(',');
    }
    case 'mapping':
      return '[object Object]';
    default:
      return null;
  }
}
