/** Sizes as formulas: from one object come the number, the general text and the text with its numbers, so they cannot differ. */
import { add, ceilDivide, type Dim, floorDivide, formatDim, maximum, multiply, subtract } from './dim';

type Operation = 'add' | 'subtract' | 'multiply' | 'floorDivide' | 'ceilDivide' | 'maximum';

export type Formula =
  /** A named size (`I`, `K`) with its value, or a constant (no symbol). */
  | { readonly kind: 'size'; readonly symbol: string | null; readonly value: Dim }
  | { readonly kind: 'operation'; readonly operation: Operation; readonly left: Formula; readonly right: Formula };

/** The size of an output axis: taken over as it is, or computed by a formula worth showing. */
export type Axis = Dim | Formula;

const apply: Readonly<Record<Operation, (a: Dim, b: Dim) => Dim>> = {
  add,
  subtract,
  multiply,
  floorDivide,
  ceilDivide,
  maximum,
};

/** Builds formulas: `f.add(f.floorDivide(f.subtract(f.size('I', 28), f.size('K', 3)), f.size('S', 2)), 1)`. */
export const f = {
  size: (symbol: string, value: Dim): Formula => ({ kind: 'size', symbol, value }),
  add: (left: Formula | number, right: Formula | number) => operation('add', left, right),
  subtract: (left: Formula | number, right: Formula | number) => operation('subtract', left, right),
  multiply: (left: Formula | number, right: Formula | number) => operation('multiply', left, right),
  floorDivide: (left: Formula | number, right: Formula | number) => operation('floorDivide', left, right),
  ceilDivide: (left: Formula | number, right: Formula | number) => operation('ceilDivide', left, right),
  maximum: (left: Formula | number, right: Formula | number) => operation('maximum', left, right),
};

export function isFormula(axis: Axis): axis is Formula {
  return typeof axis === 'object' && axis !== null && (axis.kind === 'size' || axis.kind === 'operation');
}

/** The number (or expression, or null) that the formula comes to. */
export function formulaValue(formula: Formula): Dim {
  if (formula.kind === 'size') return formula.value;
  return apply[formula.operation](formulaValue(formula.left), formulaValue(formula.right));
}

export function axisSize(axis: Axis): Dim {
  return isFormula(axis) ? formulaValue(axis) : axis;
}

/** With letters: `⌊(I − K) / S⌋ + 1`. */
export function generalText(formula: Formula): string {
  return print(formula, (size) => size.symbol ?? formatDim(size.value));
}

/** With numbers: `⌊(28 − 3) / 2⌋ + 1`. */
export function numberText(formula: Formula): string {
  return print(formula, (size) => formatDim(size.value));
}

function operation(name: Operation, left: Formula | number, right: Formula | number): Formula {
  return { kind: 'operation', operation: name, left: toFormula(left), right: toFormula(right) };
}

function toFormula(part: Formula | number): Formula {
  return typeof part === 'number' ? { kind: 'size', symbol: null, value: part } : part;
}

const precedence: Readonly<Record<Operation, number>> = {
  add: 1,
  subtract: 1,
  multiply: 2,
  floorDivide: 3,
  ceilDivide: 3,
  maximum: 3,
};

function print(formula: Formula, size: (size: Extract<Formula, { kind: 'size' }>) => string): string {
  if (formula.kind === 'size') return size(formula);
  const { operation: name, left, right } = formula;
  const inner = (part: Formula, tight: boolean): string => {
    const text = print(part, size);
    const looser = part.kind === 'operation' && precedence[part.operation] < precedence[name] + (tight ? 1 : 0);
    return looser ? `(${text})` : text;
  };
  const grouped = (part: Formula): string => {
    const text = print(part, size);
    return part.kind === 'operation' && precedence[part.operation] < 3 ? `(${text})` : text;
  };
  switch (name) {
    case 'add':
      return `${inner(left, false)} + ${inner(right, false)}`;
    case 'subtract':
      return `${inner(left, false)} − ${inner(right, true)}`;
    case 'multiply':
      return `${inner(left, false)} × ${inner(right, true)}`;
    case 'floorDivide':
      return `⌊${grouped(left)} / ${grouped(right)}⌋`;
    case 'ceilDivide':
      return `⌈${grouped(left)} / ${grouped(right)}⌉`;
    case 'maximum':
      return `max(${print(left, size)}, ${print(right, size)})`;
  }
}
