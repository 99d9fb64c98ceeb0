/** The page around a panel's code: a strict content policy, the bundle and its styles. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface Page {
  readonly title: string;
  /** Name of the bundle in `dist/webview`. */
  readonly bundle: string;
  /** What VS Code gives back when it shows the panel again after a restart. */
  readonly state?: unknown;
}

export function webviewRoot(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/** Stands in the tab of a panel. */
export function panelIcon(extension: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  const file = (name: string) => vscode.Uri.joinPath(extension, 'media', name);
  return { light: file('icon-light.svg'), dark: file('icon-dark.svg') };
}

export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, { title, bundle, state }: Page): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(webviewRoot(extension), name));
  const source = webview.cspSource;
  const policy = `default-src 'none'; img-src ${source} data:; font-src ${source} data:; style-src ${source} 'unsafe-inline'; script-src 'nonce-${nonce}'`;
  // The bundle asks for the API itself, which can be had once only.
  const keep = `const api = acquireVsCodeApi(); api.setState(${json(state ?? null)}); window.acquireVsCodeApi = () => api;`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file(`${bundle}.css`)}" id="vscode-codicon-stylesheet">
<title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>
</head>
<body>
<script nonce="${nonce}">${keep}</script>
<script nonce="${nonce}" src="${file(`${bundle}.js`)}"></script>
</body>
</html>`;
}

/** JSON in which nothing can end a script element. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
