/** Values and names as JavaScript writes them. */
import type { EditValue } from '../../../lang/edit';

/** The quote that the text uses most. */
export type Quote = "'" | '"';

export function quoteOf(text: string): Quote {
  const count = (quote: string): number => text.split(quote).length;
  return count('"') > count("'") ? '"' : "'";
}

export function valueText(value: EditValue, quote: Quote): string {
  switch (value.kind) {
    case 'number':
      return String(value.value);
    case 'string':
      return (
        quote + value.value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n') + quote
      );
    case 'boolean':
      return String(value.value);
    case 'none':
      return 'null';
    case 'sequence':
      return `[${value.items.map((item) => valueText(item, quote)).join(', ')}]`;
  }
}

/** `input_shape` is `inputShape` here. */
export function camelCase(name: string): string {
  return name.replace(/(?!^)_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `{units: 10, activation: 'relu'}`; empty where there is nothing to say. */
export function objectText(args: Readonly<Record<string, EditValue>>, quote: Quote): string {
  const entries = Object.entries(args).map(([name, value]) => `${camelCase(name)}: ${valueText(value, quote)}`);
  return entries.length === 0 ? '' : `{${entries.join(', ')}}`;
}
