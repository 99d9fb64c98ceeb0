/** What an editor asks at a place or of a document, answered from the views: hover, hints, lenses, completion, signature, outline. */
import {
  type CodeLens,
  type CompletionItem,
  CompletionItemKind,
  type DefinitionLink,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  InlayHintKind,
  MarkupKind,
  type Position,
  type Range,
  type SignatureHelp,
  SymbolKind,
} from 'vscode-languageserver';
import {
  completionsAt,
  definitionAt,
  hoverAt,
  inlayHints,
  modelLenses,
  type OutlineSymbol,
  outline,
  signatureAt,
  targetNote,
  toMarkdown,
  wordHoverAt,
  wordMarkdown,
} from '../core';
import type { Settings } from '../protocol/settings';
import { isIn, locate, type OpenSource, offsetOf } from './workspace';

export function hover(source: OpenSource, uri: string, position: Position, { hover }: Settings): Hover | null {
  const offset = offsetOf(source, uri, position);
  if (offset === null) return null;
  const word = wordHoverAt(source.analysis, offset);
  const layer = word ? null : hoverAt(source.analysis, offset);
  const found = word ?? layer;
  if (!found) return null;
  const note = word ? null : targetNote(source.analysis);
  const value = word ? wordMarkdown(word) : `${toMarkdown(layer!, hover.picture)}${note ? `\n\n*For ${note}.*` : ''}`;
  return {
    contents: { kind: MarkupKind.Markdown, value },
    ...(isIn(source, uri, found.span) ? { range: locate(source, found.span).range } : {}),
  };
}

export function hints(source: OpenSource, uri: string, range: Range, settings: Settings): InlayHint[] {
  const from = offsetOf(source, uri, range.start);
  const to = offsetOf(source, uri, range.end);
  if (from === null || to === null) return [];
  const { layers, arrays } = settings.inlayHints;
  return inlayHints(source.analysis)
    .filter(({ offset, kind }) => offset >= from && offset <= to && (kind === 'layer' ? layers : arrays))
    .map(({ offset, label, tooltip, kind }) => ({
      position: locate(source, { start: offset, end: offset }).range.start,
      label,
      kind: InlayHintKind.Type,
      paddingLeft: kind === 'layer',
      ...(tooltip ? { tooltip: `Not known because ${tooltip}` } : {}),
    }));
}

export function lenses(source: OpenSource, uri: string): CodeLens[] {
  return modelLenses(source.analysis)
    .filter(({ span }) => isIn(source, uri, span))
    .flatMap(({ span, title, index, complete }) => {
      const { range } = locate(source, span);
      const model = [{ uri, index }];
      return [
        { range, command: { title, command: 'convlint.showSummary', arguments: model } },
        ...(complete
          ? [{ range, command: { title: '$(play) Train', command: 'convlint.trainModel', arguments: model } }]
          : []),
      ];
    });
}

export function completions(source: OpenSource, uri: string, position: Position): CompletionItem[] {
  const offset = offsetOf(source, uri, position);
  if (offset === null) return [];
  return completionsAt(source.analysis, offset).map(({ kind, label, insert, span, detail, doc, needed, opens }, i) => ({
    label,
    labelDetails: { description: detail },
    kind: kind === 'argument' ? CompletionItemKind.Property : CompletionItemKind.EnumMember,
    detail: 'ConvLint',
    documentation: { kind: MarkupKind.Markdown, value: doc },
    textEdit: { range: locate(source, span).range, newText: insert },
    filterText: label,
    // In the order of the signature, what must be given first; before what others offer.
    sortText: `\u0020${needed ? 0 : 1}${String(i).padStart(3, '0')}`,
    // The words of an arg follow its name at once.
    ...(opens ? { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } } : {}),
  }));
}

export function signature(source: OpenSource, uri: string, position: Position): SignatureHelp | null {
  const offset = offsetOf(source, uri, position);
  const found = offset === null ? null : signatureAt(source.analysis, offset);
  if (!found) return null;
  return {
    signatures: [
      {
        label: found.label,
        documentation: found.summary,
        parameters: found.args.map(({ start, end, doc }) => ({ label: [start, end], documentation: doc })),
        activeParameter: found.active ?? found.args.length,
      },
    ],
    activeSignature: 0,
    activeParameter: found.active ?? found.args.length,
  };
}

export function definition(source: OpenSource, uri: string, position: Position): DefinitionLink[] | null {
  const offset = offsetOf(source, uri, position);
  const found = offset === null ? null : definitionAt(source.analysis, offset);
  if (!found) return null;
  const { uri: targetUri, range } = locate(source, found.target);
  return [
    {
      originSelectionRange: locate(source, found.span).range,
      targetUri,
      targetRange: range,
      targetSelectionRange: range,
    },
  ];
}

export function symbols(source: OpenSource, uri: string): DocumentSymbol[] {
  const toSymbol = ({ kind, name, detail, span, children }: OutlineSymbol): DocumentSymbol => {
    const inner = children.filter((child) => isIn(source, uri, child.span)).map(toSymbol);
    const selectionRange = locate(source, span).range;
    return {
      name: name || kind,
      detail,
      kind: kind === 'model' ? SymbolKind.Object : SymbolKind.Field,
      range: inner.reduce((range, child) => coverRanges(range, child.range), selectionRange),
      selectionRange,
      children: inner,
    };
  };
  return outline(source.analysis)
    .filter(({ span }) => isIn(source, uri, span))
    .map(toSymbol);
}

function coverRanges(a: Range, b: Range): Range {
  return { start: isBefore(b.start, a.start) ? b.start : a.start, end: isBefore(a.end, b.end) ? b.end : a.end };
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
