/** The page of each rule, which a problem leads to by the name of its rule. */
import * as vscode from 'vscode';

const COMMAND = 'convlint.showRulePage';

/** Makes the name of the rule behind each problem a link. */
export function linkRules(problems: readonly vscode.Diagnostic[]): void {
  for (const problem of problems) {
    if (typeof problem.code !== 'string') continue;
    const target = vscode.Uri.parse(`command:${COMMAND}`).with({ query: JSON.stringify([problem.code]) });
    problem.code = { value: problem.code, target };
  }
}

/** Opens pages as VS Code shows Markdown. */
export function registerRulePages(extensionUri: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(COMMAND, (rule: string) =>
    vscode.commands.executeCommand(
      'markdown.showPreview',
      vscode.Uri.joinPath(extensionUri, 'docs', 'rules', `${rule}.md`),
    ),
  );
}
