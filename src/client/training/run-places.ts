/** Where runs are kept: in the workspace, or in the extension's own storage where there is none that is trusted. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** The folder for runs of a document. */
export function runsRoot(context: vscode.ExtensionContext, document: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(document);
  if (folder?.uri.scheme !== 'file' || !vscode.workspace.isTrusted) return storageRoot(context);
  const own = join(folder.uri.fsPath, '.convlint');
  try {
    mkdirSync(own, { recursive: true });
    // Runs are results, not sources.
    if (!existsSync(join(own, '.gitignore'))) writeFileSync(join(own, '.gitignore'), '*\n');
  } catch {
    return storageRoot(context);
  }
  return join(own, 'runs');
}

/** All folders that may hold runs of this window. */
export function allRunsRoots(context: vscode.ExtensionContext): string[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return [...folders.map(({ uri }) => join(uri.fsPath, '.convlint', 'runs')), storageRoot(context)];
}

function storageRoot(context: vscode.ExtensionContext): string {
  return join(context.globalStorageUri.fsPath, 'runs');
}
