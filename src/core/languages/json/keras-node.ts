/** One entry of `inbound_nodes`, in the form of Keras 2 or of Keras 3, as the arguments of a call. */
import type { Argument, Expr } from '../../lang/program';
import { list, unreadable } from './nodes';
import { get, getArray, getObject, getString, type Json, type JsonArray, type JsonObject } from './tree';
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
  /** The JSON of a named argument, for those that are not values of the core. */
  readonly raw: (name: string) => Json | null;
}

export function lowerNode(node: Json, resolve: Resolve): NodeCall {
  if (node.type === 'object' && (get(node, 'args') || get(node, 'kwargs'))) return lowerKeras3(node, resolve);
  return lowerKeras2(node, resolve);
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
    names: keywordArguments([kwargs], (value, key) => lowerValue(value, lowerObject, key)),
    raw: (name) => get(kwargs, name),
  };
}

/** `[["conv2d", 0, 0, {}], …]`: one argument that is a tensor, a list or a dictionary of them; keywords stand with the tensors. */
function lowerKeras2(node: Json, resolve: Resolve): NodeCall {
  const keywords: JsonObject[] = [];
  const lowerTensors = (json: Json, unwrap: boolean): Expr => {
    const leaf = parseReference(json);
    if (leaf) {
      const last = (json as JsonArray).items[3];
      if (last?.type === 'object') keywords.push(last);
      return leaf.layer === constantMark ? lowerValue((json as JsonArray).items[2]!) : resolve(leaf);
    }
    const constant = lowerConstant(json);
    if (constant) return constant;
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
  const lowerKeyword = (json: Json): Expr => {
    const reference = parseReference(json);
    if (reference && json.type === 'array' && json.items.length === 3) return resolve(reference);
    const constant = lowerConstant(json);
    if (constant) return constant;
    return json.type === 'array' ? list(json.items.map(lowerKeyword), json.span) : lowerValue(json);
  };
  const tensors = lowerTensors(node, true);
  return {
    positions: [tensors],
    names: keywordArguments(keywords, (value) => lowerKeyword(value)),
    raw: (name) => keywords.map((keyword) => get(keyword, name)).find((value) => value !== null) ?? null,
  };
}

const constantMark = '_CONSTANT_VALUE';

/** `["_CONSTANT_VALUE", -1, 2.5, {}]`: a number among the tensors. */
function lowerConstant(json: Json): Expr | null {
  if (json.type !== 'array' || json.items[0]?.type !== 'string' || json.items[0].value !== constantMark) return null;
  const value = json.items[2];
  return value ? lowerValue(value) : null;
}

/** Keywords that are null are left to their defaults, and whether training takes place changes no shape. */
function keywordArguments(
  sources: readonly (JsonObject | null)[],
  lower: (value: Json, key: string) => Expr,
): Argument[] {
  const args: Argument[] = [];
  for (const source of sources) {
    for (const property of source?.properties ?? []) {
      const { name, value } = property;
      if (!value || value.type === 'null' || name === 'training' || name === 'slice_spec') continue;
      args.push(argument(property, name, lower(value, name)));
    }
  }
  return args;
}
