/** The fast reader and the tolerant one make the same tree of every text that the fast one reads, and it reads only JSON. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson, readTolerant } from '../../../src/core/languages/json/read-json';
import { readStrict } from '../../../src/core/languages/json/read-strict';

const DEPTH = 400;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Both readers answer alike: a tree where `JSON.parse` gives a value, else nothing. */
function compare(text: string): void {
  const strict = readStrict(text, 7, DEPTH);
  expect(strict !== null, JSON.stringify(text.slice(0, 200))).toBe(isJson(text));
  if (strict) expect(strict).toEqual(readTolerant(text, 7).root);
}

describe('the fast reader', () => {
  const models = new URL('../../oracle/models/', import.meta.url);
  it.each(readdirSync(models).filter((file) => file.endsWith('.json')))('reads %s as the tolerant one does', (file) => {
    compare(readFileSync(new URL(file, models), 'utf8'));
  });

  it.each([
    '{}',
    ' [ ] ',
    '[1, -0, 0.5, 1e3, 1E+2, 2.5e-7]',
    '{"a": {"a": 1, "a": 2}}',
    '["\\u0041\\n\\"", "é", "😀"]',
    '[01]',
    '[+1]',
    '[.5]',
    '[1.]',
    '[1e]',
    '[--1]',
    '[1,]',
    '{"a": 1,}',
    '{"a" 1}',
    '{a: 1}',
    '[1 2]',
    '"\t"',
    '"\\x"',
    '"abc',
    '"a\\',
    'tru',
    'nullx',
    'NaN',
    '[Infinity]',
    '// a\n1',
    '1 2',
    '',
    ' ',
    '[',
    ']',
    '{"',
    '{"a"',
    '{"a":',
    '\ufeff[]',
    '[\u00a01]',
  ])('reads %j or leaves it, as JSON.parse does', compare);

  it('does so for any text', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), compare), { numRuns: 300 });
    const spaced = fc.tuple(fc.jsonValue(), fc.constantFrom(1, 4, '\t'));
    fc.assert(
      fc.property(spaced, ([value, space]) => compare(JSON.stringify(value, null, space))),
      { numRuns: 300 },
    );
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '0',
      '-',
      '1.5',
      'e',
      'true',
      ' ',
      '\n',
      '"a"',
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
        compare,
      ),
      {
        numRuns: 5_000,
      },
    );
  });

  it('leaves to the tolerant one what nests deeper than a stack holds', () => {
    const text = `${'['.repeat(DEPTH + 1)}${']'.repeat(DEPTH + 1)}`;
    expect(readStrict(text, 0, DEPTH)).toBeNull();
    expect(readJson(text, 0).errors[0]!.message).toContain('nest deeper');
  });
});
