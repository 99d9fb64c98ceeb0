/** Writes a new layer before another: around an input, into a list, or as a line of `add`. */
import type { SyntaxNode } from '@lezer/common';
import type { ApplicationSite, EditValue } from '../../../lang/edit';
import type { CallExpr } from '../../../lang/program';
import type { TextEdit } from '../../../text/edit';
import { span } from '../../../text/span';
import { factoryName } from './factory-name';
import type { Source } from './source';
import { objectText } from './values';

export function insertLayer(
  site: ApplicationSite,
  className: string,
  args: Readonly<Record<string, EditValue>>,
  source: Source,
): TextEdit[] | null {
  switch (site.kind) {
    case 'call': {
      const { start, end } = site.input.span;
      const layer = layerText(className, args, start, source);
      return [
        { span: span(start, start), text: `${layer}.apply(` },
        { span: span(end, end), text: ')' },
      ];
    }
    case 'element': {
      const { start } = site.layer.span;
      const layer = layerText(className, args, start, source);
      const separator = source.startsLine(start) ? source.newline + source.indentAt(start) : ' ';
      return [{ span: span(start, start), text: `${layer},${separator}` }];
    }
    case 'add':
      return insertAdd(site.call, layerText(className, args, site.span.start, source), source);
  }
}

/** A line of its own before the line of the other `add`; null where that is not a statement in a list of statements. */
function insertAdd(call: CallExpr, layer: string, source: Source): TextEdit[] | null {
  const statement = statementAt(call, source);
  if (!statement || call.callee.kind !== 'attribute') return null;
  const model = source.slice(call.callee.object.span);
  const end = source.text[statement.to - 1] === ';' ? ';' : '';
  const start = statement.from + source.base;
  const separator = source.startsLine(start) ? source.newline + source.indentAt(start) : end === ';' ? ' ' : null;
  if (separator === null) return null;
  return [{ span: span(start, start), text: `${model}.add(${layer})${end}${separator}` }];
}

function statementAt(call: CallExpr, source: Source): SyntaxNode | null {
  const from = call.span.start - source.base;
  let node: SyntaxNode | null = source.tree.resolveInner(from, 1);
  while (node && node.name !== 'ExpressionStatement') node = node.parent;
  if (!node || node.from !== from) return null;
  const parent = node.parent?.name;
  return parent === 'Block' || parent === 'Script' || parent === 'SwitchBody' ? node : null;
}

function layerText(className: string, args: Readonly<Record<string, EditValue>>, near: number, source: Source): string {
  // TensorFlow.js fails to make these of no object at all.
  const settings = objectText(args, source.quote) || (/Pooling|UpSampling/.test(className) ? '{}' : '');
  return `${namespaceNear(near - source.base, source)}.${factoryName(className)}(${settings})`;
}

/** How the program calls the layers of TensorFlow.js: as the nearest layer does, or by the name of the import. */
function namespaceNear(at: number, source: Source): string {
  let nearest: { readonly text: string; readonly distance: number } | null = null;
  source.tree.iterate({
    enter: ({ name, node }) => {
      if (name !== 'CallExpression') return;
      const object = node.firstChild?.name === 'MemberExpression' ? node.firstChild.firstChild : null;
      const text = object ? source.text.slice(object.from, object.to) : '';
      const distance = Math.abs(node.from - at);
      if (/(^|\.)layers$/.test(text) && (!nearest || distance < nearest.distance)) nearest = { text, distance };
    },
  });
  return (nearest as { readonly text: string } | null)?.text ?? `${importedName(source)}.layers`;
}

function importedName({ text }: Source): string {
  const found =
    /import\s+\*\s+as\s+([\w$]+)\s+from\s+['"]@tensorflow\/tfjs/.exec(text) ??
    /([\w$]+)\s*=\s*require\(\s*['"]@tensorflow\/tfjs/.exec(text);
  return found?.[1] ?? 'tf';
}
