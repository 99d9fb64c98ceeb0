/** The extension as VS Code sees it when it starts. */
import { deepStrictEqual, strictEqual } from 'node:assert';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('activates without an error', async () => {
    const extension = vscode.extensions.getExtension('convlint.convlint');
    strictEqual(extension?.packageJSON.displayName, 'ConvLint');
    await extension.activate();
    strictEqual(extension.isActive, true);
  });

  it('registers every command that it contributes', async () => {
    const extension = vscode.extensions.getExtension('convlint.convlint')!;
    const contributed = extension.packageJSON.contributes.commands.map(({ command }: { command: string }) => command);
    const registered = new Set(await vscode.commands.getCommands(true));
    deepStrictEqual(
      contributed.filter((command: string) => !registered.has(command)),
      [],
    );
  });
});
