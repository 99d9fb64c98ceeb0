/** One entry of `inbound_nodes`, in the form of Keras 2 or of Keras 3, as the arguments of a call. */
import type { Argument, Expr } from '../../lang/program';
import { list, unreadable } from './nodes';
import { get, getArray, getObject, getString, type Json, type JsonObject } from './tree';
import { argument, lowerSerialized, lowerValue, type ObjectLowering } from './values';

/** A tensor of the graph: which layer gave it, in which of its calls, and which of its outputs it is. */
export interface Reference {
  readonly layer: string;
  readonly call: number;
  readonly output: number;
  readonly span: Expr['span'];
}
export type Resolve = (reference: Reference) => Expr;

export interface NodeCall {
  readonly positions: readonly Expr[];
  readonly names: readonly Argument[];
}

/** `unwraps`: a list of one tensor in the form of Keras 2 is that tensor. */
export function lowerNode(node: Json, unwraps: boolean, resolve: Resolve): NodeCall {
  if (node.type === 'object' && (get(node, 'args') || get(node, 'kwargs'))) return lowerKeras3(node, resolve);
  return lowerKeras2(node, unwraps, resolve);
}

/** `["conv2d", 0, 0]`, with or without the keywords that Keras 2 puts fourth. */
function parseReference(json: Json): Reference | null {
  if (json.type !== 'array' || json.items.length < 3 || json.items.length > 4) return null;
  const [layer, at, output] = json.items;
  if (layer?.type !== 'string' || at?.type !== 'number' || output?.type !== 'number') return null;
  return { layer: layer.value, call: at.value, output: output.value, span: json.span };
}

/** `input_layers` and `output_layers`: one reference, a list, or a dictionary, in the order in which Keras flattens them. */
export function flattenReferences(json: Json): {
  readonly references: readonly Reference[];
  readonly wrong: readonly Json[];
} {
  const references: Reference[] = [];
  const wrong: Json[] = [];
  const visit = (value: Json): void => {
    const reference = parseReference(value);
    if (reference) references.push(reference);
    else if (value.type === 'array') value.items.forEach(visit);
    else if (value.type === 'object') for (const entry of sorted(value)) visit(entry);
    else wrong.push(value);
  };
  visit(json);
  return { references, wrong };
}

function sorted(object: JsonObject): Json[] {
  const properties = [...object.properties].sort((a, b) => (a.name < b.name ? -1 : 1));
  return properties.map(({ value }) => value).filter((value) => value !== null);
}

/** `{args: [tensor, …], kwargs: {…}}`, tensors being `__keras_tensor__` objects. */
function lowerKeras3(node: JsonObject, resolve: Resolve): NodeCall {
  const lowerObject: ObjectLowering = (object, key) => {
    const config = getObject(object, 'config');
    switch (getString(object, 'class_name')?.value) {
      case '__keras_tensor__': {
        const history = getArray(config, 'keras_history');
        const reference = history && parseReference(history);
        return reference
          ? resolve({ ...reference, span: object.span })
          : unreadable('the tensor does not say which layer gave it', object.span);
      }
      case '__slice__': {
        const part = (name: string): Expr | null => {
          const value = get(config, name);
          return value && value.type !== 'null' ? lowerValue(value, lowerObject) : null;
        };
        return { kind: 'slice', lower: part('start'), upper: part('stop'), step: part('step'), span: object.span };
      }
      case '__ellipsis__':
        return { kind: 'ellipsis', span: object.span };
      default:
        return lowerSerialized(object, key, lowerObject);
    }
  };
  const kwargs = getObject(node, 'kwargs');
  return {
    positions: (getArray(node, 'args')?.items ?? []).map((item) => lowerValue(item, lowerObject)),
    names: keywordArguments(kwargs, (value, key) => lowerValue(value, lowerObject, key)),
  };
}

/**
 * `[["conv2d", 0, 0, {}], …]`: one argument that is a tensor, a list or a dictionary of them; the keywords stand with each tensor.
 * A function of TensorFlow has no list around a tensor that stands alone.
 */
function lowerKeras2(node: Json, unwraps: boolean, resolve: Resolve): NodeCall {
  let keywords: JsonObject | null = null;
  const lowerTensors = (json: Json, unwrap: boolean): Expr => {
    const leaf = leafOf(json);
    if (leaf) {
      if (leaf.keywords) keywords = leaf.keywords;
      return leaf.constant ? lowerValue(leaf.constant) : resolve(parseReference(json)!);
    }
    if (json.type === 'array') {
      if (unwrap && json.items.length === 1) return lowerTensors(json.items[0]!, false);
      return list(
        json.items.map((item) => lowerTensors(item, false)),
        json.span,
      );
    }
    if (json.type === 'object') {
      const entries = json.properties.map(({ name, nameSpan, value, span }) => ({
        key: { kind: 'string', value: name, span: nameSpan } as const,
        value: value ? lowerTensors(value, false) : unreadable(`"${name}" has no value yet`, span),
        span,
      }));
      return { kind: 'mapping', entries, span: json.span };
    }
    return unreadable('the input is not a reference to a layer', json.span);
  };
  const lower = (json: Json): Expr => {
    const leaf = leafOf(json);
    if (leaf) return leaf.constant ? lowerValue(leaf.constant) : resolve(parseReference(json)!);
    if (json.type === 'array') return list(json.items.map(lower), json.span);
    return (json.type === 'object' && lowerSlice(json, lower)) || lowerValue(json);
  };
  const tensors = lowerTensors(node, unwraps);
  return {
    positions: [tensors],
    names: keywordArguments(keywords, lower),
  };
}

/** `{start: null, stop: 3, step: null}` and `...` in the index of a slice; null for other objects. */
function lowerSlice(json: JsonObject, lower: (json: Json) => Expr): Expr | null {
  const { span } = json;
  if (getString(json, 'class_name')?.value === '__ellipsis__') return { kind: 'ellipsis', span };
  if (!['start', 'stop', 'step'].every((name) => get(json, name))) return null;
  const part = (name: string): Expr | null => {
    const value = get(json, name)!;
    return value.type === 'null' ? null : lower(value);
  };
  return { kind: 'slice', lower: part('start'), upper: part('stop'), step: part('step'), span };
}

/** A tensor, or `["_CONSTANT_VALUE", -1, 2.5, {}]`: a constant among the tensors. */
function leafOf(json: Json): { readonly constant: Json | null; readonly keywords: JsonObject | null } | null {
  if (json.type !== 'array' || json.items.length < 3 || json.items.length > 4) return null;
  const [first, , value, last] = json.items;
  const keywords = last?.type === 'object' ? last : null;
  if (first?.type === 'string' && first.value === '_CONSTANT_VALUE') return { constant: value!, keywords };
  return parseReference(json) ? { constant: null, keywords } : null;
}

/** Keywords that are null are left to their defaults, and whether training takes place changes no shape. */
function keywordArguments(source: JsonObject | null, lower: (value: Json, key: string) => Expr): Argument[] {
  const args: Argument[] = [];
  for (const property of source?.properties ?? []) {
    const { name, value } = property;
    if (!value || value.type === 'null' || name === 'training') continue;
    args.push(argument(property, name, lower(value, name)));
  }
  return args;
}
