/** Core edits are written as a person would write them. The piece that an edit is about stands between « and ». */
import { describe, expect, it } from 'vitest';
import type { EditValue, ProgramEdit } from '../../../src/core/lang/edit';
import type { CallExpr, Expr } from '../../../src/core/lang/program';
import { pythonFrontEnd } from '../../../src/core/languages/python';
import { applyEdits } from '../../../src/core/text/edit';

const base = 100;

/** Applies the edit that `make` makes of the marked expression. */
function edited(marked: string, make: (target: Expr) => ProgramEdit): string | null {
  const start = marked.indexOf('«');
  const text = marked.replace('«', '').replace('»', '');
  const span = { start: start + base, end: marked.indexOf('»') - 1 + base };
  const target = find(pythonFrontEnd.parse(text, base).body, span);
  if (!target) throw new Error(`no expression is marked in ${marked}`);
  const edits = pythonFrontEnd.render(make(target), text, base);
  return (
    edits &&
    applyEdits(
      text,
      edits.map((edit) => ({ ...edit, span: { start: edit.span.start - base, end: edit.span.end - base } })),
    )
  );
}

function find(node: unknown, span: Expr['span']): Expr | null {
  if (typeof node !== 'object' || node === null) return null;
  const { kind, span: own } = node as Expr;
  if (own?.start === span.start && own.end === span.end && !String(kind).endsWith('-stmt')) return node as Expr;
  for (const child of Object.values(node)) {
    const found = find(child, span);
    if (found) return found;
  }
  return null;
}

const number = (value: number): EditValue => ({ kind: 'number', value });
const string = (value: string): EditValue => ({ kind: 'string', value });
const replace =
  (value: EditValue) =>
  (target: Expr): ProgramEdit => ({ kind: 'replace-value', target, value });
const add =
  (name: string, value: EditValue) =>
  (target: Expr): ProgramEdit => ({ kind: 'add-argument', call: target as CallExpr, name, value });
const remove =
  (name: string) =>
  (target: Expr): ProgramEdit => {
    const call = target as CallExpr;
    return { kind: 'remove-argument', call, argument: call.args.find((arg) => arg.name === name)! };
  };
const rename =
  (from: string, name: string) =>
  (target: Expr): ProgramEdit => ({
    kind: 'rename-argument',
    argument: (target as CallExpr).args.find((arg) => arg.name === from)!,
    name,
  });

describe('values and arguments', () => {
  const sizes: EditValue = { kind: 'sequence', items: [number(28), number(28), number(1)] };
  it.each([
    ['f(«3»)', replace(number(5)), 'f(5)'],
    ['f(x="«a»")'.replace('"«a»"', '«"a"»'), replace(string('same')), 'f(x="same")'],
    ["f(x=«'a'»)", replace(string("it's")), "f(x='it\\'s')"],
    ['f(«(3, 3)»)', replace({ kind: 'sequence', items: [number(1)] }), 'f((1,))'],
    ['f(«[3, 3]»)', replace(sizes), 'f([28, 28, 1])'],
    ['f(«a»)', replace({ kind: 'none' }), 'f(None)'],
    ['f(«a»)', replace(number(0.5)), 'f(0.5)'],
    ['«f()»', add('padding', string('same')), "f(padding='same')"],
    ['«f(1, name="x")»', add('padding', string('same')), 'f(1, name="x", padding="same")'],
    ['«f(1,)»', add('use_bias', { kind: 'boolean', value: false }), 'f(1, use_bias=False,)'],
    ['«f(\n    1,\n    b=2,\n)»', add('inputShape', sizes), 'f(\n    1,\n    b=2,\n    input_shape=(28, 28, 1),\n)'],
    ['«f(\n    1,\n    b=2  # note\n)»', add('c', number(3)), 'f(\n    1,\n    b=2,\n    c=3  # note\n)'],
    ['«f((1))»', add('c', number(3)), 'f((1), c=3)'],
    ['«f(x for x in y)»', add('c', number(3)), null],
    ['«f(1»', add('c', number(3)), null],
    ['«f(a=1, b=2)»', remove('a'), 'f(b=2)'],
    ['«f(a=1, b=2)»', remove('b'), 'f(a=1)'],
    ['«f(b=2,)»', remove('b'), 'f()'],
    ['«f(\n    a=1,\n    b=2,\n)»', remove('b'), 'f(\n    a=1,\n)'],
    ['«f(nb_filter=2)»', rename('nb_filter', 'filters'), 'f(filters=2)'],
  ])('%s', (text, make, expected) => expect(edited(text, make)).toBe(expected));
});

describe('new layers', () => {
  const insert =
    (site: 'call' | 'element' | 'add') =>
    (target: Expr): ProgramEdit => {
      const before =
        site === 'call'
          ? ({ kind: 'call', input: target } as const)
          : site === 'element'
            ? ({ kind: 'element', layer: target } as const)
            : ({ kind: 'add', call: target as CallExpr, span: target.span } as const);
      return { kind: 'insert-layer', before, className: 'Flatten', args: {} };
    };
  it.each([
    ['y = layers.Dense(10)(«x»)', insert('call'), 'y = layers.Dense(10)(layers.Flatten()(x))'],
    [
      'y = tf.keras.layers.Dense(10)(«f(x)»)',
      insert('call'),
      'y = tf.keras.layers.Dense(10)(tf.keras.layers.Flatten()(f(x)))',
    ],
    [
      'from keras.layers import Dense\ny = Dense(10)(«x»)',
      insert('call'),
      'from keras.layers import Dense, Flatten\ny = Dense(10)(Flatten()(x))',
    ],
    [
      'from keras.layers import Dense, Flatten as F\ny = Dense(10)(«x»)',
      insert('call'),
      'from keras.layers import Dense, Flatten as F\ny = Dense(10)(F()(x))',
    ],
    [
      'from keras.layers import (\n    Dense,\n    Input,\n)\ny = Dense(10)(«x»)',
      insert('call'),
      'from keras.layers import (\n    Dense,\n    Input,\n    Flatten,\n)\ny = Dense(10)(Flatten()(x))',
    ],
    [
      'from keras.layers import *\ny = Dense(10)(«x»)',
      insert('call'),
      'from keras.layers import *\ny = Dense(10)(Flatten()(x))',
    ],
    ['import keras\ny = head(«x»)', insert('call'), 'import keras\ny = head(keras.layers.Flatten()(x))'],
    [
      'm = Sequential([a, «layers.Dense(10)»])',
      insert('element'),
      'm = Sequential([a, layers.Flatten(), layers.Dense(10)])',
    ],
    [
      'm = Sequential([\n    a,\n    «layers.Dense(10)»,\n])',
      insert('element'),
      'm = Sequential([\n    a,\n    layers.Flatten(),\n    layers.Dense(10),\n])',
    ],
    [
      'if a:\n    «m.add(layers.Dense(10))»',
      insert('add'),
      'if a:\n    m.add(layers.Flatten())\n    m.add(layers.Dense(10))',
    ],
    [
      'm.add(a); «m.add(layers.Dense(10))»',
      insert('add'),
      'm.add(a); m.add(layers.Flatten()); m.add(layers.Dense(10))',
    ],
    ['x = [«m.add(layers.Dense(10))»]', insert('add'), null],
  ])('%s', (text, make, expected) => expect(edited(text, make)).toBe(expected));
});
