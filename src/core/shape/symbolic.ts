/**
 * Sizes that are known only as an expression, such as `h // 2 - 1`. A size is kept as a polynomial over atoms in a
 * normal form, so that two ways to write the same size are equal. Knows nothing of layers or source text.
 */

/** Something a polynomial is made of: a named size, or a function of sizes that cannot be expanded. */
export type Atom =
  | { readonly kind: 'name'; readonly name: string }
  /** A size that nothing is known of; each is different from every other. */
  | { readonly kind: 'unknown'; readonly id: number }
  | { readonly kind: 'floorDiv'; readonly dividend: Symbolic; readonly divisor: number }
  | { readonly kind: 'max'; readonly left: Symbolic | number; readonly right: Symbolic | number };

interface Term {
  /** Whole coefficient, never 0. */
  readonly coefficient: number;
  /** Atoms with their powers, ordered by their text; empty for the constant term. */
  readonly factors: readonly { readonly atom: Atom; readonly text: string; readonly power: number }[];
}

let unknownCount = 0;
/** Of one polynomial. */
const MAX_TERMS = 64;

/** A polynomial with whole coefficients that is not a constant. */
export class Symbolic {
  readonly kind = 'symbolic';
  private printed: string | undefined;

  private constructor(private readonly terms: ReadonlyMap<string, Term>) {}

  static named(name: string): Symbolic {
    return Symbolic.ofAtom({ kind: 'name', name });
  }

  /** A size that is not known to us, though the framework knows it. Equal to nothing but itself. */
  static unknown(): Symbolic {
    return Symbolic.ofAtom({ kind: 'unknown', id: ++unknownCount });
  }

  static ofAtom(atom: Atom): Symbolic {
    const text = printAtom(atom);
    return new Symbolic(new Map([[text, { coefficient: 1, factors: [{ atom, text, power: 1 }] }]]));
  }

  /** `left + factor * right`, a plain number when everything symbolic cancels. */
  static sum(left: Symbolic | number, right: Symbolic | number, factor = 1): Symbolic | number {
    const terms = new Map(termsOf(left));
    for (const [key, term] of termsOf(right)) {
      const coefficient = (terms.get(key)?.coefficient ?? 0) + factor * term.coefficient;
      if (coefficient === 0) terms.delete(key);
      else terms.set(key, { coefficient, factors: term.factors });
    }
    return Symbolic.normal(terms);
  }

  static product(left: Symbolic | number, right: Symbolic | number): Symbolic | number {
    const terms = new Map<string, Term>();
    for (const [, a] of termsOf(left)) {
      for (const [, b] of termsOf(right)) {
        const factors = multiplyFactors(a.factors, b.factors);
        const key = factorKey(factors);
        const coefficient = (terms.get(key)?.coefficient ?? 0) + a.coefficient * b.coefficient;
        if (coefficient === 0) terms.delete(key);
        else terms.set(key, { coefficient, factors });
      }
    }
    return Symbolic.normal(terms);
  }

  /** Rounded down; exact where every coefficient divides. */
  static floorDivide(dividend: Symbolic, divisor: number): Symbolic | number {
    if (divisor === 1) return dividend;
    const whole = new Map<string, Term>();
    const rest = new Map<string, Term>();
    for (const [key, term] of dividend.terms) {
      const quotient = Math.floor(term.coefficient / divisor);
      const remainder = term.coefficient - quotient * divisor;
      if (remainder === 0) whole.set(key, { ...term, coefficient: quotient });
      else if (key === '') {
        if (quotient !== 0) whole.set(key, { ...term, coefficient: quotient });
        rest.set(key, { ...term, coefficient: remainder });
      } else rest.set(key, term);
    }
    const exact = Symbolic.normal(whole);
    const inexact = Symbolic.normal(rest);
    if (typeof inexact === 'number') return Symbolic.sum(exact, Math.floor(inexact / divisor));
    const nested = onlyFloorDiv(inexact);
    const quotient = nested
      ? Symbolic.floorDivide(nested.dividend, nested.divisor * divisor)
      : Symbolic.ofAtom({ kind: 'floorDiv', dividend: inexact, divisor });
    return Symbolic.sum(exact, quotient);
  }

  /** The value when the named sizes have these values; `null` if one is missing. */
  evaluate(sizes: ReadonlyMap<string, number>): number | null {
    let sum = 0;
    for (const term of this.terms.values()) {
      let product = term.coefficient;
      for (const { atom, power } of term.factors) {
        const value = evaluateAtom(atom, sizes);
        if (value === null) return null;
        product *= value ** power;
      }
      sum += product;
    }
    return sum;
  }

  /** True if nothing can be said of it: an unknown size takes part in it. */
  get isUnknown(): boolean {
    return [...this.terms.values()].some(({ factors }) => factors.some(({ atom }) => isUnknownAtom(atom)));
  }

  /** The names that take part in it. */
  get names(): ReadonlySet<string> {
    const atoms = [...this.terms.values()].flatMap(({ factors }) => factors.map(({ atom }) => atom));
    return new Set(atoms.flatMap(namesOfAtom));
  }

  /** The expression in Python's notation, `?` if it is unknown. */
  toString(): string {
    return this.isUnknown ? '?' : this.key;
  }

  /** Text by which equal sizes are equal. */
  get key(): string {
    this.printed ??= printTerms([...this.terms.values()]);
    return this.printed;
  }

  /** Internal: the only term, if there is one. */
  get onlyTerm(): Term | undefined {
    return this.terms.size === 1 ? [...this.terms.values()][0] : undefined;
  }

  get termMap(): ReadonlyMap<string, Term> {
    return this.terms;
  }

  private static normal(terms: Map<string, Term>): Symbolic | number {
    if (terms.size === 0) return 0;
    // Nobody reads a longer one, and products of such sums grow without end.
    if (terms.size > MAX_TERMS) return Symbolic.unknown();
    const constant = terms.get('');
    if (terms.size === 1 && constant) return constant.coefficient;
    return new Symbolic(terms);
  }
}

function termsOf(value: Symbolic | number): Iterable<[string, Term]> {
  if (typeof value !== 'number') return value.termMap;
  return value === 0 ? [] : [['', { coefficient: value, factors: [] }]];
}

function multiplyFactors(a: Term['factors'], b: Term['factors']): Term['factors'] {
  const merged = new Map(a.map((factor) => [factor.text, factor]));
  for (const factor of b) {
    const known = merged.get(factor.text);
    merged.set(factor.text, known ? { ...known, power: known.power + factor.power } : factor);
  }
  return [...merged.values()].sort((x, y) => (x.text < y.text ? -1 : 1));
}

function factorKey(factors: Term['factors']): string {
  return factors.map(({ text, power }) => (power === 1 ? text : `${text}**${power}`)).join('*');
}

function onlyFloorDiv(value: Symbolic): { dividend: Symbolic; divisor: number } | undefined {
  const term = value.onlyTerm;
  const factor = term?.factors[0];
  if (term?.coefficient !== 1 || term.factors.length !== 1 || factor?.power !== 1) return undefined;
  return factor.atom.kind === 'floorDiv' ? factor.atom : undefined;
}

function isUnknownAtom(atom: Atom): boolean {
  switch (atom.kind) {
    case 'name':
      return false;
    case 'unknown':
      return true;
    case 'floorDiv':
      return atom.dividend.isUnknown;
    case 'max':
      return [atom.left, atom.right].some((side) => typeof side !== 'number' && side.isUnknown);
  }
}

function namesOfAtom(atom: Atom): readonly string[] {
  const inner = (side: Symbolic | number): readonly string[] => (typeof side === 'number' ? [] : [...side.names]);
  switch (atom.kind) {
    case 'name':
      return [atom.name];
    case 'unknown':
      return [];
    case 'floorDiv':
      return inner(atom.dividend);
    case 'max':
      return [...inner(atom.left), ...inner(atom.right)];
  }
}

function evaluateAtom(atom: Atom, sizes: ReadonlyMap<string, number>): number | null {
  switch (atom.kind) {
    case 'name':
      return sizes.get(atom.name) ?? null;
    case 'unknown':
      return null;
    case 'floorDiv': {
      const dividend = atom.dividend.evaluate(sizes);
      return dividend === null ? null : Math.floor(dividend / atom.divisor);
    }
    case 'max': {
      const left = typeof atom.left === 'number' ? atom.left : atom.left.evaluate(sizes);
      const right = typeof atom.right === 'number' ? atom.right : atom.right.evaluate(sizes);
      return left === null || right === null ? null : Math.max(left, right);
    }
  }
}

function printAtom(atom: Atom): string {
  switch (atom.kind) {
    case 'name':
      return atom.name;
    case 'unknown':
      return `?${atom.id}`;
    case 'floorDiv':
      return isAtomic(atom.dividend)
        ? `${atom.dividend.key} // ${atom.divisor}`
        : `(${atom.dividend.key}) // ${atom.divisor}`;
    case 'max':
      return `max(${[atom.left, atom.right].map((side) => (typeof side === 'number' ? side : side.key)).join(', ')})`;
  }
}

function isAtomic(value: Symbolic): boolean {
  const term = value.onlyTerm;
  return (
    term !== undefined &&
    term.coefficient === 1 &&
    term.factors.length === 1 &&
    term.factors[0]!.atom.kind !== 'floorDiv'
  );
}

function printTerms(terms: readonly Term[]): string {
  const ordered = [...terms].sort(
    (a, b) => b.factors.length - a.factors.length || (factorKey(a.factors) < factorKey(b.factors) ? -1 : 1),
  );
  return ordered.map((term, index) => printTerm(term, index === 0, ordered.length > 1)).join('');
}

function printTerm({ coefficient, factors }: Term, first: boolean, among: boolean): string {
  const sign = coefficient < 0 ? (first ? '-' : ' - ') : first ? '' : ' + ';
  const size = Math.abs(coefficient);
  const alone = size === 1 && factors.length === 1 && factors[0]!.power === 1 && !among;
  const parts = factors.map(({ atom, text, power }) => {
    const wrapped = atom.kind === 'floorDiv' && !alone && (size !== 1 || factors.length > 1 || power > 1);
    const base = wrapped ? `(${text})` : text;
    return power === 1 ? base : `${base}**${power}`;
  });
  if (size !== 1 || parts.length === 0) parts.unshift(String(size));
  return sign + parts.join('*');
}
