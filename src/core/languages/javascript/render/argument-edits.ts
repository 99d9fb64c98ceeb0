/** Arguments of TensorFlow.js are entries of an object literal: adding, removing and renaming them. */
import type { EditValue } from '../../../lang/edit';
import type { Argument, CallExpr, Expr, MappingExpr } from '../../../lang/program';
import type { TextEdit } from '../../../text/edit';
import { span } from '../../../text/span';
import type { Source } from './source';
import { camelCase, valueText } from './values';

export function addArgument(call: CallExpr, name: string, value: EditValue, source: Source): TextEdit[] | null {
  const entry = `${camelCase(name)}: ${valueText(value, source.quote)}`;
  const last = call.args.at(-1);
  const { argsSpan } = call;
  if (!last) {
    // `new Layer` has no brackets yet.
    if (argsSpan.start === argsSpan.end) return [{ span: argsSpan, text: `({${entry}})` }];
    return [{ span: span(argsSpan.start + 1, argsSpan.start + 1), text: `{${entry}}` }];
  }
  if (last.spread) return null;
  if (last.value.kind === 'mapping') return [addEntry(last.value, entry, source)];
  if (call.args.length > 1) return [{ span: span(last.span.end, last.span.end), text: `, {${entry}}` }];
  // A settings object from elsewhere is spread, so that only this call changes.
  return [{ span: last.span, text: `{...${source.slice(last.span)}, ${entry}}` }];
}

function addEntry({ entries, span: object }: MappingExpr, entry: string, source: Source): TextEdit {
  const last = entries.at(-1);
  if (!last) return { span: object, text: `{${entry}}` };
  const { end } = last.span;
  const separator = source.startsLine(last.span.start) ? `,${source.newline}${source.indentAt(last.span.start)}` : ', ';
  return { span: span(end, end), text: separator + entry };
}

export function removeArgument(call: CallExpr, argument: Argument): TextEdit[] | null {
  for (const { value } of call.args) {
    if (value.kind !== 'mapping') continue;
    const at = value.entries.findIndex(
      (entry) => entry.span.start === argument.span.start && entry.span.end === argument.span.end,
    );
    if (at < 0) continue;
    const { entries } = value;
    const next = entries[at + 1];
    const previous = entries[at - 1];
    if (next) return [{ span: span(argument.span.start, next.span.start), text: '' }];
    if (previous) return [{ span: span(previous.span.end, argument.span.end), text: '' }];
    return [{ span: value.span, text: '{}' }];
  }
  return null;
}

export function renameArgument(argument: Argument, name: string, source: Source): TextEdit[] | null {
  const { nameSpan } = argument;
  if (!nameSpan) return null;
  const text = camelCase(name);
  // `{padding}` becomes `{mode: padding}`.
  if (nameSpan.end === argument.span.end) return [{ span: span(nameSpan.start, nameSpan.start), text: `${text}: ` }];
  const quote = /^['"]/.exec(source.slice(nameSpan))?.[0] ?? '';
  return [{ span: nameSpan, text: quote + text + quote }];
}

/** Writes a value where an expression stands; `{padding}` becomes `{padding: 'same'}`. */
export function replaceValue(target: Expr, value: EditValue, source: Source): TextEdit[] {
  const text = valueText(value, source.quote);
  if (target.kind === 'name') {
    const node = source.tree.resolveInner(target.span.start - source.base, 1);
    if (node.name === 'PropertyDefinition' && node.parent?.name === 'Property') {
      return [{ span: target.span, text: `${target.name}: ${text}` }];
    }
  }
  return [{ span: target.span, text }];
}
