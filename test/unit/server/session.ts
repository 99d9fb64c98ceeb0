/** A language server in this process with a client that keeps what is published, for tests of what happens over time. */
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { startServer } from '../../../src/server/server';

export interface Published {
  readonly version: number | undefined;
  readonly codes: readonly string[];
}

export class Session {
  readonly client: ProtocolConnection;
  /** All that was published for a document, the last at the end. */
  readonly published = new Map<string, Published[]>();
  private readonly versions = new Map<string, number>();

  constructor() {
    const [up, down] = [new PassThrough(), new PassThrough()];
    startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)));
    this.client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.client.onNotification(
      'textDocument/publishDiagnostics',
      (params: { uri: string; version?: number; diagnostics: Diagnostic[] }) => {
        const list = this.published.get(params.uri) ?? [];
        list.push({ version: params.version, codes: params.diagnostics.map(({ code }) => String(code)) });
        this.published.set(params.uri, list);
      },
    );
    this.client.listen();
  }

  async start(): Promise<void> {
    await this.client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    await this.client.sendNotification('initialized', {});
  }

  async open(uri: string, text: string, languageId = 'python'): Promise<void> {
    this.versions.set(uri, 1);
    await this.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Replaces the whole text. */
  async change(uri: string, text: string): Promise<number> {
    const version = this.versions.get(uri)! + 1;
    this.versions.set(uri, version);
    await this.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
    return version;
  }

  async close(uri: string): Promise<void> {
    await this.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  hints(uri: string): Promise<{ label: string; position: { line: number } }[] | null> {
    const range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
    return this.client.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range });
  }

  last(uri: string): Published | undefined {
    return this.published.get(uri)?.at(-1);
  }

  dispose(): void {
    this.client.dispose();
  }
}
