/** Where runs are kept, and how that is shown: in the workspace, or in the extension's own storage where there is none that is trusted. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { shownPath } from '../../train/shown-path';

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

/** Where a run is, as people read it. */
export function placeOfRun(folder: string): string {
  return shownPath(folder, vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder))?.uri.fsPath);
}

/** In the file manager, or in the explorer where the files are on another machine. */
export function openFolder(path: string): void {
  const isElsewhere = vscode.env.uiKind === vscode.UIKind.Web || vscode.env.remoteName !== undefined;
  void vscode.commands.executeCommand(isElsewhere ? 'revealInExplorer' : 'revealFileInOS', vscode.Uri.file(path));
}

function storageRoot(context: vscode.ExtensionContext): string {
  return join(context.globalStorageUri.fsPath, 'runs');
}
