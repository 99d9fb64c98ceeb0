/** Any text can be read: cut off, mixed up, nested as deeply as it likes. */

import { parser } from '@lezer/javascript';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/core';
import { IncrementalParser } from '../../../src/core/languages/incremental';
import { javascriptFrontEnd, tsxFrontEnd, typescriptFrontEnd } from '../../../src/core/languages/javascript';
import { programs } from './programs';

const texts = Object.values(programs);
const pieces = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '`',
  '${',
  "'",
  '"',
  '=>',
  '...',
  '?.',
  '/',
  '*',
  'class ',
  'async ',
  'await ',
  'yield ',
  'import ',
  'export ',
  'function ',
  'super',
  'new ',
  'case ',
  'static ',
  'get ',
  '<T>',
  ' as ',
  '#x',
  '@d ',
  ',',
  ';',
  ':',
  '=',
  '\n',
  '\u2028',
  '\u{1F600}',
  '\\',
  '\0',
];

const spoilt = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom(...pieces)), { minLength: 1, maxLength: 6 }),
  )
  .map(([text, changes]) =>
    changes.reduce((before, [at, gone, piece]) => {
      const start = at % (before.length + 1);
      return before.slice(0, start) + piece + before.slice(start + gone);
    }, text),
  );

describe('half-written JavaScript', () => {
  it('is read at every place where it may be cut off', () => {
    for (const text of texts) {
      for (let end = 0; end <= text.length; end += 29) checkSpans(text.slice(0, end));
    }
  });

  it('is read whatever is changed in it', () => {
    fc.assert(fc.property(spoilt, checkSpans), { numRuns: 120 });
  });

  it('is parsed after a change as if it were new', () => {
    const typescript = parser.configure({ dialect: 'ts' });
    const incremental = new IncrementalParser(typescript);
    fc.assert(
      fc.property(spoilt, (text) => {
        expect(incremental.parse(text).toString()).toBe(typescript.parse(text).toString());
      }),
      { numRuns: 200 },
    );
  });

  it('is analysed whatever is changed in it', () => {
    fc.assert(
      fc.property(spoilt, (text) => {
        analyze({ kind: 'file', languageId: 'typescript', text });
      }),
      { numRuns: 40 },
    );
  });

  it.each(['(', '[', '{a:', 'x=>', 'f(', '!', 'a?', '`${', 'function f(){', 'class A extends ', 'if(a)', '-', 'new '])(
    'is read when %s is repeated without end',
    (piece) => {
      checkSpans(piece.repeat(3_000));
      analyze({ kind: 'file', languageId: 'javascript', text: piece.repeat(3_000) });
    },
  );

  it('is read when a chain has no end', () => {
    for (const text of [
      `x${'.a()'.repeat(5_000)}`,
      `x = ${'1 + '.repeat(5_000)}1`,
      `x${'[0]'.repeat(5_000)}`,
      `${'a = '.repeat(5_000)}1`,
    ]) {
      checkSpans(text);
      analyze({ kind: 'file', languageId: 'javascript', text });
    }
  });
});

/** Every span lies in the text, moved by the base. */
function checkSpans(text: string): void {
  const base = 1_000;
  for (const frontEnd of [javascriptFrontEnd, typescriptFrontEnd, tsxFrontEnd]) {
    const stack: unknown[] = [frontEnd.parse(text, base)];
    while (stack.length) {
      const part = stack.pop();
      if (typeof part !== 'object' || part === null) continue;
      const { start, end } = part as { start?: unknown; end?: unknown };
      if (
        typeof start === 'number' &&
        typeof end === 'number' &&
        !(base <= start && start <= end && end <= base + text.length)
      ) {
        expect.fail(`the span ${start}–${end} is not in the text of ${text.length} characters`);
      }
      stack.push(...Object.values(part));
    }
  }
}
