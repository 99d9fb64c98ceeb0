/** `convlint lsp --stdio` as an editor sees it: messages over standard input and output. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type {
  CodeAction,
  Diagnostic,
  Hover,
  InlayHint,
  MessageConnection,
  PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { cliPath, example } from '../support/cli';

const rpc: typeof import('vscode-languageserver/node') = createRequire(import.meta.url)('vscode-languageserver/node');

const uri = 'file:///project/net.py';
const text = readFileSync(example('conv_mnist.py'), 'utf8');
const lines = text.split('\n');
const convLine = lines.findIndex((line) => line.includes('Conv2D(16'));
const fitLine = lines.findIndex((line) => line.startsWith('mynet.fit'));
const everything = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };

let server: ChildProcessWithoutNullStreams;
let connection: MessageConnection;
let published: PublishDiagnosticsParams[];

beforeEach(async () => {
  server = spawn(process.execPath, [cliPath, 'lsp', '--stdio']);
  connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(server.stdout),
    new rpc.StreamMessageWriter(server.stdin),
  );
  published = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
  });
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
});

afterEach(() => {
  connection.dispose();
  server.kill('SIGKILL');
});

async function diagnosticsOf(document: string): Promise<readonly Diagnostic[]> {
  const isThere = (): PublishDiagnosticsParams | undefined => published.findLast(({ uri: of }) => of === document);
  await expect.poll(isThere, { timeout: 15_000 }).toBeDefined();
  return isThere()!.diagnostics;
}

function open(): Promise<void> {
  return connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'python', version: 1, text },
  });
}

it('answers hovers, hints and fixes, reports problems, and ends when asked', async () => {
  await open();
  const position = { line: convLine, character: lines[convLine]!.indexOf('Conv2D') + 2 };
  const hover: Hover = await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  expect(JSON.stringify(hover.contents)).toContain('(None, 13, 13, 16)');
  const hints: InlayHint[] = await connection.sendRequest('textDocument/inlayHint', {
    textDocument: { uri },
    range: everything,
  });
  expect(hints.filter((hint) => hint.position.line === convLine).map(({ label }) => label)).toEqual([
    '→ (None, 13, 13, 16) · 736',
  ]);
  const errors = (await diagnosticsOf(uri)).filter(({ severity }) => severity === 1);
  expect(errors.map(({ code, range }) => [code, range.start.line])).toEqual([['input-data-mismatch', fitLine]]);
  const actions: CodeAction[] = await connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: errors[0]!.range,
    context: { diagnostics: errors },
  });
  expect(actions.flatMap(({ edit }) => edit?.changes?.[uri]?.map(({ newText }) => newText) ?? [])).toContain('1');

  await connection.sendRequest('shutdown');
  const ended = new Promise((resolve) => server.on('exit', resolve));
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
});

it('reads the cells of a notebook in order', async () => {
  const notebook = JSON.parse(readFileSync(example('conv_mnist.ipynb'), 'utf8'));
  const cells = notebook.cells.map(({ cell_type, source }: { cell_type: string; source: string }, i: number) => ({
    kind: cell_type === 'code' ? 2 : 1,
    uri: `vscode-notebook-cell:/net.ipynb#${i}`,
    text: source,
    languageId: cell_type === 'code' ? 'python' : 'markdown',
  }));
  await connection.sendNotification('notebookDocument/didOpen', {
    notebookDocument: {
      uri: 'file:///net.ipynb',
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: cells.map(({ kind, uri: document }: { kind: number; uri: string }) => ({ kind, document })),
    },
    cellTextDocuments: cells
      .filter(({ kind }: { kind: number }) => kind === 2)
      .map((cell: { uri: string; text: string; languageId: string }) => ({
        uri: cell.uri,
        languageId: cell.languageId,
        version: 1,
        text: cell.text,
      })),
  });
  const fit = cells.find((cell: { text: string }) => cell.text.includes('.fit('));
  const errors = (await diagnosticsOf(fit.uri)).filter(({ severity }) => severity === 1);
  expect(errors.map(({ code }) => code)).toEqual(['input-data-mismatch']);
});

it('stays up after messages that it does not understand', async () => {
  await open();
  await expect(connection.sendRequest('textDocument/paint', {})).rejects.toThrow(/paint/);
  expect(await connection.sendRequest('textDocument/hover', { textDocument: 3 })).toBeNull();
  const body = '{"jsonrpc": "2.0", "id": 7, "method": ';
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
  const position = { line: convLine, character: lines[convLine]!.indexOf('Conv2D') + 2 };
  const hover: Hover = await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  expect(hover.contents).toBeTruthy();
});
