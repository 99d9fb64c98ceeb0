/** The teaching notebook that the extension brings along. */
import { deepStrictEqual, match, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { hints, problems, ruleOf, until } from './documents';

describe('the example notebook', () => {
  it('opens as an unsaved copy with its network analysed', async () => {
    await vscode.commands.executeCommand('convlint.openExample');
    const { notebook } = vscode.window.activeNotebookEditor!;
    strictEqual(notebook.isUntitled, true);
    const cells = notebook.getCells();
    const cell = (text: string): vscode.NotebookCell =>
      cells.find(({ document }) => document.getText().includes(text))!;
    const shown = await until(
      'the hints',
      () => hints(cell('Conv2D(16').document),
      (all) => all.length > 1,
    );
    match(shown[1]!, /\(None, 13, 13, 16\) · 736/);
    const found = await until(
      'the problem',
      () => problems(cell('mynet.fit(').document),
      (all) => all.length > 0,
    );
    deepStrictEqual(found.map(ruleOf), ['input-data-mismatch']);
    const [printed] = cell('mynet.summary()').outputs;
    match(Buffer.from(printed!.items[0]!.data).toString(), /Total params: 40,970/);
  });
});
