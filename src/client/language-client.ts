/** The client of the language server: which documents it is asked about, and how the process is started. */
import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import { linkRules } from './rule-page';

/** Whatever is a file, is not saved yet, or lies on a remote machine; not the other side of a comparison. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'] as const;
const LANGUAGES = [
  'python',
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'json',
  'jsonc',
] as const;

/** An analysis makes many short-lived objects: with room for them a large model takes half the time (`npm run bench:applications`). */
const ROOM_FOR_NEW_OBJECTS = '--max-semi-space-size=64';

export function createClient(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
  return new LanguageClient(
    'convlint',
    'ConvLint',
    {
      run: { module, transport: TransportKind.ipc, options: { execArgv: [ROOM_FOR_NEW_OBJECTS] } },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6010'] } },
    },
    {
      documentSelector: [
        ...SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
        { notebook: { notebookType: 'jupyter-notebook' }, language: 'python' },
      ],
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      synchronize: { configurationSection: 'convlint' },
      middleware: {
        handleDiagnostics: (uri, problems, next) => {
          linkRules(problems);
          next(uri, problems);
        },
      },
    },
  );
}
