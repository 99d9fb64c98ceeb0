/** Problems as workflow commands of GitHub Actions, which shows them at the lines of a pull request. */
import type { CliOutput, OutputProblem } from '../../protocol/cli-output';

const commands: Readonly<Record<OutputProblem['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

export function githubReport({ files }: CliOutput): string {
  return files
    .flatMap(({ path, problems }) =>
      problems.map((problem) => {
        // Lines within a cell are not lines of the notebook's file.
        const lines =
          problem.cell === undefined
            ? `,line=${problem.line},endLine=${problem.endLine},col=${problem.column},endColumn=${problem.endColumn}`
            : '';
        const where = problem.cell === undefined ? '' : `cell ${problem.cell}, line ${problem.line}: `;
        return `::${commands[problem.severity]} file=${property(path)}${lines},title=${property(problem.rule)}::${data(where + problem.message)}\n`;
      }),
    )
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
