/** The table of the corpus: per package, what Keras built and what the analysis says of it. */
import type { EntryResult } from './compare';

interface Counts {
  entries: number;
  applications: number;
  exact: number;
  wrong: number;
  unknown: number;
  alarms: number;
}

const head = `# Models of published packages

Each row is a package from PyPI or npm. The programs in \`scripts/corpus/drivers\` and \`scripts/corpus/npm/drivers\` import
it and build models, once in real Keras or real TensorFlow.js under a tracer and once in an analysis of the same texts.
An application is a layer with the shapes it gives, counted once for each different shape. *Exact* are those with the
shapes and the parameter count of the framework, *wrong* are those where the analysis says something else, *unknown* those of which it says that it does not know them. *False
alarms* are errors on programs that run. Layers are paired by class, and by name and order as far as these agree; a
name alone that differs is not counted. \`npm run corpus\` makes this table.

| package | version | programs | applications | exact | recall | wrong | unknown | false alarms |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
`;

export function corpusTable(
  packages: readonly { readonly name: string; readonly version: string }[],
  results: readonly EntryResult[],
) {
  const rows = packages.flatMap(({ name, version }) => {
    const own = results.filter(({ entry }) => entry.package === name);
    return own.length ? [row(name, version, counts(own))] : [];
  });
  const total = counts(results);
  return {
    markdown: `${head}${[...rows, row('all', '', total)].join('\n')}\n`,
    totals: `${total.entries} programs, ${total.applications} applications: ${total.exact} exact (${recall(total)}), ${total.wrong} wrong, ${total.unknown} unknown, ${total.alarms} false alarms`,
  };
}

function counts(results: readonly EntryResult[]): Counts {
  const sum: Counts = { entries: results.length, applications: 0, exact: 0, wrong: 0, unknown: 0, alarms: 0 };
  for (const { applications, exact, wrong, unknown, alarms } of results) {
    sum.applications += applications;
    sum.exact += exact;
    sum.wrong += wrong.length;
    sum.unknown += unknown.length;
    sum.alarms += alarms.length;
  }
  return sum;
}

function row(name: string, version: string, all: Counts): string {
  const { entries, applications, exact, wrong, unknown, alarms } = all;
  return `| ${[name, version, entries, applications, exact, recall(all), wrong, unknown, alarms].join(' | ')} |`;
}

function recall({ exact, applications }: Counts): string {
  return applications ? `${((100 * exact) / applications).toFixed(1)} %` : '–';
}
