/** Writes core edits as Python. */
import type { ProgramEdit } from '../../../lang/edit';
import type { Argument, CallExpr } from '../../../lang/program';
import type { TextEdit } from '../../../text/edit';
import { parsePython } from '../parse';
import { Document } from './document';
import { insertLayer } from './insert-layer';
import { appendItem, removeItem } from './items';
import { printValue, snakeCase } from './values';

/** Null where the edit cannot be written there. */
export function renderEdit(edit: ProgramEdit, text: string, base: number): readonly TextEdit[] | null {
  const document = new Document(text, base);
  switch (edit.kind) {
    case 'replace-value': {
      const { span } = edit.target;
      const brackets = document.textOf(span).startsWith('[') ? 'list' : 'tuple';
      return [{ span, text: printValue(edit.value, document.quoteNear(span), brackets) }];
    }
    case 'add-argument': {
      const end = innerEnd(edit.call, document);
      if (end === null || edit.call.args.some(isBareGenerator)) return null;
      const written = `${snakeCase(edit.name)}=${printValue(edit.value, document.quoteNear(edit.call.span))}`;
      return [appendItem(written, spansOf(edit.call.args), end, document)];
    }
    case 'remove-argument': {
      const end = innerEnd(edit.call, document);
      return end === null ? null : [removeItem(edit.argument.span, spansOf(edit.call.args), end, document)];
    }
    case 'rename-argument': {
      const { nameSpan } = edit.argument;
      return nameSpan && [{ span: nameSpan, text: snakeCase(edit.name) }];
    }
    case 'rename':
      return [{ span: edit.span, text: edit.name }];
    case 'insert-layer':
      return insertLayer(edit, parsePython(text, base), document);
  }
}

/** The offset before the closing bracket; null where it is not written yet. */
function innerEnd(call: CallExpr, document: Document): number | null {
  const { end } = call.argsSpan;
  return document.slice(end - 1, end) === ')' ? end - 1 : null;
}

/** A generator that is the only argument has no brackets of its own and allows no second argument. */
function isBareGenerator({ value }: Argument): boolean {
  return value.kind === 'comprehension' && value.type === 'generator';
}

function spansOf(args: readonly Argument[]): Argument['span'][] {
  return args.map(({ span }) => span);
}
