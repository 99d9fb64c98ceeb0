/** The layers of a serialised functional model with their calls, as the file states them; nothing is lowered here. */
import type { Expr } from '../../lang/program';
import { isKerasModel } from './formats';
import { flattenReferences, lowerNode, type Reference } from './keras-node';
import { type Operation, operationOf } from './keras-operation';
import { inside, isInputLayer, isSequential, layerName, layersOf, startsWithInput } from './keras-parts';
import type { Lowering } from './lowering';
import { get, getArray, getObject, isTrue, type Json, type JsonObject } from './tree';
import { spanOfClass } from './values';

/** A layer of the graph with its calls. */
export interface Entry {
  readonly name: string;
  readonly variable: string;
  readonly json: JsonObject;
  readonly nodes: readonly GraphNode[];
  /** What its calls give is a list. */
  many: boolean;
  /** Keys of the outputs where they are a dictionary, in the order in which they are counted. */
  readonly outputKeys: readonly string[] | null;
  /** The number of its first call where nodes refer to it, and where the ends of the model do: 1 where its own graph counts as a call. */
  readonly firstCall: { node: number; end: number };
  /** Null for layers. */
  readonly operation: Operation | null;
  /** The layer itself, once it is made. */
  layer: Expr | null;
}

/** One call of a layer. */
export interface GraphNode {
  readonly entry: Entry;
  readonly at: number;
  /** Null for the node of an input layer. */
  readonly json: Json | null;
  /** What its result is bound to. */
  readonly variable: string;
  readonly references: readonly Reference[];
}

/** Reads the layers by name; what cannot be read is reported and left out. */
export function readGraph(model: JsonObject, path: string, lowering: Lowering): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const json of layersOf(model)?.items ?? []) {
    const name = json.type === 'object' ? layerName(json) : null;
    if (json.type !== 'object') lowering.problem('a layer must be an object', json.span);
    else if (name === null) lowering.problem('a layer of a functional model needs a "name"', json.span);
    else if (entries.has(name)) lowering.problem(`two layers are named "${name}"`, spanOfClass(json));
    else entries.set(name, readEntry(json, name, lowering.variable(inside(path, name)), lowering));
  }
  countCalls(model, entries);
  return entries;
}

function readEntry(json: JsonObject, name: string, variable: string, lowering: Lowering): Entry {
  const inbound = get(json, 'inbound_nodes');
  if (inbound && inbound.type !== 'array') lowering.problem('"inbound_nodes" must be an array', inbound.span);
  const nodes: GraphNode[] = [];
  const operation = operationOf(json, name);
  const many = operation !== null || givesSeveral(json);
  const entry: Entry = {
    name,
    variable,
    json,
    nodes,
    many,
    outputKeys: outputKeysOf(json),
    firstCall: { node: 0, end: 0 },
    operation,
    layer: null,
  };
  const calls: readonly (Json | null)[] = isInputLayer(json) ? [null] : inbound?.type === 'array' ? inbound.items : [];
  for (const [at, call] of calls.entries()) {
    const references = call ? referencesOf(call, entry.operation === null) : [];
    nodes.push({ entry, at, json: call, variable: `${variable}:${at}`, references });
  }
  return entry;
}

/** What the references to a layer tell of it: whether it gives several tensors, and from which number its calls count. */
function countCalls(model: JsonObject, entries: ReadonlyMap<string, Entry>): void {
  const ends = ['input_layers', 'output_layers'].flatMap((key) => {
    const json = get(get(model, 'config'), key);
    return json ? flattenReferences(json).references : [];
  });
  const inner = [...entries.values()].flatMap((entry) => entry.nodes.flatMap((node) => node.references));
  for (const [from, references] of [
    ['node', inner],
    ['end', ends],
  ] as const) {
    const calls = new Map<Entry, number[]>();
    for (const { layer, call: at, output } of references) {
      const entry = entries.get(layer);
      if (!entry) continue;
      if (output > 0) entry.many = true;
      calls.set(entry, [...(calls.get(entry) ?? []), at]);
    }
    for (const [entry, numbers] of calls) {
      if (!isKerasModel(entry.json) || Math.min(...numbers) === 0) continue;
      if (countsItself(entry, from) || Math.max(...numbers) >= entry.nodes.length) entry.firstCall[from] = 1;
    }
  }
}

/**
 * The rule of Keras where the references fit both ways of counting: Keras 3 counts the calls of a model from 1 only at the
 * ends, and those of a Sequential nowhere.
 */
function countsItself({ json, nodes }: Entry, from: 'node' | 'end'): boolean {
  const isKeras3 = nodes[0]?.json?.type === 'object';
  if (isSequential(json)) return !isKeras3 && startsWithInput(layersOf(json));
  return !isKeras3 || from === 'end';
}

function referencesOf(node: Json, unwraps: boolean): Reference[] {
  const references: Reference[] = [];
  lowerNode(node, unwraps, (reference) => {
    references.push(reference);
    return { kind: 'none', span: reference.span };
  });
  return references;
}

/** Recurrent layers with their states, attention with its scores, nested models with several outputs. */
function givesSeveral(json: JsonObject): boolean {
  if (isKerasModel(json)) return outputCount(json) > 1;
  const config = getObject(json, 'config');
  const wrapped = getObject(getObject(config, 'layer'), 'config');
  if (isTrue(get(config, 'return_state')) || isTrue(get(wrapped, 'return_state'))) return true;
  const keywords = getArray(json, 'inbound_nodes')?.items.map((node) => getObject(node, 'kwargs')) ?? [];
  return keywords.some((keyword) => isTrue(get(keyword, 'return_attention_scores')));
}

function outputCount(model: JsonObject): number {
  const json = get(get(model, 'config'), 'output_layers');
  return json ? flattenReferences(json).references.length : 1;
}

function outputKeysOf(json: JsonObject): readonly string[] | null {
  const outputs = isKerasModel(json) ? get(get(json, 'config'), 'output_layers') : null;
  return outputs?.type === 'object' ? outputs.properties.map(({ name }) => name).sort() : null;
}
