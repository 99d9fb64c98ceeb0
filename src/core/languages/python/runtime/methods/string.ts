/** Methods of strings. */
import { boolean, list, number, type StringValue, string, tuple, unknown, type Value } from '../../../../eval/value';
import { type Call, elements, isUnknown } from '../../../../libraries/python/define';
import { formatTemplate } from '../../../../libraries/python/text/template';
import { numeric } from '../arithmetic';
import { methods } from './table';

type Run = (self: StringValue, values: readonly (Value | undefined)[], call: Call) => Value;

export const stringMethods = methods<StringValue>({
  lower: ['', mapText((text) => text.toLowerCase())],
  casefold: ['', mapText((text) => text.toLowerCase())],
  upper: ['', mapText((text) => text.toUpperCase())],
  capitalize: ['', mapText((text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase())],
  title: ['', mapText((text) => text.toLowerCase().replace(/(?<![a-zA-Z])[a-z]/g, (letter) => letter.toUpperCase()))],
  swapcase: [
    '',
    mapText((text) => [...text].map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join('')),
  ],
  strip: ['chars', strip(true, true)],
  lstrip: ['chars', strip(true, false)],
  rstrip: ['chars', strip(false, true)],
  removeprefix: [
    'prefix',
    withText((text, prefix) => string(text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  ],
  removesuffix: [
    'suffix',
    withText((text, suffix) => string(suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)),
  ],
  startswith: ['prefix', affix((text, prefix) => text.startsWith(prefix))],
  endswith: ['suffix', affix((text, suffix) => text.endsWith(suffix))],
  find: ['sub', withText((text, part) => number(text.indexOf(part)))],
  rfind: ['sub', withText((text, part) => number(text.lastIndexOf(part)))],
  index: [
    'sub',
    withText((text, part, call) =>
      text.includes(part) ? number(text.indexOf(part)) : unknown('the text is not found', call.span),
    ),
  ],
  count: ['sub', withText((text, part) => number(part === '' ? text.length + 1 : text.split(part).length - 1))],
  isdigit: ['', test(/^[0-9]+$/)],
  isnumeric: ['', test(/^[0-9]+$/)],
  isdecimal: ['', test(/^[0-9]+$/)],
  isalpha: ['', test(/^\p{L}+$/u)],
  isalnum: ['', test(/^[\p{L}\p{N}]+$/u)],
  isspace: ['', test(/^\s+$/)],
  isidentifier: ['', test(/^[\p{L}_][\p{L}\p{N}_]*$/u)],
  islower: ['', (self) => boolean(self.value === self.value.toLowerCase() && self.value !== self.value.toUpperCase())],
  isupper: ['', (self) => boolean(self.value === self.value.toUpperCase() && self.value !== self.value.toLowerCase())],
  replace: ['old new count', replace],
  split: ['sep maxsplit', split(false)],
  rsplit: ['sep maxsplit', split(true)],
  splitlines: [
    '',
    (self) =>
      list(
        self.value
          .replace(/\r\n?|\n$/g, (end) => (end.startsWith('\r') ? '\n' : ''))
          .split('\n')
          .map((line) => string(line)),
      ),
  ],
  partition: ['sep', withText((text, part) => cut(text, part, text.indexOf(part)))],
  rpartition: ['sep', withText((text, part) => cut(text, part, text.lastIndexOf(part), true))],
  join: [
    'iterable',
    (self, [iterable], call) => {
      const items = elements(iterable, call);
      if (isUnknown(items)) return items;
      const missing = items.find((item) => item.kind !== 'string');
      if (missing)
        return missing.kind === 'unknown' ? missing : unknown('an element to join is not a string', call.span);
      return string(items.map((item) => (item.kind === 'string' ? item.value : '')).join(self.value));
    },
  ],
  format: ['', (self, _, call) => formatTemplate(self.value, call)],
  zfill: [
    'width',
    padded((text, width) =>
      /^[-+]/.test(text) ? text[0] + text.slice(1).padStart(width - 1, '0') : text.padStart(width, '0'),
    ),
  ],
  ljust: ['width fillchar', padded((text, width, fill) => text.padEnd(width, fill))],
  rjust: ['width fillchar', padded((text, width, fill) => text.padStart(width, fill))],
  center: ['width fillchar', padded((text, width, fill) => centered(text, width, fill))],
});

function mapText(change: (text: string) => string): Run {
  return (self) => string(change(self.value));
}

function withText(answer: (text: string, part: string, call: Call) => Value): Run {
  return (self, [part], call) => {
    if (part?.kind !== 'string' || call.args.positions.length > 1)
      return unknown('an argument of the method is not known', call.span);
    return answer(self.value, part.value, call);
  };
}

function test(pattern: RegExp): Run {
  return (self) => boolean(pattern.test(self.value));
}

function affix(matches: (text: string, affix: string) => boolean): Run {
  return (self, [part], call) => {
    const parts = part?.kind === 'sequence' ? part.items : part ? [part] : [];
    if (call.args.positions.length > 1 || !parts.every((each) => each.kind === 'string'))
      return unknown('an argument of the method is not known', call.span);
    return boolean(parts.some((each) => each.kind === 'string' && matches(self.value, each.value)));
  };
}

function strip(left: boolean, right: boolean): Run {
  return (self, [chars], call) => {
    if (chars && chars.kind !== 'string' && chars.kind !== 'none')
      return unknown('the characters to strip are not known', call.span);
    const given = chars?.kind === 'string' ? chars.value : null;
    const drops = (character: string): boolean => (given === null ? /\s/.test(character) : given.includes(character));
    let start = 0;
    let end = self.value.length;
    while (left && start < end && drops(self.value[start]!)) start++;
    while (right && end > start && drops(self.value[end - 1]!)) end--;
    return string(self.value.slice(start, end));
  };
}

function replace(self: StringValue, [old, by, count]: readonly (Value | undefined)[], call: Call): Value {
  const times = count ? numeric(count)?.value : -1;
  if (old?.kind !== 'string' || by?.kind !== 'string' || times === undefined)
    return unknown('an argument of the method is not known', call.span);
  if (times < 0) return string(self.value.replaceAll(old.value, () => by.value));
  let text = self.value;
  let at = 0;
  for (let i = 0; i < times; i++) {
    const found = text.indexOf(old.value, at);
    if (found < 0 || old.value === '') break;
    text = text.slice(0, found) + by.value + text.slice(found + old.value.length);
    at = found + by.value.length;
  }
  return string(text);
}

function split(fromRight: boolean): Run {
  return (self, [separator, limit], call) => {
    const most = limit ? numeric(limit)?.value : -1;
    if (most === undefined) return unknown('an argument of the method is not known', call.span);
    const spaces = !separator || separator.kind === 'none';
    if (!spaces && (separator.kind !== 'string' || separator.value === ''))
      return unknown('the separator is not known', call.span);
    const whole = spaces ? self.value.trim() : self.value;
    if (spaces && most >= 0) return unknown('splitting at spaces a limited number of times is not followed', call.span);
    const parts = spaces
      ? whole === ''
        ? []
        : whole.split(/\s+/)
      : whole.split(separator.kind === 'string' ? separator.value : ' ');
    const joint = separator?.kind === 'string' ? separator.value : ' ';
    if (most >= 0 && parts.length > most + 1) {
      if (fromRight) parts.splice(0, parts.length - most, parts.slice(0, parts.length - most).join(joint));
      else parts.splice(most, parts.length - most, parts.slice(most).join(joint));
    }
    call.context.step(call.span, parts.length);
    return list(parts.map((part) => string(part)));
  };
}

function cut(text: string, part: string, at: number, last = false): Value {
  if (at < 0) return tuple((last ? ['', '', text] : [text, '', '']).map((each) => string(each)));
  return tuple([text.slice(0, at), part, text.slice(at + part.length)].map((each) => string(each)));
}

function padded(pad: (text: string, width: number, fill: string) => string): Run {
  return (self, [width, fill], call) => {
    const size = width ? numeric(width)?.value : undefined;
    const character = fill?.kind === 'string' ? fill.value : ' ';
    if (size === undefined || size > 10_000) return unknown('the width is not known', call.span);
    return string(pad(self.value, size, character));
  };
}

/** CPython puts the odd space to the left where the width is odd. */
function centered(text: string, width: number, fill: string): string {
  const missing = Math.max(0, width - text.length);
  const before = (missing >> 1) + (missing & width & 1);
  return fill.repeat(before) + text + fill.repeat(missing - before);
}
