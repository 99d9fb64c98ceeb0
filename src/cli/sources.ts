/** From paths on the command line to analyses. */
import { dirname, relative, resolve, sep } from 'node:path';
import { type Analysis, analyze, type HostVersions, type NotebookFile, notebookFile, type Source } from '../core';
import { moduleFiles, workspaceOf } from '../server/module-files';
import { declaredVersions } from '../server/target/declared-versions';
import { versionsFrom } from '../server/target/given-versions';
import { findFiles } from './find-files';
import { readKerasArchive } from './keras-archive';
import { type FileText, readText, SourceError, STANDARD_INPUT } from './read-file';

export { SourceError } from './read-file';

const languageIds: Readonly<Record<string, string>> = {
  '.py': 'python',
  '.pyi': 'python',
  '.ipynb': 'notebook',
  '.ts': 'typescript',
  '.tsx': 'typescriptreact',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.js': 'javascript',
  '.jsx': 'javascriptreact',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.json': 'json',
  '.keras': 'json',
};

/** A file that could be read, with its analysis. */
export interface AnalyzedFile {
  /** As it is shown: relative to the working folder. */
  readonly path: string;
  readonly file: FileText;
  /** Null for a file that is no notebook. */
  readonly notebook: NotebookFile | null;
  readonly analysis: Analysis;
}

export interface AnalyzedFiles {
  readonly files: readonly AnalyzedFile[];
  /** What is wrong with the others, in sentences for the user. */
  readonly failures: readonly string[];
}

export interface ReadOptions {
  /** The language of standard input, which has no name that tells it. */
  readonly language?: string | undefined;
  /** `3.4`; from the files of the project if left out. */
  readonly kerasVersion?: string | undefined;
  readonly tfjsVersion?: string | undefined;
}

/** Every file that the paths name; one that cannot be read does not keep the others from being shown. */
export async function analyzePaths(paths: readonly string[], options: ReadOptions = {}): Promise<AnalyzedFiles> {
  const { files: found, failures } = await findFiles(paths, Object.keys(languageIds));
  const files: AnalyzedFile[] = [];
  for (const path of found) {
    try {
      files.push(analyzeFile(path, options));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failures.push(error.message);
    }
  }
  return { files, failures };
}

/** Reads and analyses one file. */
export function analyzeFile(path: string, options: ReadOptions = {}): AnalyzedFile {
  const languageId = languageOf(path, options.language);
  const file = /\.keras$/i.test(path) ? readKerasArchive(path) : readText(path);
  const notebook = languageId === 'notebook' ? notebookFile(file.text) : null;
  if (languageId === 'notebook' && !notebook)
    throw new SourceError(`${path} is not a notebook: its JSON cannot be read`);
  const source: Source = notebook?.source ?? { kind: 'file', languageId, text: file.text };
  const analysis = analyzeSource(path, source, options);
  return { path: displayPath(path), file, notebook, analysis };
}

/** What the files of a project declare, by folder: each is looked through once. */
const declaredIn = new Map<string, HostVersions>();

/** The versions that the options give count before those that files of the project declare. */
function analyzeSource(path: string, source: Source, options: ReadOptions): Analysis {
  const workspace = [workspaceOf(path), process.cwd()].filter(
    (folder) => !relative(folder, resolve(path)).startsWith('..'),
  );
  const modules = moduleFiles(path, workspace);
  const given = versionsFrom(
    { keras: options.kerasVersion, tfjs: options.tfjsVersion },
    { keras: '--keras-version', tfjs: '--tfjs-version' },
  );
  const folder = dirname(modules.path);
  const declared = declaredIn.get(folder) ?? declaredVersions(modules.path, modules.roots, modules.readFile);
  declaredIn.set(folder, declared);
  const analysis = analyze(source, { modules, versions: { ...declared, ...given } });
  if (!analysis) throw new SourceError(`${path}: ConvLint does not read ${source.languageId}`);
  return analysis;
}

function languageOf(path: string, language: string | undefined): string {
  if (path === STANDARD_INPUT) {
    if (language) return language;
    throw new SourceError('standard input has no name that tells its language: give --language');
  }
  // A layer spec is known by its name, however little of it is written.
  if (/\.convlint\.jsonc?$/i.test(path)) return 'convlint';
  const extension = /\.[^./\\]+$/.exec(path)?.[0].toLowerCase() ?? '';
  const languageId = languageIds[extension];
  if (!languageId) throw new SourceError(`${path}: ConvLint reads ${Object.keys(languageIds).join(', ')} files`);
  return languageId;
}

function displayPath(path: string): string {
  if (path === STANDARD_INPUT) return '<stdin>';
  const shown = relative(process.cwd(), resolve(path));
  return (shown.startsWith('..') ? path : shown).split(sep).join('/');
}
