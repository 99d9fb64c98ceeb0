/** Writes a new layer before another: around its input, before it in a list, or as an `add` of its own. */
import type { ProgramEdit } from '../../../lang/edit';
import type { CallExpr, Expr, Program } from '../../../lang/program';
import type { TextEdit } from '../../../text/edit';
import type { Document } from './document';
import { findCall } from './find-call';
import { layerName } from './layer-name';
import { printValue, snakeCase } from './values';

type InsertLayer = Extract<ProgramEdit, { kind: 'insert-layer' }>;

export function insertLayer(edit: InsertLayer, program: Program, document: Document): readonly TextEdit[] | null {
  const { before } = edit;
  switch (before.kind) {
    case 'call': {
      const call = findCall(program, before.input);
      const { text, imports } = construction(edit, call?.callee ?? null, before.input, program, document);
      const { start, end } = before.input.span;
      return [...imports, { span: { start, end: start }, text: `${text}(` }, { span: { start: end, end }, text: ')' }];
    }
    case 'element': {
      const { start } = before.layer.span;
      // In brackets of its own the new element would become part of a tuple.
      if (document.lineBefore(start).trimEnd().endsWith('(')) return null;
      const { text, imports } = construction(edit, before.layer, before.layer, program, document);
      const indent = document.indentAt(start);
      const between = indent === null ? ' ' : document.lineEnd + indent;
      return [...imports, { span: { start, end: start }, text: `${text},${between}` }];
    }
    case 'add': {
      const { call } = before;
      const separator = separatorBefore(call, document);
      if (separator === null || call.callee.kind !== 'attribute') return null;
      const { text, imports } = construction(edit, call.args[0]?.value ?? null, call, program, document);
      const receiver = document.textOf(call.callee.span);
      const { start } = call.span;
      return [...imports, { span: { start, end: start }, text: `${receiver}(${text})${separator}` }];
    }
  }
}

/** What stands between two statements where the call is one: a line break, or a semicolon within a line. */
function separatorBefore(call: CallExpr, document: Document): string | null {
  const indent = document.indentAt(call.span.start);
  if (indent !== null) return document.lineEnd + indent;
  return /[;:]\s*$/.test(document.lineBefore(call.span.start)) ? '; ' : null;
}

function construction(
  edit: InsertLayer,
  neighbour: Expr | null,
  near: Expr,
  program: Program,
  document: Document,
): { readonly text: string; readonly imports: readonly TextEdit[] } {
  const { text, imports } = layerName(edit.className, neighbour, program, document);
  const quote = document.quoteNear(near.span);
  const args = Object.entries(edit.args).map(([name, value]) => `${snakeCase(name)}=${printValue(value, quote)}`);
  return { text: `${text}(${args.join(', ')})`, imports };
}
