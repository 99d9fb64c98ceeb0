/** What each form of JavaScript and TypeScript is lowered to. */
import { describe, expect, it } from 'vitest';
import type { FrontEnd } from '../../../src/core/languages/front-end';
import { javascriptFrontEnd, tsxFrontEnd, typescriptFrontEnd } from '../../../src/core/languages/javascript';
import { printProgram } from '../../support/print-program';

type Case = readonly [title: string, text: string, core: string];

const javascript: readonly Case[] = [
  [
    'declares variables in the block or the function',
    `
const a = 1, b = [a, , ...c];
let d;
var e = null;
`,
    `
let a = 1
let b = [a, none, *c]
let d = none
var e = none
`,
  ],
  [
    'takes destructuring apart, with defaults and rests',
    `
const {a, b: {c = 1}, "d": e, [k]: f, ...g} = h;
[x, y] = [y, x];
({z, ...rest} = o);
`,
    `
let {"a": a, "b": {"c": c = 1}, "d": e, k: f, **g} = h
(x, y) = [y, x]
{"z": z, **rest} = o
`,
  ],
  [
    'reads numbers and strings in every spelling',
    `
f(0x1f, 1_000, .5e1, 10n, 'a\\n\\u0041\\x42', "it's", \`t\${x + 1}\\t\`, 1.);
`,
    `
f(31, 1000, 5, 10, "a\\nAB", "it's", \`t\${(x + 1)}	\`, 1)
`,
  ],
  [
    'reads objects with shorthands, methods and spreads',
    `
const o = {a, 'b-c': 1, 2: 3, [k]: 4, m(x) { return this.n + x; }, async p() {}, ...rest};
`,
    `
let o = {"a": a, "b-c": 1, "2": 3, k: 4, "m": function m(this, x) {
  return (this.n + x)
}, "p": function p() {}, **rest}
`,
  ],
  [
    'gives defaults that use names when the function is called',
    `
function f(a, b = 2, c = a, {d = 1} = {}, ...rest) { return rest; }
`,
    `
function f(a, b=2, c=none, {"d": d = 1}={}, *rest) {
  var c = (c ?? a)
  return rest
}
`,
  ],
  [
    'reads arrows with and without braces',
    `
const f = x => x * 2, g = async (a, [b]) => { await a; }, h = () => ({a: 1});
`,
    `
let f = function(x) {
  return (x * 2)
}
let g = function(a, (b,)) {
  await a
}
let h = function() {
  return {"a": 1}
}
`,
  ],
  [
    'declares functions before the first statement',
    `
main();
function main() { inner(); function inner() {} }
`,
    `
function main() {
  function inner() {}
  inner()
}
main()
`,
  ],
  [
    'makes constructors of fields, with and without super',
    `
class A { x = 1; #y = 2; constructor(n) { this.n = n; } }
class B extends A { z = 3; }
class C extends A { w = 4; constructor() { super(1); this.v = this.w; } }
`,
    `
class A() {
  function __init__(this, n) {
    this.x = 1
    this.#y = 2
    this.n = n
  }
}
class B(A) {
  function __init__(this, **1) {
    super().__init__(**1)
    this.z = 3
  }
}
class C(A) {
  function __init__(this) {
    super().__init__(1)
    this.w = 4
    this.v = this.w
  }
}
`,
  ],
  [
    'reads getters, setters, static members and generators',
    `
class A { get v() { return 1; } set v(x) { this.y = x; } static s = 1; static make() { return new this(); } *all() { yield 1; yield* this.v; } static { f(); } }
`,
    `
class A() {
  @*property function v(this) {
    return 1
  }
  function v(this, x) {
    this.y = x
  }
  let s = 1
  function make() {
    var this = A
    return this()
  }
  generator all(this) {
    (yield 1)
    (yield from this.v)
  }
}
`,
  ],
  [
    'calls methods of super',
    `
class A extends B { m() { return super.m() + super.n; } }
`,
    `
class A(B) {
  function m(this) {
    return (super().m() + super().n)
  }
}
`,
  ],
  [
    'follows optional chains to their end',
    `
a?.b.c[0](1)?.d;
`,
    `
a?.b?.c?.[0]?.(1)?.d
`,
  ],
  [
    'keeps what assignments as expressions give',
    `
f(i++, --j, x += 2, y ??= z);
`,
    `
f((i := (i + 1), giving the old value), (j := (j - 1)), (x := (x + 2)), (y := (y ?? z)))
`,
  ],
  [
    'reads operators',
    `
x = a ** b / c % d | e & ~f >>> 1;
y = a === b && c !== d || !(e == null) ?? typeof g;
z = "k" in o, w = p instanceof Q;
`,
    `
x = ((((a ** b) / c) % d) | (e & ((~f) >>> 1)))
y = ((((a == b) and (c != d)) or (not (e == none))) ?? (typeof g))
z = ("k" in o)
w = (p instanceof Q)
`,
  ],
  [
    'reads new with and without arguments',
    `
new A;
new b.C(1, ...d);
`,
    `
A()
b.C(1, *d)
`,
  ],
  [
    'loops with update, over elements and over keys',
    `
for (let i = 0, n = 3; i < n; i += 1) { if (i) continue; }
for (const [k, v] of Object.entries(o)) f(k);
for (x in y) ;
for (;;) break;
for await (const z of w) f(z);
`,
    `
block {
  let i = 0
  let n = 3
  while (i < n) update (i := (i + 1)) {
    if i {
      continue
    }
  }
}
for (k, v) in Object.entries(o) {
  f(k)
}
for *1 in keys of y {
  x = *1
}
block {
  while true {
    break
  }
}
for z in w {
  f(z)
}
`,
  ],
  [
    'loops with the test before and after',
    `
while (a) b();
do { c(); } while (d);
`,
    `
while a {
  b()
}
do while d {
  c()
}
`,
  ],
  [
    'reads switch with labels in a row and fall-through',
    `
switch (x) { case 1: case 2: a(); break; case 'b': b(); default: c(); return; }
`,
    `
switch x {
  case 1 | 2 {
    a()
    break
  }
  case "b" falls through {
    b()
  }
  default {
    c()
    return
  }
}
`,
  ],
  [
    'reads try, catch and finally',
    `
try { a(); } catch (e) { b(e); } finally { c(); }
try {} catch { d(); }
try {} catch ({message}) {}
throw new Error("x");
`,
    `
try {
  a()
} except as e {
  b(e)
} finally {
  c()
}
try {} except {
  d()
}
try {} except {
  let {"message": message} = <it is part of an exception>
}
raise Error("x")
`,
  ],
  [
    'imports in every form',
    `
import d, {a, b as c, default as e} from 'm';
import * as n from './k';
import 'side-effect';
const r = require('q');
const z = await import('./lazy');
`,
    `
from m import default as d
from m import a as a
from m import b as c
from m import default as e
import ./k as n
let r = require("q")
let z = await require("./lazy")
`,
  ],
  [
    'exports in every form',
    `
export const a = 1;
export function f() {}
export class C {}
export {x, y as z};
export {p as q} from './m';
export * from './all';
export * as ns from './ns';
export default f(1);
`,
    `
function f() {}
let a = 1
class C() {}
from ./m import p as *1
import ./all as *2
import ./ns as *3
export default = f(1)
export a = a
export f = f
export C = C
export x = x
export z = y
export q = *1
export * = *2
export ns = *3
`,
  ],
  [
    'exports by CommonJS',
    `
module.exports = {a, b: 1};
exports.c = 2;
module.exports.d = 3;
`,
    `
let *1 = {"a": a, "b": 1}
export a = *1.a
export b = *1.b
export c = 2
export d = 3
export module.exports = *1
export default = *1
`,
  ],
  [
    'deletes, compares and evaluates in order',
    `
delete a.b;
const x = (f(), g());
void 0;
`,
    `
delete a.b
let x = (f(), g())[1]
(0, none)[1]
`,
  ],
  [
    'keeps what stands around a half-written call',
    `
const a = 1;
const m = tf.layers.conv2d({filters: 8, kern
const b = 2;
`,
    `
let a = 1
let m = tf.layers.conv2d({"filters": 8, "kern": kern})
let b = 2
`,
  ],
  [
    'keeps the object of a name that is not written yet',
    `
tf.layers.
`,
    `
tf.layers.
`,
  ],
  [
    'names why something is not read',
    `
const r = /a+/g, t = tag\`x\`, u = import.meta.url;
`,
    `
let r = <regular expressions are not followed>
let t = <tagged templates are not followed>
let u = <import.meta is known only to the running program>.url
`,
  ],
];

const typescript: readonly Case[] = [
  [
    'drops types',
    `
import type {T} from 't';
import {type U, v} from 'u';
interface I { a: number }
type K = keyof I;
declare const g: number;
function f<A extends I>(x: A, y?: string): asserts x is A { return (x as any)!.b satisfies number; }
function f(x: unknown);
const z = <const T,>(a: T): T => a;
abstract class P<T> { abstract q(): void; declare r: T; s!: number; constructor(private readonly n: number, public m = 2) {} }
`,
    `
function f(x, y) {
  return x.b
}
from u import v as v
let z = function(a) {
  return a
}
class P() {
  function __init__(this, n, m=2) {
    this.n = n
    this.m = m
  }
}
`,
  ],
  [
    'reads enums as objects',
    `
enum E { A, B = 4, C, D = A + B }
const enum S { X = 'x', Y = 'y' }
`,
    `
let E = {"A": 0, "B": 4, "C": 5, "D": (0 + 4)}
let S = {"X": "x", "Y": "y"}
`,
  ],
  [
    'reads the old type assertion',
    `
const a = <number>b;
`,
    `
let a = b
`,
  ],
];

const tsx: readonly Case[] = [
  [
    'tells JSX from generic arrows',
    `
const a = <p>{x}</p>;
const f = <T,>(x: T) => x;
`,
    `
let a = <JSX is not followed>
let f = function(x) {
  return x
}
`,
  ],
];

function check(name: string, frontEnd: FrontEnd, cases: readonly Case[]): void {
  describe(name, () => {
    for (const [title, text, core] of cases) {
      it(title, () => expect(printProgram(frontEnd.parse(text.trim(), 0))).toBe(core.trim()));
    }
  });
}

check('JavaScript', javascriptFrontEnd, javascript);
check('TypeScript', typescriptFrontEnd, typescript);
check('TypeScript with JSX', tsxFrontEnd, tsx);
