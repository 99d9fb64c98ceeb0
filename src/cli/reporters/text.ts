/** Problems for a reader in a terminal. */
import type { CliOutput, OutputPlace, OutputProblem } from '../../protocol/cli-output';
import { colours as pc } from '../colours';

const severities: Readonly<Record<OutputProblem['severity'], (text: string) => string>> = {
  error: pc.red,
  warning: pc.yellow,
  information: pc.cyan,
  hint: pc.dim,
};

export function textReport({ files }: CliOutput): string {
  const lines: string[] = [];
  for (const { path, problems } of files) {
    for (const problem of problems) {
      lines.push(
        `${at(path, problem)}:${problem.column} ${severities[problem.severity](problem.severity)} ${problem.message} ${pc.dim(problem.rule)}`,
      );
      for (const related of problem.related) lines.push(pc.dim(`    ${at(path, related)} ${related.message}`));
      for (const fix of problem.fixes) lines.push(`    ${pc.green('fix:')} ${fix}`);
    }
  }
  const all = files.flatMap(({ problems }) => problems);
  const count = (severity: OutputProblem['severity'], name: string): string[] => {
    const found = all.filter((problem) => problem.severity === severity).length;
    return found ? [`${found} ${name}${found === 1 ? '' : 's'}`] : [];
  };
  const totals = [
    ...count('error', 'error'),
    ...count('warning', 'warning'),
    ...count('information', 'note'),
    ...count('hint', 'hint'),
  ];
  lines.push(totals.length ? totals.join(', ') : `no problems in ${files.length} file${files.length === 1 ? '' : 's'}`);
  return `${lines.join('\n')}\n`;
}

function at(path: string, { cell, line }: OutputPlace): string {
  return cell === undefined ? `${path}:${line}` : `${path}#${cell}:${line}`;
}
