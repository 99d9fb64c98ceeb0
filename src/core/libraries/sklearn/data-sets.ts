/** `sklearn.datasets`: tables that come with scikit-learn, and tables that it makes up. */
import {
  type ArrayFacts,
  type BuiltinValue,
  builtin,
  type ObjectType,
  tuple,
  unknown,
  type Value,
} from '../../eval/value';
import { type Dim, type Shape, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument, booleanIn } from '../common/data-calls';
import { array, dimOf } from '../numpy/arrays';

interface Table {
  readonly rows: number;
  readonly columns: number;
  /** Undefined for numbers. */
  readonly classes?: number;
  readonly images?: Shape;
}

/** Sizes as scikit-learn 1.9 gives them. */
const tables: ReadonlyMap<string, Table> = new Map([
  ['load_iris', { rows: 150, columns: 4, classes: 3 }],
  ['load_digits', { rows: 1797, columns: 64, classes: 10, images: [1797, 8, 8] }],
  ['load_wine', { rows: 178, columns: 13, classes: 3 }],
  ['load_breast_cancer', { rows: 569, columns: 30, classes: 2 }],
  ['load_diabetes', { rows: 442, columns: 10 }],
  ['fetch_california_housing', { rows: 20_640, columns: 8 }],
]);

const bunch: ObjectType = {
  attribute: (object, name, span) =>
    name === 'keys' ? null : (object.data.get(name) ?? unknown('it is not followed', span)),
  index: (object, index, span) =>
    (index.kind === 'string' ? object.data.get(index.value) : undefined) ?? unknown('it is not followed', span),
};

function loader([name, { rows, columns, classes, images }]: readonly [string, Table]): [string, BuiltinValue] {
  const load = builtin(`sklearn.datasets.${name}`, (args, { span }) => {
    if (booleanIn(argument(args, null, 'as_frame'))) return unknown('it is given as a table', span);
    const text = `${name} gives it`;
    const data = array([rows, columns], 'float64', span, text);
    const target = labels([rows], classes, span, text);
    if (booleanIn(argument(args, null, 'return_X_y'))) return tuple([data, target]);
    const members = new Map<string, Value>([
      ['data', data],
      ['target', target],
      ...(images ? [['images', array(images, 'float64', span, text)] as const] : []),
    ]);
    return { kind: 'object', class: 'sklearn.utils.Bunch', type: bunch, data: members };
  });
  return [name, load];
}

function labels(shape: Shape, classes: number | undefined, span: Span, text: string): Value {
  const facts: ArrayFacts = classes === undefined ? {} : { classes };
  return { ...array(shape, classes === undefined ? 'float64' : 'int64', span, text), facts };
}

type Size = number | { readonly at: number | null; readonly name: string; readonly fallback: number };

/** Made up: inputs of rows and columns, and one label per row. */
function maker(name: string, rows: Size, columns: Size, isClasses: boolean): [string, BuiltinValue] {
  const make = builtin(`sklearn.datasets.${name}`, (args, { span }) => {
    const sizeOf = (size: Size): Dim => {
      if (typeof size === 'number') return size;
      const given = argument(args, size.at, size.name);
      return given ? dimOf(given.value) : size.fallback;
    };
    const count = sizeOf(rows);
    const text = `${name} makes it up`;
    const targets = argument(args, null, 'n_targets');
    const shape = targets && targets.value.kind !== 'number' ? [count, unknownDim()] : [count];
    const several =
      targets?.value.kind === 'number' && targets.value.value !== 1 ? [count, targets.value.value] : shape;
    const classes = isClasses ? classesIn(argument(args, null, 'n_classes', 'centers')?.value, name) : undefined;
    return tuple([
      array([count, sizeOf(columns)], 'float64', span, text),
      {
        ...array(several, isClasses ? 'int64' : 'float64', span, text),
        facts: classes === undefined ? {} : { classes },
      },
    ]);
  });
  return [name, make];
}

function classesIn(given: Value | undefined, name: string): number | undefined {
  if (given) return given.kind === 'number' ? given.value : undefined;
  return name === 'make_blobs' ? 3 : 2;
}

const samples = (fallback: number): Size => ({ at: 0, name: 'n_samples', fallback });

export const dataMakers: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...[...tables].map(loader),
  maker('make_classification', samples(100), { at: 1, name: 'n_features', fallback: 20 }, true),
  maker('make_regression', samples(100), { at: 1, name: 'n_features', fallback: 100 }, false),
  maker('make_blobs', samples(100), { at: 1, name: 'n_features', fallback: 2 }, true),
  maker('make_moons', samples(100), 2, true),
  maker('make_circles', samples(100), 2, true),
]);
