/** Core edits as edits of JSON text, in the way the text around them is laid out. */
import type { EditValue, ProgramEdit } from '../../lang/edit';
import type { Argument, CallExpr, Expr } from '../../lang/program';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';
import { findProperty, findValue } from './find';
import { recognise } from './formats';
import { toCamelCase } from './names';
import { readJson } from './read-json';
import { insertLayer } from './render-layer';
import type { Json, JsonProperty } from './tree';
import { propertyAfter, type RenderTarget, spell, toJson, withoutProperty } from './write';

export function render(edit: ProgramEdit, text: string, base: number): readonly TextEdit[] | null {
  const { root } = readJson(text, base);
  if (!root) return null;
  const format = recognise(root);
  const target: RenderTarget = {
    text,
    base,
    root,
    isSpec: format?.kind !== 'keras',
    isTfjs: format?.kind === 'keras' && format.framework === 'tfjs',
  };
  switch (edit.kind) {
    case 'replace-value':
      return replaceValue(target, edit.target, edit.value);
    case 'add-argument':
      return addArgument(target, edit.call, edit.name, edit.value);
    case 'remove-argument':
      return removeArgument(target, edit.argument);
    case 'rename-argument':
      return renameArgument(target, edit.argument, edit.name);
    case 'rename': {
      const isString = text.startsWith('"', edit.span.start - base);
      return [{ span: edit.span, text: isString ? JSON.stringify(edit.name) : edit.name }];
    }
    case 'insert-layer':
      return insertLayer(target, edit.before, edit.className, edit.args);
  }
}

/** Only where the value itself stands in the text; values that lowering made up share the span of something else. */
function replaceValue(target: RenderTarget, expr: Expr, value: EditValue): TextEdit[] | null {
  const found = findValue(target.root, expr.span);
  return found && isSame(found, expr) ? [{ span: found.span, text: toJson(target, value) }] : null;
}

function isSame(json: Json, expr: Expr): boolean {
  switch (expr.kind) {
    case 'string':
      return json.type === 'string' && (json.value === expr.value || toCamelCase(json.value) === expr.value);
    case 'number':
    case 'boolean':
      return json.type === expr.kind && json.value === expr.value;
    case 'none':
      return json.type === 'null';
    case 'sequence':
      return json.type === 'array' && json.items.length === expr.items.length;
    default:
      return false;
  }
}

function addArgument(target: RenderTarget, call: CallExpr, name: string, value: EditValue): TextEdit[] | null {
  const holder = findValue(target.root, call.argsSpan);
  const key = spell(target, name);
  if (holder?.type === 'string' && target.isSpec) {
    return [
      {
        span: holder.span,
        text: `{ "layer": ${JSON.stringify(holder.value)}, ${JSON.stringify(key)}: ${toJson(target, value)} }`,
      },
    ];
  }
  if (holder?.type !== 'object' || holder.properties.some((property) => property.name === key)) return null;
  return propertyAfter(target, holder, key, toJson(target, value));
}

function removeArgument(target: RenderTarget, argument: Argument): TextEdit[] | null {
  const found = propertyOf(target, argument);
  return found ? [withoutProperty(target, found.property, found.siblings)] : null;
}

function renameArgument(target: RenderTarget, argument: Argument, name: string): TextEdit[] | null {
  const found = propertyOf(target, argument);
  return found ? [{ span: found.property.nameSpan, text: JSON.stringify(spell(target, name)).slice(1, -1) }] : null;
}

function propertyOf(
  { root }: RenderTarget,
  { span, nameSpan }: { readonly span: Span; readonly nameSpan: Span | null },
) {
  const found: { readonly property: JsonProperty; readonly siblings: readonly JsonProperty[] } | null = findProperty(
    root,
    span,
  );
  return found && nameSpan && found.property.nameSpan.start === nameSpan.start ? found : null;
}
