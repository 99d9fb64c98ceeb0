/** Makes the preferred fixes of a file, one after the other, each on the text that the one before left. */
import { analyze, applyEdits, type Fix, fixesFor, notebookEdits, notebookFile, problemsOf, type Source } from '../core';
import { STANDARD_INPUT } from './read-file';
import type { AnalyzedFile } from './sources';

export type FixResult =
  | { readonly kind: 'fixed'; readonly after: AnalyzedFile; readonly titles: readonly string[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly message: string };

/** A file with more to mend than this is mended in several runs. */
const MAX_FIXES = 200;

export function fixFile(before: AnalyzedFile): FixResult {
  const titles: string[] = [];
  // Two fixes that undo each other would go on for ever.
  const seen = new Set([before.file.text]);
  let after = before;
  while (titles.length < MAX_FIXES) {
    const step = firstStep(after, seen);
    if (!step) break;
    titles.push(step.fix.title);
    seen.add(step.after.file.text);
    after = step.after;
  }
  if (titles.length === 0) return { kind: 'nothing' };
  const refusal = refusalOf(before);
  return refusal ? { kind: 'refused', message: refusal } : { kind: 'fixed', after, titles };
}

function refusalOf({ path, file }: AnalyzedFile): string | null {
  if (path === STANDARD_INPUT || path === '<stdin>') return 'standard input cannot be fixed';
  if (/\.keras$/i.test(path)) return `${path} is an archive, so it is not changed`;
  return file.isExact ? null : `${path} is not written in UTF-8, so it is not changed`;
}

function firstStep(file: AnalyzedFile, seen: ReadonlySet<string>): { fix: Fix; after: AnalyzedFile } | null {
  for (const problem of problemsOf(file.analysis)) {
    const fix = fixesFor(file.analysis, problem).find(({ preferred }) => preferred);
    const after = fix && applied(file, fix);
    if (after && !seen.has(after.file.text)) return { fix, after };
  }
  return null;
}

/** Null if the fix cannot be written into the file. */
function applied(before: AnalyzedFile, { edits }: Fix): AnalyzedFile | null {
  const { file, notebook, analysis, path } = before;
  const own = notebook ? notebookEdits(file.text, notebook, analysis.pieces, edits) : edits;
  if (!own) return null;
  const text = applyEdits(file.text, own);
  const changed = notebook ? notebookFile(text) : null;
  if (notebook && !changed) return null;
  const source: Source = changed?.source ?? { kind: 'file', languageId: analysis.source.languageId, text };
  const next = analyze(source, analysis.host);
  return next && { path, file: { ...file, text }, notebook: changed, analysis: next };
}
