/** Python text lowers to the core language, printed by `test/support/print-program`. */
import { describe, expect, it } from 'vitest';
import { lowered } from './support';

function lowers(rows: readonly (readonly [text: string, core: string])[]): void {
  it.each(rows.map(([text, core]) => [text, core]))('%s', (text, core) => expect(lowered(text)).toBe(core));
}

describe('expressions', () => {
  lowers([
    ['x = a.b[1](c)', 'x = a.b[1](c)'],
    ['x = not a or b and not c < d or e', 'x = (((not a) or (b and (not (c < d)))) or e)'],
    ['x = a < b not in c is not d', 'x = (((a < b) and (b not in c)) and (c is not d))'],
    ['x = -1 ** 2 @ y', 'x = ((-(1 ** 2)) @ y)'],
    ['x = a if b else c', 'x = (b ? a : c)'],
    ['x[1:2, ::-1, :, ...]', 'x[(1:2, ::(-1), :, ...)]'],
    ['x[1,]', 'x[(1,)]'],
    ['f(a, *b, c=1, **d)', 'f(a, *b, c=1, **d)'],
    ['f(x for x, z in y if z)', 'f(generator(x for (x, z) in y if z))'],
    ['[x for a, b in c for d in e if f if g]', 'list(x for (a, b) in c for d in e if f if g)'],
    ['{k: v for k in x}', 'mapping(k: v for k in x)'],
    ['{**a, 1: 2}', '{**a, 1: 2}'],
    ['x = (*a, b)', 'x = (*a, b)'],
    ['x = (y := 3) + y', 'x = ((y := 3) + y)'],
    ['f = lambda x, *y, z=1: x', 'f = function(x, *y, named z=1) {\n  return x\n}'],
    ['x = 255. + 1.e3 + 0x_ff + 1_000', 'x = (((255.0 + 1000.0) + 255) + 1000)'],
    ['x = 3j', 'x = <complex numbers are not followed>'],
    ['x = b"a"', 'x = <bytes are not followed>'],
    ['x = "a" "b"', 'x = "ab"'],
    [String.raw`x = "\x41\n\q" r"\n"`, String.raw`x = "A\n\\q\\n"`],
    ['x = f"a{y}b{z!r:>{w}}{{}}" "c"', 'x = `a${y}b${<builtins.format>(<builtins.repr>(z), `>${w}`)}{}c`'],
    ['x = f"{y=}"', 'x = `y=${<builtins.repr>(y)}`'],
  ]);
});

describe('statements', () => {
  lowers([
    ['import a.b as c, d.e', 'import a.b as c\nimport d.e as d'],
    ['from ...x.y import (a as b, c,)', 'from ...x.y import a as b\nfrom ...x.y import c as c'],
    ['from . import *', 'from . import * as *'],
    ['a, *b = c = 1, 2', '(a, *b) = c = (1, 2)'],
    ['x: int = 3', 'x = 3'],
    ['x: int', 'x = <it is declared without a value>'],
    ['x //= 2', 'x //= 2'],
    ['a.b = c[0] = d', 'a.b = c[0] = d'],
    ['if a: b\nelif c: d\nelse: e', 'if a {\n  b\n} else {\n  if c {\n    d\n  } else {\n    e\n  }\n}'],
    ['for i, (a, b) in x: pass\nelse: y', 'for (i, (a, b)) in x {} else {\n  y\n}'],
    ['with a as b, c as self.d: e', 'with a as b, c as self.d {\n  e\n}'],
    ['with (\n    a as b,\n    c as d,  # note\n):\n    e', 'with a as b, c as d {\n  e\n}'],
    [
      'try: a\nexcept (A, B) as e: b\nelse: c\nfinally: d',
      'try {\n  a\n} except (A, B) as e {\n  b\n} else {\n  c\n} finally {\n  d\n}',
    ],
    [
      '@tf.function(x=1)\nasync def f(a, /, b=1, *, c): yield await a',
      '@tf.function(x=1) generator f(a, b=1, named c) {\n  (yield await a)\n}',
    ],
    [
      '@dataclass\nclass A(B, metaclass=C):\n    "doc"\n    x: int = 1',
      '@dataclass class A(B, metaclass=C) {\n  x = 1\n}',
    ],
    [
      'match x:\n  case 1 | "a" | a.b: y\n  case [p, *q]: z\n  case n if n: w\n  case _: v',
      'switch x {\n  case 1 | "a" | a.b {\n    y\n  }\n  case <this pattern is not followed> as (p, *q) {\n    z\n  }\n  default as n if n {\n    w\n  }\n  default {\n    v\n  }\n}',
    ],
    ['del a, b[0]; global c; assert d, e', 'delete a, b[0]\nglobal c\nassert d'],
  ]);
});

describe('half-typed text keeps what can be read', () => {
  lowers([
    ['x = ', 'x = <it is not written yet>\nerror 4-4: the statement is not complete'],
    ['model.', 'model.\nerror 6-6: a name is expected after the dot'],
    ['f(a=', "f(a=<it is not written yet>)\nerror 1-2: '(' is never closed"],
    [
      'm.add(Dense(10, \nm.add(Dense(3))',
      "m.add(Dense(10))\nm.add(Dense(3))\nerror 5-6: '(' is never closed\nerror 11-12: '(' is never closed",
    ],
    ['x = [1, 2\ndef f(): pass', "x = [1, 2]\nfunction f() {}\nerror 4-5: '[' is never closed"],
    ['x = [', "x = <it is not written yet>\nerror 4-5: '[' is never closed"],
    ['x = ()', 'x = ()'],
    ['if x', 'if x {}\nerror 4-4: the statement is not complete'],
  ]);
});

describe('notebook syntax is passed over', () => {
  lowers([
    ['%matplotlib inline\n!pip install a \\\n  b\nx = 1', 'x = 1'],
    [
      'x = !ls -la\ny = %who',
      'x = <it is what a shell command prints>\ny = <it is what a magic of the notebook gives>',
    ],
    ['x = 7\\\n% 3', 'x = (7 % 3)'],
    ['x = (7\n% 3)', 'x = (7 % 3)'],
    ['x = """\n%a\n"""', 'x = "\\n%a\\n"'],
    ['model.fit?\n??model\nx = 1', 'x = 1'],
    ['%time x = 1', 'x = 1'],
    ['if a:\n    !ls\nb', 'if a {}\nb'],
    ['%%bash\nls -la\nx = (', ''],
    ['%%time\nx = 1', 'x = 1'],
  ]);
});
