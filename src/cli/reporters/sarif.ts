/** Problems as SARIF 2.1.0, for code scanning. */
import { version } from '../../../package.json';
import { rules } from '../../core';
import type { CliOutput, OutputProblem } from '../../protocol/cli-output';

const levels: Readonly<Record<OutputProblem['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

export function sarifReport({ files }: CliOutput): string {
  const driver = {
    name: 'ConvLint',
    version,
    rules: rules.map(({ name, summary, why, severity }) => ({
      id: name,
      shortDescription: { text: summary },
      fullDescription: { text: why },
      defaultConfiguration: { level: levels[severity] },
    })),
  };
  const results = files.flatMap(({ path, problems }) =>
    problems.map((problem) => ({
      ruleId: problem.rule,
      level: levels[problem.severity],
      message: { text: problem.message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(path) },
            ...(problem.cell === undefined ? { region: region(problem) } : {}),
          },
          ...cellLocation(problem),
        },
      ],
    })),
  );
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function region({ line, column, endLine, endColumn }: OutputProblem): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A notebook's lines count within the cell, which SARIF knows only as a logical place. */
function cellLocation({ cell, line }: OutputProblem): object {
  return cell === undefined ? {} : { logicalLocations: [{ name: `cell ${cell}, line ${line}`, kind: 'module' }] };
}
