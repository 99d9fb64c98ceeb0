/** Cells of recurrent layers: the states they keep, and the weights for the features they are given. */
import { compatible, type Dim, formatShape, isKnown, isSymbolic, type Shape, unknownDim } from '../shape/dim';
import { type ArgSpec, refused, show, unknownReading, value } from './args';
import { defineManyLayer, type LayerDefinition, type Refusal, type Target, type Weight } from './definition';
import { type InnerLayer, readLayer, readLayers } from './inner-layer';
import { type Plain, PlainUnknown } from './plain';

export interface Cell {
  /** Size of each state; a list where the cell is a stack of cells, for each that keeps several. */
  readonly states: readonly (Dim | readonly Dim[])[];
  readonly output: Dim;
  readonly weights: (features: Dim, target: Target) => readonly Weight[];
  /** The cells of a stack, the first one first. */
  readonly cells?: readonly Cell[];
}

function cellOf({ definition, values, trainable }: InnerLayer): Cell | null {
  const cell = definition?.cell?.(values as never) ?? null;
  if (!cell || trainable || definition?.holdsLayers) return cell;
  const frozen: Cell['weights'] = (features, target) =>
    cell.weights(features, target).map((weight) => ({ ...weight, trainable: false }));
  return { ...cell, weights: frozen };
}

/** Cells that are applied one after the other in each step (`StackedRNNCells`). */
export function stackOf(inner: readonly InnerLayer[]): Cell {
  const cells = inner.map((each) => cellOf(each)!);
  return {
    states: cells.map(({ states }) => (states.length === 1 ? states[0]! : states.flat())),
    output: cells.at(-1)?.output ?? null,
    weights: (features, target) =>
      cells.flatMap((cell, i) => cell.weights(i === 0 ? features : cells[i - 1]!.output, target)),
    cells,
  };
}

/** A cell, or a list of cells that are stacked. */
export function cellArg(): ArgSpec<Cell> {
  return {
    doc: 'What is computed in each step',
    default: undefined,
    takes: 'cell, or list of cells',
    schema: { anyOf: [{ type: 'object' }, { type: 'array', items: { type: 'object' } }] },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (Array.isArray(plain)) {
        if (plain.length === 0) return refused('must hold a cell at least');
        const reading = readCells(plain);
        return reading.kind === 'value' ? value(stackOf(reading.value)) : reading;
      }
      const reading = readLayer(plain, 'must be a cell');
      if (reading.kind !== 'value') return reading;
      const cell = cellOf(reading.value);
      if (cell?.states.length === 0) return refused('must hold a cell at least');
      return cell ? value(cell) : refused(`must be a cell, not ${show(plain)}`);
    },
  };
}

export function readCells(plain: readonly Plain[]) {
  const reading = readLayers(plain, 'must hold cells');
  if (reading.kind !== 'value') return reading;
  const other = plain[reading.value.findIndex((inner) => cellOf(inner) === null)];
  return other === undefined ? reading : refused(`must hold cells, not ${show(other)}`);
}

/** Sums of both: a 1 is repeated, and None is taken for the size that is known, unless that is 1. */
function joinedBatch(a: Dim, b: Dim): Dim {
  if (a === 1) return b;
  if (b === 1) return a;
  if (isSymbolic(a) && isSymbolic(b)) return a.key === b.key ? a : unknownDim();
  if (isSymbolic(a)) return b ?? unknownDim();
  if (isSymbolic(b)) return a ?? unknownDim();
  return a ?? b;
}

interface CellDescription {
  readonly holdsLayers?: boolean;
  readonly name: string;
  readonly summary: string;
  readonly args: Readonly<Record<string, ArgSpec<unknown>>>;
  readonly cell: (values: never) => Cell;
  /** What it refuses of its args when it is called by itself. */
  readonly refuses?: (values: never, target: Target) => readonly Refusal[];
}

/** A cell as a layer that is called by itself, on the features of one step and its states. */
export function cellLayer({ cell, refuses, ...described }: CellDescription): LayerDefinition {
  const of = (args: unknown): Cell => cell(args as never);
  return defineManyLayer({
    ...described,
    cell: of,
    calledWith: ['inputs', 'states'],
    grouped: (args) => [null, of(args).states.flat().length],
    refuses: (args, [input, ...states], target) => {
      const features = input?.at(-1);
      const sizes = of(args).states.flat();
      const batches = [input, ...states]
        .map((shape) => shape?.[0] ?? null)
        .filter((batch) => isKnown(batch) && batch !== 1);
      if (new Set(batches).size > 1) {
        const message = `${described.name}: the batches of ${[input!, ...states].map(formatShape).join(', ')} differ`;
        return [{ rule: 'rank-mismatch', arg: null, message }];
      }
      // The first state is multiplied by a matrix; to the others a size of 1 is repeated.
      const isOdd = (state: Shape, i: number): boolean =>
        sizes[i] !== undefined &&
        !compatible(state.at(-1) ?? null, sizes[i]) &&
        !(i > 0 && state.at(-1) === 1 && !described.holdsLayers);
      const odd = states.find(isOdd);
      if (odd) {
        const message = `${described.name}: takes states of the sizes ${sizes.join(', ')}, but gets ${formatShape(odd)}`;
        return [{ rule: 'rank-mismatch', arg: null, message }];
      }
      // Without a cell everything is handed on.
      if ((features !== null && features !== undefined) || sizes.length === 0)
        return refuses?.(args as never, target) ?? [];
      const message = `${described.name}: the number of features must be known, but is ${input ? `None in ${formatShape(input)}` : 'not given'}`;
      return [{ rule: 'rank-mismatch', arg: null, message }];
    },
    unknown: (args, inputs, { framework }) => {
      const isPlain = inputs.length > 1 && inputs.length === 1 + of(args).states.flat().length;
      if (framework !== 'keras' || !isPlain || inputs.some(({ length }) => length !== 2))
        return 'a cell is followed only on the features of one step and all of its states';
      const odd = Object.values(args).find(
        (value) => value === 'glu' || value === 'sparsemax' || value === 'threshold',
      );
      return odd === undefined ? null : `a cell is not followed through ${odd}`;
    },
    outputs: (args, inputs) => {
      const { output, states } = of(args);
      const batch = inputs.map(([first = null]) => first).reduce(joinedBatch);
      return [output, ...states.flat()].map((size): Shape => [batch, size]);
    },
    weights: (args, [input], target) => of(args).weights(input!.at(-1)!, target),
  });
}
