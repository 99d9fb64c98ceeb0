/** JSON with one row per line, so that a changed answer is a changed line; the same form as record.py writes. */
export function oneRowPerLine(head, key, rows) {
  const start = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${spaced(value)},\n`);
  const body = rows.map((row) => `    ${spaced(row)}`).join(',\n');
  return `{\n${start.join('')}  ${JSON.stringify(key)}: [\n${body}\n  ]\n}\n`;
}

/** JSON on one line with a space after commas and colons. What JSON cannot say (NaN, undefined in a list) becomes its name. */
function spaced(value) {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return `"${value}"`;
  if (Array.isArray(value)) return `[${Array.from(value, spaced).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const known = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${known.map(([name, item]) => `${JSON.stringify(name)}: ${spaced(item)}`).join(', ')}}`;
}
