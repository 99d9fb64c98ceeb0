/** Products of tensors over shared axes: `matmul`, `dot`, `einsum` and the functions of linear algebra. */
import { compatible, type Dim, isKnown, multiply, type Shape, unknownDim } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { floatType, isFloat, resultType, standard } from './dtypes';
import { asInteger } from './elementwise';
import { NOT_FOLLOWED, type Operation, type OperationCall, type Outcome, operation } from './operation';

function product(
  className: string,
  shapeOf: (a: Shape, b: Shape, call: OperationCall) => Shape | string | null,
  dtypeOf: (dtypes: readonly string[]) => string = (dtypes) => resultType(...dtypes),
): Operation {
  return operation(
    className,
    (call): Outcome => {
      if (call.shapes.length < 2) return NOT_FOLLOWED;
      const shape = shapeOf(call.shapes[0]!, call.shapes[1]!, call);
      return shape === null || typeof shape === 'string' ? shape : { shape, dtype: dtypeOf(call.dtypes) };
    },
    'two',
  );
}

/** The operation with the axes of its operands that it sums over; none where a number only scales the other operand. */
function summing(each: Operation, over: (a: Shape, b: Shape, call: OperationCall) => readonly Dim[] | null): Operation {
  return {
    ...each,
    products: (call, places) => {
      const [a, b] = call.shapes;
      if (a!.length === 0 || b!.length === 0) return [];
      const sizes = over(a!, b!, call);
      return sizes && (sizes.length > 0 ? [{ places, over: sizes }] : []);
    },
  };
}

/** Small whole numbers are added up in 32 bits. */
function summed(dtypes: readonly string[]): string {
  return dtypes.every((dtype) => dtype === 'int8') ? 'int32' : resultType(...dtypes);
}

/** `tf.matmul(a, b, transpose_a, transpose_b)`: the last two axes are exchanged first. */
const matmul = summing(
  product(
    'Matmul',
    (a, b, call) => {
      const right = call.flag(3, 'transpose_b') || call.flag(-1, 'adjoint_b');
      return transform.matmul(leftOf(a, call), right ? exchanged(b) : b);
    },
    summed,
  ),
  (a, _, call) => [leftOf(a, call).at(-1)!],
);

function leftOf(a: Shape, call: OperationCall): Shape {
  return call.flag(2, 'transpose_a') || call.flag(-1, 'adjoint_a') ? exchanged(a) : a;
}

function exchanged(shape: Shape): Shape {
  return shape.length < 2 ? shape : [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!];
}

/** The last axis of the first over the last but one of the second; numbers multiply. */
const dot = summing(
  product('Dot', (a, b) => {
    if (a.length === 0 || b.length === 0) return a.length ? a : b;
    const over = b.length === 1 ? 0 : b.length - 2;
    if (!compatible(a.at(-1)!, b[over]!)) return null;
    return [...a.slice(0, -1), ...b.filter((_, axis) => axis !== over)];
  }),
  (a) => [a.at(-1)!],
);

const inner = summing(
  product('Inner', (a, b) => {
    if (a.length === 0 || b.length === 0) return a.length ? a : b;
    return compatible(a.at(-1)!, b.at(-1)!) ? [...a.slice(0, -1), ...b.slice(0, -1)] : null;
  }),
  (a) => [a.at(-1)!],
);

const outer = product('Outer', (a, b) => [elements(a), elements(b)]);

/** Keras says a scalar where one of the two is a number. */
const kron = product(
  'Kron',
  (a, b) => {
    if (a.length === 0 || b.length === 0) return [];
    // The symbolic result has the axes that both have, counted from the first.
    return a.slice(0, b.length).map((dim, axis) => multiply(dim, b[axis]!));
  },
  (dtypes) => resultType(...dtypes.map(asInteger)),
);

const cross = product('Cross', (a, b, call) => {
  const axes = ['axisa', 'axisb', 'axisc', 'axis'].map((name, i) => call.number(2 + i, name));
  if (axes.some((axis) => axis !== null && axis !== -1)) return NOT_FOLLOWED;
  const sizes = [a.at(-1)!, b.at(-1)!];
  if (sizes.some((size) => isKnown(size) && size !== 2 && size !== 3)) return null;
  const rest = transform.broadcast(a.slice(0, -1), b.slice(0, -1));
  if (!rest || !sizes.every(isKnown)) return rest && NOT_FOLLOWED;
  return sizes.every((size) => size === 2) ? rest : [...rest, 3];
});

function elements(shape: Shape): Dim {
  return shape.reduce<Dim>(multiply, 1);
}

const tensordot = summing(
  product('Tensordot', (a, b, call) => {
    const gone = summedAxes(a, b, call);
    if (!gone) return NOT_FOLLOWED;
    const [left, right] = gone.map((axes) => new Set(axes));
    return [...a.filter((_, axis) => !left!.has(axis)), ...b.filter((_, axis) => !right!.has(axis))];
  }),
  (a, b, call) => summedAxes(a, b, call)?.[0].map((axis) => a[axis]!) ?? null,
);

/** The axes of both that `tensordot` sums over: so many of the last and the first ones, or those that are listed; null if they are not known. */
function summedAxes(a: Shape, b: Shape, call: OperationCall): readonly [readonly number[], readonly number[]] | null {
  const count = call.number(2, 'axes');
  if (typeof count === 'number' || count === null) {
    const over = count ?? 2;
    // All of them where there are fewer.
    if (over > a.length || over > b.length) return [[...a.keys()], [...b.keys()]];
    return [[...a.keys()].slice(a.length - over), [...b.keys()].slice(0, over)];
  }
  const pairs = call.pairs(2, 'axes');
  if (pairs?.length !== 2 || !pairs.every((axes) => axes.every(isKnown))) return null;
  const axes = ([a, b] as const).map((shape, i) =>
    pairs[i]!.map((axis) => transform.axisIndex(axis as number, shape.length)),
  );
  return axes as unknown as readonly [readonly number[], readonly number[]];
}

/** Letters name axes; dots stand for those before them. */
const einsum: Operation = {
  className: 'Einsum',
  operands: 'rest',
  result: (call) => {
    const read = equationOf(call);
    if (read === null || typeof read === 'string') return read;
    const { dots, sizes, right } = read;
    const shape = [...right.replace('...', '.')].flatMap((letter) =>
      letter === '.' ? dots : [sizes.has(letter) ? sizes.get(letter)! : unknownDim()],
    );
    return { shape, dtype: resultType(...call.dtypes) };
  },
  products: (call, places) => {
    const read = equationOf(call);
    // In which order more than two are multiplied is not said.
    if (read === null || typeof read === 'string' || call.shapes.length > 2) return null;
    const over = [...read.sizes].flatMap(([letter, size]) => (read.right.includes(letter) ? [] : [size]));
    return call.shapes.length === 2 && over.length > 0 ? [{ places, over }] : [];
  },
};

/** The sizes that the letters stand for, those of the dots, and the letters of the result; null if the shapes do not fit. */
function equationOf(
  call: OperationCall,
): { readonly sizes: ReadonlyMap<string, Dim>; readonly dots: Shape; readonly right: string } | string | null {
  const equation = call.word(0, 'subscripts', 'equation')?.replaceAll(' ', '');
  if (!equation) return NOT_FOLLOWED;
  const [left, given] = equation.split('->');
  const terms = left!.split(',');
  if (terms.length !== call.shapes.length) return NOT_FOLLOWED;
  const sizes = new Map<string, Dim>();
  let dots: Shape = [];
  for (const [i, term] of terms.entries()) {
    const read = axesOf(term, call.shapes[i]!, sizes);
    if (read === null) return null;
    const joined = transform.broadcast(dots, read);
    if (!joined) return null;
    dots = joined;
  }
  return { sizes, dots, right: given ?? implied(terms) };
}

/** Notes the size of each letter and gives the axes of the dots; null if the tensor has not the axes of the term. Keras compares no sizes here. */
function axesOf(term: string, shape: Shape, sizes: Map<string, Dim>): Shape | null {
  const [before, after] = term.includes('...') ? (term.split('...') as [string, string]) : [term, ''];
  const letters = before.length + after.length;
  if (term.includes('...') ? shape.length < letters : shape.length !== letters) return null;
  const tail = shape.length - after.length;
  const named = [...before].map((letter, i) => [letter, shape[i]!] as const);
  named.push(...[...after].map((letter, i) => [letter, shape[tail + i]!] as const));
  for (const [letter, dim] of named) {
    const known = sizes.get(letter);
    if (known === undefined || known === 1 || !isKnown(known))
      sizes.set(letter, isKnown(dim) || known === undefined ? dim : known);
  }
  return shape.slice(before.length, tail);
}

/** Letters that occur once, in the order of the alphabet, behind the dots. */
function implied(terms: readonly string[]): string {
  const all = terms.join('').replaceAll('...', '');
  const once = [...new Set(all)].filter((letter) => all.split(letter).length === 2).sort();
  return `${terms.some((term) => term.includes('...')) ? '...' : ''}${once.join('')}`;
}

/** Distances between the rows of the first and those of the second. */
const cdist = product(
  'CDist',
  (a, b) => {
    if (a.length < 2 || b.length < 2 || !compatible(a.at(-1)!, b.at(-1)!)) return null;
    const lead = transform.broadcast(a.slice(0, -2), b.slice(0, -2));
    return lead && [...lead, a.at(-2)!, b.at(-2)!];
  },
  (dtypes) => floatType(...dtypes),
);

const correlate = product(
  'Correlate',
  ([a, ...others], [b, ...more], call) => {
    if (others.length || more.length || a === undefined || b === undefined) return null;
    if (!isKnown(a) || !isKnown(b)) return NOT_FOLLOWED;
    const mode = call.word(2, 'mode') ?? 'valid';
    const longer = Math.max(a, b);
    if (mode === 'same') return [longer];
    return [mode === 'full' ? a + b - 1 : longer - Math.min(a, b) + 1];
  },
  (dtypes) => resultType(...dtypes.map((dtype) => (isFloat(dtype) ? dtype : 'float32'))),
);

/** A size that is None is another one than a number is. */
function square(shape: Shape): boolean {
  const [rows, columns] = shape.slice(-2);
  return shape.length >= 2 && (rows === null) === (columns === null) && compatible(rows!, columns!);
}

/** What a function makes of the matrices in the last two axes. */
function ofMatrices(
  className: string,
  shapesOf: (lead: Shape, rows: Dim, columns: Dim, call: OperationCall) => Outcome,
  needsSquare = false,
): Operation {
  return operation(className, (call) => {
    const [shape] = call.shapes;
    if (shape!.length < 2 || (needsSquare && !square(shape!))) return null;
    return shapesOf(shape!.slice(0, -2), shape!.at(-2)!, shape!.at(-1)!, call);
  });
}

function least(a: Dim, b: Dim): Dim {
  if (isKnown(a) && isKnown(b)) return Math.min(a, b);
  return a === null || b === null ? null : unknownDim();
}

const solve = product(
  'Solve',
  (a, b) => (a.length < 2 || !square(a) || b.length < a.length - 1 ? null : b),
  ([dtype]) => standard(dtype!),
);

const lstsq = product(
  'Lstsq',
  (a, b) =>
    a.length !== 2 || b.length < 1 || b.length > 2 || !compatible(a[0]!, b[0]!) ? null : [a[1]!, ...b.slice(1)],
  ([dtype]) => standard(dtype!),
);

export const productOperations: readonly (readonly [name: string, operation: Operation])[] = [
  ['matmul', matmul],
  ['dot', dot],
  ['inner', inner],
  ['outer', outer],
  ['vdot', product('Vdot', () => [])],
  ['kron', kron],
  ['cross', cross],
  ['tensordot', tensordot],
  ['einsum', einsum],
  ['cdist', cdist],
  ['correlate', correlate],
  ['solve', solve],
  ['solve_triangular', solve],
  ['lstsq', lstsq],
  ['cholesky', ofMatrices('Cholesky', (_lead, _rows, _columns, { shapes }) => shapes[0]!, true)],
  ['cholesky_inverse', ofMatrices('CholeskyInverse', (_lead, _rows, _columns, { shapes }) => shapes[0]!, true)],
  ['inv', ofMatrices('Inv', (_lead, _rows, _columns, { shapes }) => shapes[0]!, true)],
  ['det', ofMatrices('Det', (lead) => lead, true)],
  ['logdet', operation('Logdet', ({ shapes }) => shapes[0]!.slice(0, -2))],
  ['slogdet', operation('Slogdet', ({ shapes }) => ({ many: [[], shapes[0]!.slice(0, -2)] }))],
  ['pinv', ofMatrices('Pinv', (lead, rows, columns) => [...lead, columns, rows])],
  ['matrix_rank', ofMatrices('MatrixRank', (lead) => ({ shape: lead, dtype: 'int32' }))],
  [
    'qr',
    ofMatrices('Qr', (lead, rows, columns, call) => {
      const inside = call.word(1, 'mode') === 'complete' ? rows : least(rows, columns);
      return {
        many: [
          [...lead, rows, inside],
          [...lead, inside, columns],
        ],
      };
    }),
  ],
  [
    'svd',
    ofMatrices('SVD', (lead, rows, columns, call) => {
      const inside = least(rows, columns);
      if (!call.flagUnlessFalse(2, 'compute_uv')) return [...lead, inside];
      const full = call.flagUnlessFalse(1, 'full_matrices');
      return {
        many: [
          [...lead, rows, full ? rows : inside],
          [...lead, inside],
          [...lead, full ? columns : inside, columns],
        ],
      };
    }),
  ],
  ['eig', ofMatrices('Eig', (lead, rows, _columns, { shapes }) => ({ many: [[...lead, rows], shapes[0]!] }), true)],
  ['eigh', ofMatrices('Eigh', (lead, rows, _columns, { shapes }) => ({ many: [[...lead, rows], shapes[0]!] }), true)],
  [
    'lu_factor',
    ofMatrices('LuFactor', (lead, rows, columns, { shapes }) => ({
      many: [shapes[0]!, [...lead, least(rows, columns)]],
    })),
  ],
];
