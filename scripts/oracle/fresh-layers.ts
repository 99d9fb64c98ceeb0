/** Fresh random rows of one layer, held against its framework. */
import { targetOf } from '../../test/oracle/compare';
import { type FreshRow, freshRow, poolsOf } from '../../test/oracle/fresh/generate';
import { judge, type Verdict } from '../../test/oracle/fresh/judge';
import { isPinned } from '../../test/oracle/fresh/pinned';
import { Random } from '../../test/oracle/fresh/random';
import { type Answer, outputShapes, type RecordedShape, type RowTable } from '../../test/oracle/load-rows';
import type { Framework } from '../../test/support/catalogue';
import type { Judge } from './judges';

/** How many rows came out how, by verdict and `agree when run`, `pinned`; and what differs and is not pinned. */
export interface LayerComparison {
  readonly counts: ReadonlyMap<string, number>;
  readonly left: readonly Difference[];
}

export interface Difference {
  readonly verdict: Verdict;
  readonly row: FreshRow;
  readonly answer: Answer;
  readonly ours: unknown;
}

export async function compareLayer(
  framework: Framework,
  table: RowTable,
  judges: Judge,
  seed: number,
  count: number,
): Promise<LayerComparison> {
  const target = targetOf(table);
  // A layer's rows do not depend on which other layers are asked.
  const random = new Random(seed ^ hash(framework + table.layer));
  const pools = poolsOf(table, target);
  const rows = Array.from({ length: count }, () => freshRow(table, pools, random));
  const answers = await judges.ask(table.layer, rows, false);
  const first = rows.map((row, i) => judge(table.layer, row, answers[i]!, target).verdict);
  const doubtful = rows.filter((_, i) => differs(first[i]!));
  // What a call on numbers does is asked only where the symbolic answers differ.
  const again = await judges.ask(table.layer, doubtful, true);
  // What we refuse may be refused only when it runs; a row with sizes of None runs with other sizes in their place.
  const closed = await judges.ask(table.layer, doubtful.map(withSizes), true);
  const counts = new Map<string, number>();
  const left: Difference[] = [];
  const add = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const verdict of first) if (!differs(verdict)) add(verdict);
  for (const [i, row] of doubtful.entries()) {
    const { verdict, ours } = judge(table.layer, row, again[i]!, target);
    if (verdict === 'we refuse' && fails(closed[i]!)) add('agree when run');
    else if (!differs(verdict)) add(verdict);
    else if (isPinned(framework, table.layer, verdict, row)) add('pinned');
    else {
      add(verdict);
      left.push({ verdict, row, answer: again[i]!, ours });
    }
  }
  return { counts, left };
}

/** The row with a size for every None. */
function withSizes(row: FreshRow): FreshRow {
  const sized = (shape: RecordedShape): RecordedShape => shape.map((dim, axis) => dim ?? (axis === 0 ? 2 : 8));
  return {
    ...row,
    ...(row.input ? { input: sized(row.input) } : {}),
    ...(row.inputs ? { inputs: row.inputs.map(sized) } : {}),
  };
}

function fails(answer: Answer): boolean {
  if (answer.refused) return true;
  if (answer.run && 'refused' in answer.run) return true;
  return outputShapes(answer).some((shape) =>
    shape.some((dim) => typeof dim !== 'number' || !Number.isInteger(dim) || dim < 0),
  );
}

function differs(verdict: Verdict): boolean {
  return verdict !== 'agree' && verdict !== 'silent';
}

function hash(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0;
  return sum;
}
