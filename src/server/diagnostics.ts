/** From problems to LSP diagnostics, per document, with the chain of causes. */
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Problem, Severity } from '../core';
import { locate, type OpenSource } from './workspace';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The diagnostics of each document of a source; a document without problems has an empty list. */
export function toDiagnostics(
  source: OpenSource,
  problems: readonly Problem[],
): ReadonlyMap<string, readonly Diagnostic[]> {
  const byDocument = new Map<string, Diagnostic[]>(source.documents.map(({ uri }) => [uri, []]));
  for (const problem of problems) {
    const { uri, range } = locate(source, problem.span);
    byDocument.get(uri)?.push({
      range,
      severity: severities[problem.severity],
      source: 'ConvLint',
      code: problem.rule,
      message: problem.message,
      relatedInformation: (problem.related ?? []).map(({ span, message }) => ({
        location: locate(source, span),
        message,
      })),
    });
  }
  return byDocument;
}
