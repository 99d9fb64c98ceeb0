/** The open documents and notebooks, each analysed once per version. Knows URIs, versions and cells; decides nothing. */
import { fileURLToPath } from 'node:url';
import { type NotebookDocument, NotebookDocuments, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Analysis,
  analyze,
  type HostVersions,
  isSupported,
  LineMap,
  type ModuleHost,
  type Piece,
  type Position,
  type Problem,
  pieceAt,
  problemsOf,
  type Source,
  type Span,
} from '../core';
import type { Settings } from '../protocol/settings';
import { moduleFiles, toSlashes } from './module-files';
import { declaredVersions, declaresVersions } from './target/declared-versions';

/** An analysis with the way between its offsets and the positions of the document it belongs to. */
export interface OpenSource {
  /** The notebook's URI, or the document's. */
  readonly uri: string;
  readonly version: number;
  readonly analysis: Analysis;
  /** The documents of the pieces, in order. */
  readonly documents: readonly TextDocument[];
}

export interface Location {
  readonly uri: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

export class Workspace {
  /** The folders of the workspace: files outside are never read. */
  folders: readonly string[] = [];
  /** Versions that the settings give; they count before those of files. */
  private versions: HostVersions = {};
  readonly notebooks = new NotebookDocuments(TextDocument);
  readonly files = new TextDocuments(TextDocument);
  /** By folder; files of a project are looked through once. */
  private readonly declared = new Map<string, HostVersions>();
  private readonly cache = new Map<
    string,
    { readonly key: string; readonly source: OpenSource; problems: Map<Settings, readonly Problem[]> }
  >();

  /** The analysed source that a document (a file or a cell) is part of; null for languages that are not read. */
  sourceOf(uri: string): OpenSource | null {
    const notebook = this.notebooks.findNotebookDocumentForCell(uri) ?? this.notebooks.getNotebookDocument(uri);
    if (notebook) return this.notebookSource(notebook);
    const document = this.files.get(uri);
    if (!document) return null;
    const languageId = isLayerSpec(uri) ? 'convlint' : document.languageId;
    if (!isSupported(languageId)) return null;
    return this.cached(uri, String(document.version), [document], () => ({
      kind: 'file',
      languageId,
      text: document.getText(),
    }));
  }

  /** Changes whenever positions in the document may mean other places; null for documents that are not open. */
  versionOf(uri: string): number | null {
    const cell = this.notebooks.getNotebookCell(uri);
    return (cell ? this.notebooks.getCellTextDocument(cell) : this.files.get(uri))?.version ?? null;
  }

  notebookSource(notebook: NotebookDocument): OpenSource | null {
    const cells = notebook.cells.flatMap((cell, index) => {
      const document = this.notebooks.getCellTextDocument(cell);
      const ran = cell.executionSummary?.executionOrder ?? null;
      return document && document.languageId === 'python' ? [{ index, document, ran }] : [];
    });
    const key = cells.map(({ document, ran }) => `${document.uri}@${document.version} ${ran}`).join('\n');
    return this.cached(
      notebook.uri,
      key,
      cells.map(({ document }) => document),
      () => ({
        kind: 'notebook',
        languageId: 'python',
        cells: cells.map(({ index, document, ran }) => ({ index, text: document.getText(), ran })),
      }),
    );
  }

  private cached(uri: string, key: string, documents: readonly TextDocument[], read: () => Source): OpenSource | null {
    const known = this.cache.get(uri);
    if (known?.key === key) return known.source;
    const modules = this.modulesOf(uri);
    const analysis = analyze(read(), { ...(modules ? { modules } : {}), versions: this.versionsFor(modules) });
    if (!analysis) return null;
    const source: OpenSource = { uri, version: documents[0]?.version ?? 0, analysis, documents };
    this.cache.set(uri, { key, source, problems: new Map() });
    return source;
  }

  /** What was analysed for other versions is forgotten. */
  setVersions(versions: HostVersions): void {
    if (JSON.stringify(versions) === JSON.stringify(this.versions)) return;
    this.versions = versions;
    this.cache.clear();
  }

  private versionsFor(modules: ModuleHost | null): HostVersions {
    if (!modules) return this.versions;
    const folder = modules.path.slice(0, modules.path.lastIndexOf('/'));
    let declared = this.declared.get(folder);
    if (!declared) {
      declared = declaredVersions(modules.path, modules.roots, modules.readFile);
      this.declared.set(folder, declared);
    }
    return { ...declared, ...this.versions };
  }

  /** Imports are answered from open documents, then from disk; documents that are no files have none. */
  private modulesOf(uri: string): ModuleHost | null {
    const path = pathOf(uri);
    if (path === null) return null;
    return moduleFiles(path, this.folders, (file) => {
      const open = this.files.all().find((document) => pathOf(document.uri) === file);
      return open?.getText() ?? null;
    });
  }

  /** Forgets the sources that import a file which has changed, and gives their URIs. */
  changed(uri: string): readonly string[] {
    const path = pathOf(uri);
    if (path !== null && declaresVersions(path)) return this.versionsChanged(uri);
    const dependents = [...this.cache].flatMap(([own, { source }]) =>
      path !== null && own !== uri && source.analysis.dependencies.has(path) ? [own] : [],
    );
    for (const dependent of dependents) this.cache.delete(dependent);
    return dependents;
  }

  /** Which version a file means may be another one now: all are analysed again where that is so. */
  private versionsChanged(uri: string): readonly string[] {
    this.declared.clear();
    const dependents = [...this.cache].flatMap(([own, { source }]) => {
      const versions = this.versionsFor(this.modulesOf(own));
      const isSame = JSON.stringify(versions) === JSON.stringify(source.analysis.host.versions ?? {});
      return own === uri || (isSame && !source.analysis.dependencies.has(pathOf(uri) ?? '')) ? [] : [own];
    });
    for (const dependent of dependents) this.cache.delete(dependent);
    return dependents;
  }

  problems(source: OpenSource, settings: Settings): readonly Problem[] {
    const entry = this.cache.get(source.uri);
    if (entry?.source !== source) return problemsOf(source.analysis, settings.rules);
    let problems = entry.problems.get(settings);
    if (!problems) {
      problems = problemsOf(source.analysis, settings.rules);
      entry.problems.set(settings, problems);
    }
    return problems;
  }

  forget(uri: string): void {
    this.cache.delete(uri);
  }
}

/** The path of a file's URI, with `/`; null for a document that is no file. */
export function pathOf(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return toSlashes(fileURLToPath(uri));
  } catch {
    return null;
  }
}

/** A layer spec has a name of its own, so that the first key that is typed is understood already. */
function isLayerSpec(uri: string): boolean {
  return /\.convlint\.jsonc?$/i.test(uri);
}

/** The document and place of a span. */
export function locate({ analysis, documents }: OpenSource, span: Span): Location {
  const piece = pieceAt(analysis.pieces, span.start);
  const document = documents[analysis.pieces.indexOf(piece)] ?? documents[0];
  if (!document) return { uri: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
  const map = lineMap(piece);
  const end = Math.min(span.end - piece.base, piece.text.length);
  return { uri: document.uri, range: { start: map.positionAt(span.start - piece.base), end: map.positionAt(end) } };
}

/** The offset of a place in a document; null if the document is not part of the source. */
export function offsetOf({ analysis, documents }: OpenSource, uri: string, position: Position): number | null {
  const index = documents.findIndex((document) => document.uri === uri);
  const piece = analysis.pieces[index];
  return piece ? piece.base + lineMap(piece).offsetAt(position) : null;
}

/** True if a span is in a document. */
export function isIn(source: OpenSource, uri: string, span: Span): boolean {
  const piece = pieceAt(source.analysis.pieces, span.start);
  return source.documents[source.analysis.pieces.indexOf(piece)]?.uri === uri;
}

const maps = new WeakMap<Piece, LineMap>();

function lineMap(piece: Piece): LineMap {
  let map = maps.get(piece);
  if (!map) {
    map = new LineMap(piece.text);
    maps.set(piece, map);
  }
  return map;
}
