/** Puts a new layer in front of another in the JSON of a sequence of layers. */
import type { ApplicationSite, EditValue } from '../../lang/edit';
import type { TextEdit } from '../../text/edit';
import { findLayer } from './find';
import { isKerasModel } from './formats';
import { isSequential } from './keras-parts';
import { getString, type Json, type JsonArray, type JsonObject, property } from './tree';
import { type RenderTarget, spell, toJson, whitespaceBefore, withoutProperty } from './write';

type Args = Readonly<Record<string, EditValue>>;

/** Null where the graph is written out as references (functional models of Keras): more than one place would change. */
export function insertLayer(
  target: RenderTarget,
  site: ApplicationSite,
  className: string,
  args: Args,
): TextEdit[] | null {
  if (site.kind === 'add') return null;
  const found = findLayer(target.root, site.kind === 'element' ? site.layer.span : site.input.span);
  if (!found) return null;
  return target.isSpec
    ? insertInSpec(target, found.layer, className, args)
    : insertInSequential(target, found.layers, found.layer, className, args);
}

/** An entry that says from where it takes its input hands that over to the new one. */
function insertInSpec(target: RenderTarget, layer: Json, className: string, args: Args): TextEdit[] | null {
  const from = layer.type === 'object' ? property(layer, 'from') : null;
  if (from && from.value?.type !== 'string') return null;
  const entries = Object.entries(args).map(
    ([name, value]) => `${JSON.stringify(spell(target, name))}: ${toJson(target, value)}`,
  );
  if (from?.value) entries.push(`"from": ${JSON.stringify(getString(layer, 'from')!.value)}`);
  const written =
    entries.length === 0
      ? JSON.stringify(className)
      : `{ "layer": ${JSON.stringify(className)}, ${entries.join(', ')} }`;
  const handedOver = from ? [withoutProperty(target, from, (layer as JsonObject).properties)] : [];
  return [before(target, layer, written), ...handedOver];
}

function insertInSequential(
  target: RenderTarget,
  layers: JsonArray,
  layer: Json,
  className: string,
  args: Args,
): TextEdit[] | null {
  if (!isInSequential(target.root, layers)) return null;
  const config = Object.entries(args).map(([name, value]) => `${JSON.stringify(name)}: ${toJson(target, value)}`);
  const head = layer.type === 'object' && getString(layer, 'module') ? '"module": "keras.layers", ' : '';
  const tail = head ? ', "registered_name": null' : '';
  return [
    before(
      target,
      layer,
      `{${head}"class_name": ${JSON.stringify(className)}, "config": {${config.join(', ')}}${tail}}`,
    ),
  ];
}

function isInSequential(root: Json, layers: JsonArray): boolean {
  const holds = (json: Json | null): boolean => {
    if (json?.type === 'array') return json.items.some(holds);
    if (json?.type !== 'object') return false;
    if (isKerasModel(json) && isSequential(json)) {
      const config = property(json, 'config')?.value;
      if (config === layers || (config?.type === 'object' && property(config, 'layers')?.value === layers)) return true;
    }
    return json.properties.some(({ value }) => holds(value));
  };
  return holds(root);
}

/** Written on a line of its own where the element stands on one. */
function before({ text, base }: RenderTarget, element: Json, written: string): TextEdit {
  const { start } = element.span;
  const gap = whitespaceBefore(text, start - base);
  return { span: { start, end: start }, text: `${written},${gap.includes('\n') ? gap : ' '}` };
}
