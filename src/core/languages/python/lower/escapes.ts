/** The characters that escapes in a string stand for. */

export function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(escapePattern, (whole, code: string) => decode(whole, code));
}

const escapePattern = /\\(\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])/g;

const simple: Readonly<Record<string, string>> = {
  '\n': '',
  '\r': '',
  '\r\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function decode(whole: string, code: string): string {
  const known = simple[code];
  if (known !== undefined) return known;
  if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
  if (code.length > 1) {
    const point = Number.parseInt(code.slice(1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  }
  // Python keeps a backslash before a character that it gives no meaning.
  return whole;
}
