/** The methods of strings. */
import { boolean, list, number, type StringValue, string, unknown } from '../../../eval/value';
import { argument, integer, type Method } from './arguments';
import { text } from './text';

/** Texts longer than this are not made. */
const longest = 100_000;

type StringMethod = Method<StringValue>;

export const stringMethods: ReadonlyMap<string, StringMethod> = new Map<string, StringMethod>([
  ['toUpperCase', ({ value }) => string(value.toUpperCase())],
  ['toLowerCase', ({ value }) => string(value.toLowerCase())],
  ['trim', ({ value }) => string(value.trim())],
  ['trimStart', ({ value }) => string(value.trimStart())],
  ['trimEnd', ({ value }) => string(value.trimEnd())],
  ['toString', (object) => object],
  ['valueOf', (object) => object],
  ['startsWith', withText((value, part) => boolean(value.startsWith(part)))],
  ['endsWith', withText((value, part) => boolean(value.endsWith(part)))],
  ['includes', withText((value, part) => boolean(value.includes(part)))],
  ['indexOf', withText((value, part) => number(value.indexOf(part)))],
  ['lastIndexOf', withText((value, part) => number(value.lastIndexOf(part)))],
  ['split', withText((value, part) => list(value.split(part).map((piece) => string(piece))))],
  ['concat', withText((value, part) => string(value + part))],
  ['slice', withRange((value, start, end) => value.slice(start, end))],
  ['substring', withRange((value, start, end) => value.substring(start, end))],
  ['at', withRange((value, start) => value.at(start) ?? '')],
  ['charAt', withRange((value, start) => value.charAt(start))],
  ['replace', replacing((value, from, to) => value.replace(from, () => to))],
  ['replaceAll', replacing((value, from, to) => value.replaceAll(from, () => to))],
  ['padStart', padding((value, length, fill) => value.padStart(length, fill))],
  ['padEnd', padding((value, length, fill) => value.padEnd(length, fill))],
  [
    'repeat',
    ({ value }, args, site, context) => {
      const times = integer(args, 0, 0);
      if (times === null || times < 0 || times * value.length > longest)
        return unknown('the text is not known', site.span);
      context.step(site.span, 1 + (times * value.length) / 64);
      return string(value.repeat(times));
    },
  ],
  [
    'charCodeAt',
    ({ value }, args, site) => {
      const at = integer(args, 0, 0);
      return at === null ? unknown('the index is not known', site.span) : number(value.charCodeAt(at));
    },
  ],
]);

function withText(compute: (value: string, part: string) => ReturnType<StringMethod>): StringMethod {
  return ({ value }, args, site) => {
    const part = text(argument(args, 0));
    if (part === null || args.positions.length > 1) return unknown('the argument is not followed', site.span);
    return compute(value, part);
  };
}

function withRange(compute: (value: string, start: number, end: number) => string): StringMethod {
  return ({ value }, args, site) => {
    const start = integer(args, 0, 0);
    const end = integer(args, 1, value.length);
    return start === null || end === null
      ? unknown('a part of the text is not known', site.span)
      : string(compute(value, start, end));
  };
}

function replacing(compute: (value: string, from: string, to: string) => string): StringMethod {
  return ({ value }, args, site) => {
    const from = argument(args, 0);
    const to = argument(args, 1);
    if (from.kind !== 'string' || to.kind !== 'string') return unknown('the replaced text is not known', site.span);
    const result = value.length * (to.value.length + 1) > longest ? null : compute(value, from.value, to.value);
    return result === null ? unknown('the text is too long to follow', site.span) : string(result);
  };
}

function padding(compute: (value: string, length: number, fill: string) => string): StringMethod {
  return ({ value }, args, site) => {
    const length = integer(args, 0, 0);
    const fill = argument(args, 1);
    if (length === null || length > longest || (fill.kind !== 'none' && fill.kind !== 'string')) {
      return unknown('the padded text is not known', site.span);
    }
    return string(compute(value, length, fill.kind === 'string' ? fill.value : ' '));
  };
}
