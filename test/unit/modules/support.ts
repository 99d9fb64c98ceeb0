/** Analyses one file among others that are held in memory. */
import { type Analysis, analyze } from '../../../src/core/analyze';
import type { ModuleHost } from '../../../src/core/modules/host';
import { formatShape } from '../../../src/core/shape/dim';
import { layerRows } from '../../../src/core/views/rows';

export type Files = Readonly<Record<string, string>>;

function hostOf(files: Files, path: string, roots: readonly string[] = ['/project']): ModuleHost {
  return {
    path,
    roots,
    readFile: (asked) => files[asked] ?? null,
    isFolder: (asked) => Object.keys(files).some((file) => file.startsWith(`${asked}/`)),
  };
}

export function analyzeIn(files: Files, path: string, roots?: readonly string[]): Analysis {
  const languageId = path.endsWith('.py') ? 'python' : path.endsWith('.ts') ? 'typescript' : 'javascript';
  return analyze({ kind: 'file', languageId, text: files[path]! }, { modules: hostOf(files, path, roots) })!;
}

/** `Conv2D (None, 26, 26, 8) 80` for each row, or why it is not known. */
export function rowTexts(analysis: Analysis): readonly string[] {
  return layerRows(analysis).map(({ class: name, outputs, params, unknown }) =>
    unknown ? `${name}: ${unknown}` : `${name} ${outputs.map((shape) => shape && formatShape(shape)).join()} ${params}`,
  );
}

/** The text of the source that a row points to. */
export function placeTexts(analysis: Analysis): readonly string[] {
  const text = analysis.pieces[0]!.text;
  return layerRows(analysis).map(({ span }) => text.slice(span.start, span.end));
}
