/** Products and decompositions of `tf.linalg`, which differ from NumPy's in the order of what they give. */
import { compatible, type Dim, isKnown, type Shape } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { standard } from './dtypes';
import { classNameOf } from './elementwise';
import { NOT_FOLLOWED, type Operation, type OperationCall, type Outcome, operation, type Results } from './operation';
import { metType, realType } from './tensorflow-elementwise';

/** What a function makes of the matrices in the last two axes. */
function ofMatrices(
  className: string,
  shapesOf: (lead: Shape, rows: Dim, columns: Dim, call: OperationCall) => Outcome,
): Operation {
  return operation(className, (call) => {
    const [shape] = call.shapes;
    return shape!.length < 2 ? null : shapesOf(shape!.slice(0, -2), shape!.at(-2)!, shape!.at(-1)!, call);
  });
}

/** A function of square matrices. */
function ofSquares(className: string, shapesOf: (shape: Shape, call: OperationCall) => Outcome): Operation {
  return ofMatrices(className, (lead, rows, columns, call) => {
    if (!compatible(rows, columns)) return null;
    const size = isKnown(rows) ? rows : columns;
    return shapesOf([...lead, size, size], call);
  });
}

const least = (a: Dim, b: Dim): Dim => (isKnown(a) && isKnown(b) ? Math.min(a, b) : null);

/** `solve(matrix, rhs)`: as many columns as the right side, as many rows as the matrix has columns. */
const solve = operation(
  'Solve',
  ({ shapes: [matrix, right], dtypes }) => {
    if (!matrix || !right) return NOT_FOLLOWED;
    if (matrix.length < 2 || right.length < 2 || !compatible(matrix.at(-2)!, right.at(-2)!)) return null;
    const lead = transform.broadcast(matrix.slice(0, -2), right.slice(0, -2));
    return lead && { shape: [...lead, matrix.at(-1)!, right.at(-1)!], dtype: metType(dtypes) };
  },
  [['matrix'], ['rhs']],
);

const cross = operation(
  'Cross',
  ({ shapes: [a, b], dtypes }) => {
    if (!a || !b) return NOT_FOLLOWED;
    const shape = a.length === b.length ? transform.broadcast(a, b) : null;
    return shape && { shape, dtype: metType(dtypes) };
  },
  [['a'], ['b']],
);

/** Numbers of any kind have complex eigenvalues. */
const complex = ({ dtypes: [dtype] }: OperationCall): string =>
  /64$|128$/.test(dtype!) && dtype !== 'complex64' ? 'complex128' : 'complex64';

const whole = (shape: Shape): Shape => shape;
const values = (shape: Shape): Shape => shape.slice(0, -1);
const withValues = (shape: Shape): Results => ({ many: [values(shape), shape] });

export const tensorflowLinear: readonly (readonly [name: string, operation: Operation])[] = [
  ['solve', solve],
  ['triangular_solve', solve],
  ['lstsq', solve],
  [
    'cholesky_solve',
    {
      ...solve,
      operands: [['chol'], ['rhs']],
    },
  ],
  [
    'lu',
    ofSquares('Lu', (shape, { dtypes }) => ({
      many: [shape, values(shape)],
      dtypes: [standard(dtypes[0]!), 'int32'],
    })),
  ],
  ['cross', cross],
  ...['inv', 'cholesky', 'expm', 'logm', 'sqrtm'].map((name) => [name, ofSquares(classNameOf(name), whole)] as const),
  ['det', ofSquares('Det', (shape) => shape.slice(0, -2))],
  ['eig', ofSquares('Eig', (shape, call) => ({ ...withValues(shape), dtypes: [complex(call), complex(call)] }))],
  ['eigvals', ofSquares('Eigvals', (shape, call) => ({ shape: values(shape), dtype: complex(call) }))],
  ['eigh', ofSquares('Eigh', withValues)],
  ['eigvalsh', ofSquares('Eigvalsh', values)],
  ['trace', ofMatrices('Trace', (lead) => [...lead])],
  ['pinv', ofMatrices('Pinv', (lead, rows, columns) => [...lead, columns, rows])],
  [
    'qr',
    ofMatrices('Qr', (lead, rows, columns, call) => {
      const inside = call.flag(1, 'full_matrices') ? rows : least(rows, columns);
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
    ofMatrices('Svd', (lead, rows, columns, call) => {
      const inside = least(rows, columns);
      if (!call.flagUnlessFalse(2, 'compute_uv')) return { shape: [...lead, inside], dtype: realType(call.dtypes[0]!) };
      const full = call.flag(1, 'full_matrices');
      return {
        many: [
          [...lead, inside],
          [...lead, rows, full ? rows : inside],
          [...lead, columns, full ? columns : inside],
        ],
        dtypes: [realType(call.dtypes[0]!), standard(call.dtypes[0]!), standard(call.dtypes[0]!)],
      };
    }),
  ],
];
