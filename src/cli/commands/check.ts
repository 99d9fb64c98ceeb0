/** `convlint check`: the problems of files. Ends with 1 if there are errors or more warnings than are accepted. */
import type { CliOutput } from '../../protocol/cli-output';
import { EXIT, tellFailures } from '../exit';
import { fixFile } from '../fix';
import { toOutput } from '../output';
import { writeText } from '../read-file';
import { githubReport } from '../reporters/github';
import { sarifReport } from '../reporters/sarif';
import { textReport } from '../reporters/text';
import { type AnalyzedFile, analyzePaths, type ReadOptions } from '../sources';

export interface CheckOptions extends ReadOptions {
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly maxWarnings: number;
  /** Makes the preferred fixes in the files. */
  readonly fix?: boolean;
  /** Shows what `fix` would change, and changes nothing. */
  readonly dryRun?: boolean;
}

export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const { files, failures } = await analyzePaths(paths, options);
  if (options.dryRun) return showChanges(files, failures);
  const { now, fixed, untouched } = options.fix ? fixAll(files) : { now: files, fixed: 0, untouched: [] };
  const output = toOutput(now, { fixes: options.format === 'text' || options.format === 'json' });
  process.stdout.write(report(output, options.format));
  if (options.fix) console.error(`convlint: ${fixed} problem${fixed === 1 ? '' : 's'} fixed`);
  tellFailures([...failures, ...untouched]);
  if (failures.length > 0) return EXIT.misuse;
  return isGood(output, options.maxWarnings) ? EXIT.good : EXIT.problems;
}

function report(output: CliOutput, format: CheckOptions['format']): string {
  switch (format) {
    case 'text':
      return textReport(output);
    case 'json':
      return `${JSON.stringify(output, null, 2)}\n`;
    case 'sarif':
      return sarifReport(output);
    case 'github':
      return githubReport(output);
  }
}

function isGood({ files }: CliOutput, maxWarnings: number): boolean {
  const problems = files.flatMap((file) => file.problems);
  const count = (severity: string): number => problems.filter((problem) => problem.severity === severity).length;
  return count('error') === 0 && count('warning') <= maxWarnings;
}

/** Writes what has changed. */
function fixAll(files: readonly AnalyzedFile[]): { now: AnalyzedFile[]; fixed: number; untouched: string[] } {
  const untouched: string[] = [];
  let fixed = 0;
  const now = files.map((before) => {
    const result = fixFile(before);
    if (result.kind === 'refused') untouched.push(result.message);
    if (result.kind !== 'fixed') return before;
    writeText(before.path, result.after.file.text, before.file);
    fixed += result.titles.length;
    return result.after;
  });
  return { now, fixed, untouched };
}

/** Prints the changes as a patch, and ends with 1 if there are any. */
async function showChanges(files: readonly AnalyzedFile[], failures: readonly string[]): Promise<number> {
  const { patchOf } = await import('../reporters/patch');
  const messages = [...failures];
  let changed = false;
  for (const before of files) {
    const result = fixFile(before);
    if (result.kind === 'refused') messages.push(result.message);
    if (result.kind !== 'fixed') continue;
    changed = true;
    process.stdout.write(patchOf(before, result.after));
    for (const title of result.titles) console.error(`convlint: ${before.path}: ${title}`);
  }
  tellFailures(messages);
  if (failures.length > 0) return EXIT.misuse;
  return changed ? EXIT.problems : EXIT.good;
}
