/** The language server reads imports from open documents, then from disk, and looks again when they change. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { moduleFiles } from '../../../src/server/module-files';
import { startServer } from '../../../src/server/server';

const main = `import keras
from net.blocks import filters
y = keras.layers.Conv2D(filters, 3)(keras.Input((SIZE, SIZE, 1)))
`.replaceAll('SIZE', '2 * filters');

let folder: string;
let client: ProtocolConnection;
const published = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();

function uriOf(name: string): string {
  return pathToFileURL(join(folder, name)).href;
}

/** Waits until the problems of a file are those with these codes; fails by the time limit of the test. */
function becomes(name: string, codes: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    published.set(uriOf(name), (diagnostics) => {
      if (diagnostics.map(({ code }) => code).join() === codes.join()) resolve();
    });
  });
}

async function open(name: string, text: string): Promise<void> {
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri: uriOf(name), languageId: 'python', version: 1, text },
  });
}

describe('the server', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'convlint-modules-'));
    mkdirSync(join(folder, 'workspace/net'), { recursive: true });
    writeFileSync(join(folder, 'workspace/net/blocks.py'), 'filters = 8\n');
    writeFileSync(join(folder, 'secret.py'), 'filters = 8\n');
    symlinkSync(join(folder, 'secret.py'), join(folder, 'workspace/link.py'));
    const [up, down] = [new PassThrough(), new PassThrough()];
    startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)));
    client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    client.onNotification('textDocument/publishDiagnostics', (params: { uri: string; diagnostics: Diagnostic[] }) => {
      const { uri, diagnostics } = params;
      published.get(uri)?.(diagnostics);
    });
    client.listen();
    await client.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      workspaceFolders: [{ uri: uriOf('workspace'), name: 'workspace' }],
    });
    await client.sendNotification('initialized', {});
  });
  afterAll(() => {
    client.dispose();
    rmSync(folder, { recursive: true });
  });

  it('reads the disk, then the open document, and the disk again', async () => {
    const name = 'workspace/main.py';
    const onDisk = becomes(name, []);
    await open(name, main);
    await onDisk;
    const typed = becomes(name, ['window-too-large']);
    await open('workspace/net/blocks.py', 'filters = 1\n');
    await typed;
    const closed = becomes(name, []);
    await client.sendNotification('textDocument/didClose', {
      textDocument: { uri: uriOf('workspace/net/blocks.py') },
    });
    await closed;
    writeFileSync(join(folder, 'workspace/net/blocks.py'), 'filters = 1\n');
    const saved = becomes(name, ['window-too-large']);
    await client.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('workspace/net/blocks.py'), type: 2 }],
    });
    await saved;
  });

  it('reads nothing outside the workspace', () => {
    const files = moduleFiles(join(folder, 'workspace/main.py'), [join(folder, 'workspace')]);
    expect(files.readFile(join(folder, 'workspace/net/blocks.py'))).not.toBeNull();
    expect(files.readFile(join(folder, 'secret.py'))).toBeNull();
    expect(files.readFile(join(folder, 'workspace/../secret.py'))).toBeNull();
    expect(files.readFile(join(folder, 'workspace/link.py'))).toBeNull();
    expect(files.readFile(join(folder, 'workspace/net'))).toBeNull();
    expect(files.isFolder(folder)).toBe(false);
  });
});
