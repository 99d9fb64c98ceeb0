/** The entries of `layers`: each makes a layer and applies it to the one before, or to what `from` names. */
import type { Argument, Expr } from '../../../lang/program';
import type { Span } from '../../../text/span';
import type { Lowering } from '../lowering';
import { toSnakeCase } from '../names';
import { call, catalogued, list, name, named, positional, unreadable } from '../nodes';
import {
  get,
  getString,
  type Json,
  type JsonArray,
  type JsonObject,
  type JsonProperty,
  type JsonString,
  property,
} from '../tree';
import { argument, lowerPropertyValue, lowerSerialized, type ObjectLowering } from '../values';
import { type SpecScope, tensorNamed } from './spec-model';

/** Emits the layers and gives the output of the last. */
export function lowerEntries(layers: JsonArray | null, first: Expr, scope: SpecScope, lowering: Lowering): Expr {
  let previous = first;
  for (const entry of layers?.items ?? []) previous = lowerEntry(entry, previous, scope, lowering);
  return previous;
}

/** `"Flatten"`, `{"layer": "Conv2D", …}` or `{"use": "a layer or model from before"}`. */
function lowerEntry(entry: Json, previous: Expr, scope: SpecScope, lowering: Lowering): Expr {
  const made = lowerMaker(entry, scope, lowering);
  if (!made) return unreadable('the layer before is not typed in full', entry.span);
  const title = getString(entry, 'name')?.value || null;
  const word = lowering.variable(scope.prefix + (title ?? made.word));
  const layer = made.layer.kind === 'name' ? made.layer : lowering.bind(word, made.span, made.layer);
  if (title !== null && scope.makers.has(title) && made.layer.kind !== 'name')
    lowering.problem(`two layers are named "${title}"`, getString(entry, 'name')!.span);
  if (title !== null && made.layer.kind !== 'name') scope.makers.set(title, layer);
  const applied = call(layer, lowerFrom(entry, previous, scope, lowering), entry.span);
  const output = `${word}:out`;
  lowering.bind(output, made.span, applied);
  if (title !== null) scope.tensors.set(title, name(output, entry.span));
  return name(output, entry.span);
}

interface Maker {
  readonly layer: Expr;
  /** What the variable is named after where the layer has no name. */
  readonly word: string;
  readonly span: Span;
}

/** Null if the entry does not say what it is; that is reported. */
function lowerMaker(entry: Json, scope: SpecScope, lowering: Lowering): Maker | null {
  if (entry.type === 'string') {
    return {
      layer: call(catalogued(entry.value, entry.span), [], entry.span),
      word: entry.value,
      span: entry.span,
    };
  }
  if (entry.type !== 'object') {
    lowering.problem('a layer is the name of its class, or an object with "layer" in it', entry.span);
    return null;
  }
  const className = getString(entry, 'layer');
  const use = getString(entry, 'use');
  if (className)
    return { layer: layerCall(entry, className, scope, lowering), word: className.value, span: className.span };
  if (use) return { layer: maker(use, scope, lowering), word: use.value, span: use.span };
  const wrong = get(entry, 'layer') ?? get(entry, 'use');
  lowering.problem(
    wrong ? 'this must be a name' : 'a layer needs "layer" with the name of its class, such as "Conv2D", or "use"',
    (wrong ?? entry).span,
  );
  return null;
}

function maker(use: JsonString, scope: SpecScope, lowering: Lowering): Expr {
  const found = scope.makers.get(use.value);
  if (!found) return lowering.broken(`there is no layer or model named "${use.value}" before this place`, use.span);
  return found.kind === 'name' ? name(found.name, use.span) : found;
}

/** Keys of an entry that are not arguments of its layer; the empty one is not typed yet. */
const ownKeys: ReadonlySet<string> = new Set(['layer', 'use', 'from', '$comment', '']);

function layerCall(entry: JsonObject, className: JsonString, scope: SpecScope, lowering: Lowering): Expr {
  const lowerObject: ObjectLowering = (object, key) => {
    const inner = getString(object, 'layer');
    if (inner) return layerCall(object, inner, scope, lowering);
    const use = getString(object, 'use');
    return use ? maker(use, scope, lowering) : lowerSerialized(object, toSnakeCase(key), lowerObject);
  };
  const args = entry.properties
    .filter(({ name }) => !ownKeys.has(name))
    .map((given) => argument(given, argumentName(given), lowerPropertyValue(given, lowerObject)));
  return call(catalogued(className.value, className.span), args, entry.span);
}

/** `wraps` is the argument `layer` of a wrapper, since `layer` names the class. */
function argumentName({ name }: JsonProperty): string {
  return name === 'wraps' ? 'layer' : toSnakeCase(name);
}

/** The tensors of a call: the output before, one by name, a list of them, or arguments of the call by name. */
function lowerFrom(entry: Json, previous: Expr, scope: SpecScope, lowering: Lowering): Argument[] {
  const from = entry.type === 'object' ? property(entry, 'from')?.value : null;
  if (!from) return [positional(previous.kind === 'name' ? name(previous.name, entry.span) : previous)];
  if (from.type === 'array')
    return [
      positional(
        list(
          from.items.map((item) => tensorNamed(item, scope, lowering)),
          from.span,
        ),
      ),
    ];
  if (from.type !== 'object') return [positional(tensorNamed(from, scope, lowering))];
  return from.properties.map((given) =>
    named(
      toSnakeCase(given.name),
      given.value ? tensorNamed(given.value, scope, lowering) : unreadable('no name is typed yet', given.span),
      given.nameSpan,
      given.span,
    ),
  );
}
