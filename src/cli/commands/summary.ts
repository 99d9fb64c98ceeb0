/** `convlint summary`: every layer with its shapes and counts. Ends well if all files could be read, whatever is unknown in them. */
import type { CliOutput } from '../../protocol/cli-output';
import { coverageOf } from '../coverage';
import { EXIT, tellFailures } from '../exit';
import { toOutput } from '../output';
import { summaryMarkdown } from '../reporters/markdown';
import { coverageText, summaryTable } from '../reporters/table';
import { type AnalyzedFile, analyzePaths, type ReadOptions } from '../sources';

export interface SummaryOptions extends ReadOptions {
  readonly format: 'table' | 'json' | 'markdown';
  /** Lists the layers of models that are used as layers below them. */
  readonly expandNested?: boolean;
  /** Tells how much could be resolved; the table then has nothing else. */
  readonly coverage?: boolean;
}

export async function summary(paths: readonly string[], options: SummaryOptions): Promise<number> {
  const { files, failures } = await analyzePaths(paths, options);
  // A folder is full of files without a network; by name, a file is always answered.
  const shown = files.length === 1 ? files : files.filter(({ analysis }) => analysis.graph.applications.length > 0);
  process.stdout.write(report(shown, options));
  tellFailures(failures);
  return failures.length ? EXIT.misuse : EXIT.good;
}

function report(files: readonly AnalyzedFile[], { format, coverage, expandNested = false }: SummaryOptions): string {
  const resolved = coverage ? coverageOf(files.map(({ analysis }) => analysis)) : null;
  switch (format) {
    case 'json': {
      const output: CliOutput = {
        ...toOutput(files, { fixes: true, expandNested }),
        ...(resolved ? { coverage: resolved } : {}),
      };
      return `${JSON.stringify(output, null, 2)}\n`;
    }
    case 'markdown':
      return summaryMarkdown(files, expandNested) + (resolved ? `\n${coverageText(resolved)}` : '');
    case 'table':
      if (resolved) return coverageText(resolved);
      return files.length ? summaryTable(files, expandNested) : 'no file with layers\n';
  }
}
