/** The language server: offsets become positions, views become answers. It decides nothing. */
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ProposedFeatures,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { readSettings, type Settings } from '../protocol/settings';
import { codeActions } from './code-actions';
import { completions, definition, hints, hover, lenses, signature, symbols } from './features';
import { addModelRequests } from './models';
import { Reporter } from './reporter';
import { versionsOfSettings } from './target/given-versions';
import { type OpenSource, pathOf, Workspace } from './workspace';

/** After so many milliseconds without a change other cells of a notebook are shown anew. */
const CELLS_DELAY = 250;

/** Files that others may import, and those that say which version of a framework is used. */
const WATCHED = [
  '**/*.{py,ts,tsx,mts,cts,js,jsx,mjs,cjs,json}',
  '**/{requirements*.txt,pyproject.toml,*.lock,Pipfile}',
];

export function startServer(connection: Connection = createConnection(ProposedFeatures.all)): void {
  const workspace = new Workspace();
  let settings: Settings = readSettings({});
  let hasConfiguration = false;
  let watchesFiles = false;
  let refreshesHints = false;
  let refreshesLenses = false;
  const reporter = new Reporter(
    connection,
    workspace,
    () => settings,
    (what, run) => guard(what, undefined, run),
  );

  connection.onInitialize(({ capabilities, workspaceFolders, rootUri }: InitializeParams): InitializeResult => {
    const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    workspace.folders = folders.flatMap((uri) => pathOf(uri) ?? []);
    watchesFiles = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    hasConfiguration = capabilities.workspace?.configuration ?? false;
    refreshesHints = capabilities.workspace?.inlayHint?.refreshSupport ?? false;
    refreshesLenses = capabilities.workspace?.codeLens?.refreshSupport ?? false;
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        notebookDocumentSync: {
          notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' }, cells: [{ language: 'python' }] }],
          save: false,
        },
        hoverProvider: true,
        inlayHintProvider: true,
        codeLensProvider: {},
        codeActionProvider: { codeActionKinds: ['quickfix'] },
        completionProvider: { triggerCharacters: ['(', ',', "'", '"', '=', '{', ' '] },
        signatureHelpProvider: { triggerCharacters: ['(', ',', '{'] },
        documentSymbolProvider: { label: 'ConvLint' },
        definitionProvider: true,
      },
      serverInfo: { name: 'ConvLint' },
    };
  });

  connection.onInitialized(async () => {
    if (watchesFiles)
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: WATCHED.map((globPattern) => ({ globPattern })),
      });
    if (!hasConfiguration) return;
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'convlint' });
    await readConfiguration();
  });
  connection.onDidChangeConfiguration(async ({ settings: pushed }) => {
    if (hasConfiguration) await readConfiguration();
    else takeSettings((pushed as { convlint?: unknown } | undefined)?.convlint);
    refreshAll();
  });

  async function readConfiguration(): Promise<void> {
    takeSettings(await connection.workspace.getConfiguration('convlint'));
    refreshAll();
  }

  function takeSettings(section: unknown): void {
    settings = readSettings(section);
    workspace.setVersions(versionsOfSettings(settings.target));
  }

  function refreshAll(): void {
    for (const { uri } of workspace.files.all()) reporter.restart(uri);
    for (const uri of new Set(
      [...workspace.notebooks.cellTextDocuments.keys()].map(
        (cell) => workspace.notebooks.findNotebookDocumentForCell(cell)?.uri,
      ),
    )) {
      if (uri) reporter.restart(uri);
    }
    if (refreshesHints) void connection.languages.inlayHint.refresh();
    if (refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
  }

  /** A fault of ours is logged and answered with nothing: the server stays up. */
  function guard<T>(what: string, fallback: T, run: () => T): T {
    try {
      return run();
    } catch (error) {
      connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return fallback;
    }
  }

  /**
   * Answers a question about a document. Changes that wait are taken in first; a question that was taken back, or whose
   * place belongs to an older text, is not answered.
   */
  async function answer<T>(
    what: string,
    uri: string,
    token: CancellationToken,
    isEnabled: (settings: Settings) => boolean,
    fallback: T,
    run: (source: OpenSource) => T,
  ): Promise<T | ResponseError> {
    if (!settings.enable || !isEnabled(settings)) return fallback;
    const asked = workspace.versionOf(uri);
    await new Promise((resolve) => setImmediate(resolve));
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'taken back');
    if (workspace.versionOf(uri) !== asked) return new ResponseError(LSPErrorCodes.ContentModified, 'the text changed');
    return guard(what, fallback, () => {
      const source = workspace.sourceOf(uri);
      return source ? run(source) : fallback;
    });
  }

  let cellsRefresh: NodeJS.Timeout | undefined;

  /** What a cell says may change the hints and lenses of all cells after it, of which an editor only asks anew if told to. */
  function notebookChanged(uri: string): void {
    reporter.changed(uri);
    clearTimeout(cellsRefresh);
    cellsRefresh = setTimeout(() => {
      if (refreshesHints) void connection.languages.inlayHint.refresh();
      if (refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
    }, CELLS_DELAY);
  }

  /** What imports a changed file is analysed again. */
  function updateDependents(uri: string): void {
    const dependents = workspace.changed(uri);
    for (const dependent of dependents) reporter.dependsOnChange(dependent);
    if (dependents.length && refreshesHints) void connection.languages.inlayHint.refresh();
    if (dependents.length && refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
  }

  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) updateDependents(uri);
  });
  workspace.files.onDidChangeContent(({ document }) => {
    reporter.changed(document.uri);
    updateDependents(document.uri);
  });
  workspace.files.onDidClose(({ document: { uri } }) => {
    workspace.forget(uri);
    reporter.closed(uri);
    // What is on disk counts again.
    updateDependents(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  workspace.notebooks.onDidOpen(({ uri }) => reporter.changed(uri));
  workspace.notebooks.onDidChange(({ cells }) => {
    for (const removed of cells?.removed ?? [])
      void connection.sendDiagnostics({ uri: removed.document, diagnostics: [] });
  });
  workspace.notebooks.onDidClose(({ uri, cells }) => {
    workspace.forget(uri);
    reporter.closed(uri);
    for (const { document } of cells) void connection.sendDiagnostics({ uri: document, diagnostics: [] });
  });

  const always = (): boolean => true;
  connection.onHover(({ textDocument: { uri }, position }, token) =>
    answer(
      'hover',
      uri,
      token,
      ({ hover }) => hover.enable,
      null,
      (source) => hover(source, uri, position, settings),
    ),
  );
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    answer(
      'inlay hints',
      uri,
      token,
      ({ inlayHints: { layers, arrays } }) => layers || arrays,
      [],
      (source) => hints(source, uri, range, settings),
    ),
  );
  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    answer(
      'code lens',
      uri,
      token,
      ({ codeLens }) => codeLens.enable,
      [],
      (source) => lenses(source, uri),
    ),
  );
  connection.onCodeAction((params, token) =>
    answer(
      'code actions',
      params.textDocument.uri,
      token,
      ({ problems }) => problems.enable,
      [],
      (source) => codeActions(workspace, source, params, settings),
    ),
  );
  connection.onCompletion(({ textDocument: { uri }, position }, token) =>
    answer('completion', uri, token, always, [], (source) => completions(source, uri, position)),
  );
  connection.onSignatureHelp(({ textDocument: { uri }, position }, token) =>
    answer('signature', uri, token, always, null, (source) => signature(source, uri, position)),
  );
  connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    answer('definition', uri, token, always, null, (source) => definition(source, uri, position)),
  );
  connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
    answer('outline', uri, token, always, [], (source) => symbols(source, uri)),
  );

  addModelRequests(connection, workspace);
  workspace.files.listen(connection);
  workspace.notebooks.listen(withEveryChange(connection, notebookChanged));
  connection.listen();
}

/** `NotebookDocuments` keeps silent about cells that only change their order; `changed` is called after every change. */
function withEveryChange(connection: Connection, changed: (uri: string) => void): Connection {
  const { synchronization } = connection.notebooks;
  const onDidChangeNotebookDocument: typeof synchronization.onDidChangeNotebookDocument = (handler) =>
    synchronization.onDidChangeNotebookDocument(async (params) => {
      await handler(params);
      changed(params.notebookDocument.uri);
    });
  const notebooks = { synchronization: { ...synchronization, onDidChangeNotebookDocument } };
  return Object.create(connection, { notebooks: { value: notebooks } }) as Connection;
}
