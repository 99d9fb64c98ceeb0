/** Writes values as Python. */
import type { EditValue } from '../../../lang/edit';
import { floatText } from '../../../libraries/python/text/repr';

export function printValue(value: EditValue, quote: "'" | '"', brackets: 'tuple' | 'list' = 'tuple'): string {
  switch (value.kind) {
    case 'number':
      return Number.isInteger(value.value) ? String(value.value) : floatText(value.value);
    case 'string':
      return (
        quote + value.value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n') + quote
      );
    case 'boolean':
      return value.value ? 'True' : 'False';
    case 'none':
      return 'None';
    case 'sequence': {
      const items = value.items.map((item) => printValue(item, quote, brackets));
      if (brackets === 'list') return `[${items.join(', ')}]`;
      return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
    }
  }
}

/** `kernelSize` is written `kernel_size`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
