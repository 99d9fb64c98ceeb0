/** How Python writes values: `str(x)` and `repr(x)`. */
import type { Value } from '../../../eval/value';

/** Null where it is not known. */
export function strOf(value: Value): string | null {
  return value.kind === 'string' ? value.value : reprOf(value);
}

export function reprOf(value: Value, depth = 0): string | null {
  if (depth > 20) return null;
  switch (value.kind) {
    case 'number':
      return value.float ? floatText(value.value) : String(value.value);
    case 'string':
      return quoted(value.value);
    case 'boolean':
      return value.value ? 'True' : 'False';
    case 'none':
      return 'None';
    case 'range':
      return value.step === 1
        ? `range(${value.start}, ${value.stop})`
        : `range(${value.start}, ${value.stop}, ${value.step})`;
    case 'sequence': {
      if (value.open) return null;
      const items = value.items.map((item) => reprOf(item, depth + 1));
      if (items.includes(null)) return null;
      if (value.type === 'tuple') return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
      if (value.type === 'set') return items.length === 0 ? 'set()' : items.length === 1 ? `{${items[0]}}` : null;
      return `[${items.join(', ')}]`;
    }
    case 'mapping': {
      if (value.open) return null;
      const entries: string[] = [];
      for (const entry of value.entries.values()) {
        const key = reprOf(entry.key, depth + 1);
        const text = reprOf(entry.value, depth + 1);
        if (key === null || text === null) return null;
        entries.push(`${key}: ${text}`);
      }
      return `{${entries.join(', ')}}`;
    }
    case 'class':
      return `<class '__main__.${value.name}'>`;
    default:
      return null;
  }
}

/** The shortest text that reads back as the same float, in Python's notation. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, exponent] = value.toExponential().split('e') as [string, string];
    const power = Math.abs(Number(exponent));
    return `${digits}e${exponent.startsWith('-') ? '-' : '+'}${power < 10 ? `0${power}` : power}`;
  }
  return Number.isInteger(value) ? `${BigInt(value)}.0` : String(value);
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let inner = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === quote || character === '\\') inner += `\\${character}`;
    else if (character === '\n') inner += '\\n';
    else if (character === '\r') inner += '\\r';
    else if (character === '\t') inner += '\\t';
    else if (code < 32 || code === 127) inner += `\\x${code.toString(16).padStart(2, '0')}`;
    else inner += character;
  }
  return quote + inner + quote;
}
