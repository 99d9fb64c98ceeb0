/** Any text is answered: nothing throws, spans lie in the text and inside those around them, and time is bounded. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pythonFrontEnd } from '../../../src/core/languages/python';
import { shown } from './support';

const real = `${readFileSync(new URL('./recorded/programs.txt', import.meta.url), 'utf8').slice(0, 6000)}
import tensorflow as tf
from keras.layers import (Conv2D, Dense as D)

class Net(tf.keras.Model):
    """A small net."""
    def __init__(self, *sizes, name: str = 'net', **rest):
        super().__init__(name=name, **rest)
        self.layers_ = [Conv2D(n, (3, 3), activation="relu") for n in sizes if n]  # all of them

    @tf.function(jit_compile=True)
    def call(self, x, training=None):
        with tf.name_scope(f"{self.name!r:>10}") as scope, (yield):
            for layer in self.layers_: x = layer(x / 255.) if training else x[:, 1:-1, ..., None]
        return {**self.cache, 'out': x}
`;

/** Asserts that the spans of a node lie within those of the node around it. */
function check(node: unknown, start: number, end: number): void {
  if (typeof node !== 'object' || node === null) return;
  const { span } = node as { readonly span?: { readonly start: number; readonly end: number } };
  let [from, to] = [start, end];
  if (span) {
    if (!(span.start >= start && span.start <= span.end && span.end <= end)) {
      throw new Error(`${JSON.stringify(node).slice(0, 200)} is not inside ${start}-${end}`);
    }
    [from, to] = [span.start, span.end];
  }
  for (const [name, child] of Object.entries(node)) if (name !== 'span') check(child, from, to);
}

function answers(text: string): void {
  const program = pythonFrontEnd.parse(text, 10);
  check(program.body, 10, text.length + 10);
  check(program.syntaxErrors, 10, text.length + 10);
}

describe('the parser', () => {
  it('reads a real text without errors', () => {
    expect(pythonFrontEnd.parse(real.replaceAll('---\n', ''), 0).syntaxErrors).toEqual([]);
    answers(real);
  });

  it('answers every beginning of a text', () => {
    const text = real.slice(-900);
    for (let end = 0; end <= text.length; end++) answers(text.slice(0, end));
  });

  it('answers changed texts', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        ':',
        '\n',
        '    ',
        '"',
        "'''",
        'f"{',
        '=',
        '.',
        ',',
        '*',
        'def ',
        'class ',
        'with (',
        ' as ',
        'lambda ',
        'not ',
        'if ',
        'else',
        '%',
        '!',
        '?',
        '\\',
        '#',
        '\r',
        'case ',
        'match x:\n',
        'é',
        '\u{1F600}',
        '\0',
      ),
      fc.string({ maxLength: 5 }),
    );
    const change = fc.record({ at: fc.nat(real.length), remove: fc.nat(40), add: piece });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        let text = real;
        for (const { at, remove, add } of changes) text = text.slice(0, at) + add + text.slice(at + remove);
        answers(text);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('survives deep nesting and long chains', () => {
    for (const [open, close] of [
      ['(', ')'],
      ['[', ']'],
      ['f(', ')'],
      ['not ', ''],
      ['-', ''],
      ['a if b else ', ''],
      ['lambda: ', ''],
      ['x[', ']'],
      ['{1: ', '}'],
    ]) {
      answers(`x = ${open!.repeat(10_000)}1${close!.repeat(10_000)}\ny = 1`);
    }
    answers(`x = 1${' + 1'.repeat(20_000)}`);
    answers(`x = a${'.b()'.repeat(20_000)}`);
    answers(`if a: b\n${'elif a: b\n'.repeat(10_000)}`);
    answers(Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}if a:`).join('\n'));
    answers('('.repeat(500_000));
  }, 60_000);

  it('answers binary and huge texts', () => {
    let seed = 7;
    const next = (): number => (seed = (seed * 48271) % 2147483647);
    answers(Array.from({ length: 100_000 }, () => String.fromCharCode(next() % 256)).join(''));
    answers(Array.from({ length: 50_000 }, () => '([{)]},:\n\'"x1 '[next() % 14]).join(''));
    answers('x = Dense(10)\n'.repeat(400_000));
    answers('with (\n'.repeat(50_000));
    answers('a?\n%b\n!c\n'.repeat(10_000));
  }, 60_000);
});

// The oracle's Keras is there once the set-up for recording has run.
const venv = new URL('../../../.cache/oracle-venv/lib/', import.meta.url);
const library = existsSync(venv) ? new URL(`${readdirSync(venv)[0]}/site-packages/keras/src/`, venv) : null;

describe.skipIf(!library || !existsSync(library))('the source of Keras', () => {
  it('is read without an error', () => {
    const files = (readdirSync(library!, { recursive: true }) as string[]).filter(
      (file) => file.endsWith('.py') && !file.endsWith('_test.py'),
    );
    expect(files.length).toBeGreaterThan(300);
    for (const file of files) {
      const text = readFileSync(new URL(file, library!), 'utf8');
      expect(pythonFrontEnd.parse(text, 0).syntaxErrors, file).toEqual([]);
    }
  }, 60_000);
});

describe('the evaluation', () => {
  it('gives an answer to what would run for long', () => {
    expect(shown('show([0] * 10**12, "a" * 10**12, 2 ** 5000, 1 << 10000, range(10**15))')).toEqual([
      'unknown: it has 1000000000000 elements, too many to be followed',
      'unknown: it has 1000000000000 elements, too many to be followed',
      'unknown: the number is too large to be followed',
      'unknown: the number is too large to be followed',
      'range(0, 1000000000000000)',
    ]);
    shown('x = [1]\nwhile True:\n    x = x + x\nshow(x)');
    shown('list(range(10**9))\nshow(1)');
  });
});
