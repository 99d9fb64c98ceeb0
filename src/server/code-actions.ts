/** From proven fixes to LSP code actions. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type TextEdit as LspEdit,
} from 'vscode-languageserver';
import { type Fix, fixesFor, type Problem, type SuppressingEdit, suppressingEdits } from '../core';
import type { Settings } from '../protocol/settings';
import { toDiagnostics } from './diagnostics';
import { isIn, locate, type OpenSource, offsetOf, type Workspace } from './workspace';

export function codeActions(
  workspace: Workspace,
  source: OpenSource,
  { textDocument, range }: CodeActionParams,
  settings: Settings,
): CodeAction[] {
  const start = offsetOf(source, textDocument.uri, range.start);
  const end = offsetOf(source, textDocument.uri, range.end);
  if (start === null || end === null) return [];
  const here = workspace
    .problems(source, settings)
    .filter(({ span }) => isIn(source, textDocument.uri, span) && span.start <= end && start <= span.end);
  return [
    ...here.flatMap((problem) =>
      fixesFor(source.analysis, problem, settings.rules).map((fix) => toCodeAction(source, fix)),
    ),
    ...here.flatMap((problem) =>
      suppressingEdits(source.analysis, problem, settings.rules).map((edit) => toSuppression(source, problem, edit)),
    ),
  ];
}

function toSuppression(source: OpenSource, problem: Problem, { title, edit }: SuppressingEdit): CodeAction {
  const { uri } = locate(source, problem.span);
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [...(toDiagnostics(source, [problem]).get(uri) ?? [])],
    edit: { changes: editsByDocument(source, [edit]) },
  };
}

function toCodeAction(source: OpenSource, fix: Fix): CodeAction {
  const { uri } = locate(source, fix.problem.span);
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    isPreferred: fix.preferred,
    diagnostics: [...(toDiagnostics(source, [fix.problem]).get(uri) ?? [])],
    edit: { changes: editsByDocument(source, fix.edits) },
  };
}

/** Edits by document. */
export function editsByDocument(source: OpenSource, textEdits: Fix['edits']): Record<string, LspEdit[]> {
  const changes: Record<string, LspEdit[]> = {};
  for (const { span, text } of textEdits) {
    const { uri, range } = locate(source, span);
    let edits = changes[uri];
    if (!edits) changes[uri] = edits = [];
    edits.push({ range, newText: text });
  }
  return changes;
}
