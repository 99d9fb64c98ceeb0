/** Means over seeds, beside each other and beside what the notebook printed, and whether they differ by more than chance. */

/** The metrics of one epoch by their Keras names. */
export type Epoch = Readonly<Record<string, number>>;

export interface Contender {
  readonly name: string;
  train(seed: number): Promise<Epoch[]>;
  /** A curve per seed. */
  readonly runs: Epoch[][];
}

export const METRIC = 'val_sparse_categorical_accuracy';

/** How far the mean validation accuracy may be from that of Keras. */
const LIMIT = 0.004;

/** As `fit` names and orders them. */
const SHOWN = ['loss', 'sparse_categorical_accuracy', 'val_loss', METRIC] as const;

interface Spread {
  readonly mean: number;
  /** Of single runs. */
  readonly deviation: number;
  readonly count: number;
}

/** Each epoch as the notebook prints it, once per contender. */
export function curveTable(printed: readonly Epoch[], contenders: readonly Contender[]): string {
  const lines = [`| epoch | | ${SHOWN.join(' | ')} |`, `| --- | --- |${' --- |'.repeat(SHOWN.length)}`];
  const epochs = contenders[0]!.runs[0]!.length;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const row = (name: string, cells: readonly string[]) =>
      lines.push(`| ${[epoch + 1, name, ...cells].join(' | ')} |`);
    const given = printed[epoch];
    if (given)
      row(
        'the notebook',
        SHOWN.map((metric) => given[metric]!.toFixed(4)),
      );
    for (const contender of contenders)
      row(
        contender.name,
        SHOWN.map((metric) => cell(spread(contender, epoch, metric))),
      );
  }
  return lines.join('\n');
}

/** What the first and the last epoch say about an engine beside Keras. */
export function verdicts(judge: Contender, judged: Contender): { readonly text: string; readonly isWithin: boolean }[] {
  const last = judge.runs[0]!.length - 1;
  return [...new Set([0, last])].map((epoch) => {
    const [theirs, ours] = [spread(judge, epoch, METRIC), spread(judged, epoch, METRIC)];
    const difference = ours.mean - theirs.mean;
    const error = Math.hypot(...[theirs, ours].map(({ deviation, count }) => deviation / Math.sqrt(count)));
    const isWithin = Math.abs(difference) <= LIMIT;
    const size = `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(4)} ± ${error.toFixed(4)} (standard error)`;
    const chance = chanceText(Math.abs(difference), error, ours.count);
    const limit = `${isWithin ? 'within' : 'beyond'} the limit of ${LIMIT}`;
    return { text: `${judged.name} against ${judge.name}, epoch ${epoch + 1}: ${size}, ${chance}, ${limit}`, isWithin };
  });
}

/** Twice the standard error is what chance gives about one time in twenty. */
function chanceText(distance: number, error: number, seeds: number): string {
  if (seeds === 1) return 'which one seed cannot tell from chance';
  return distance <= 2 * error ? 'no more than chance' : 'more than chance';
}

function spread({ runs }: Contender, epoch: number, metric: string): Spread {
  const values = runs.map((curve) => curve[epoch]![metric]!);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)), count: values.length };
}

function cell({ mean, deviation, count }: Spread): string {
  return count === 1 ? mean.toFixed(4) : `${mean.toFixed(4)} ± ${deviation.toFixed(4)}`;
}
