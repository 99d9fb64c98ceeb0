/** A serialised functional model: its layers are made, called in an order that the graph allows, and tied into `keras.Model`. */
import type { Argument, Expr } from '../../lang/program';
import type { Span } from '../../text/span';
import { dependencyOrder } from './dependency-order';
import { type Entry, type GraphNode, readGraph } from './keras-graph';
import { lowerLayer } from './keras-layer';
import { lowerInput, modelSettings } from './keras-model';
import { flattenReferences, lowerNode, type NodeCall, type Reference } from './keras-node';
import type { Lowering } from './lowering';
import { call, index, library, list, name, named, number, positional, string } from './nodes';
import { get, getObject, type Json, type JsonObject } from './tree';
import { spanOfClass } from './values';

/** Emits layers and calls, and gives the model. `path` keeps apart what nested models call alike. */
export function lowerFunctional(model: JsonObject, path: string, lowering: Lowering): Expr {
  return new FunctionalLowering(model, readGraph(model, path, lowering), lowering).lower();
}

class FunctionalLowering {
  private readonly emitted = new Set<GraphNode>();

  constructor(
    private readonly model: JsonObject,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly lowering: Lowering,
  ) {}

  lower(): Expr {
    const nodes = [...this.entries.values()].flatMap((entry) => entry.nodes);
    for (const node of dependencyOrder(nodes, (node) => this.needs(node))) this.emit(node);
    for (const entry of this.entries.values()) {
      if (entry.nodes.length === 0 && !entry.operation) this.make(entry);
    }
    const args = [
      ...this.ends('input_layers', 'inputs'),
      ...this.ends('output_layers', 'outputs'),
      ...modelSettings(this.model),
    ];
    const argsSpan = getObject(this.model, 'config')?.span ?? this.model.span;
    return call(library('keras.Model', spanOfClass(this.model)), args, this.model.span, argsSpan);
  }

  private node(reference: Reference, from: 'node' | 'end' = 'node'): GraphNode | null {
    const entry = this.entries.get(reference.layer);
    return entry?.nodes[reference.call - entry.firstCall[from]] ?? null;
  }

  /** The calls that must come before: those that give the inputs, and the layer's own earlier ones. */
  private needs(node: GraphNode): GraphNode[] {
    const inputs = node.references.map((reference) => this.node(reference)).filter((found) => found !== null);
    return node.at > 0 ? [...inputs, node.entry.nodes[node.at - 1]!] : inputs;
  }

  private emit(node: GraphNode): void {
    const value = node.json === null ? lowerInput(node.entry.json) : this.apply(node.entry, node.json);
    this.lowering.bind(node.variable, spanOfClass(node.entry.json), value);
    this.emitted.add(node);
  }

  /** A layer that is called once is shown as a whole; of several calls each is shown at its own place. */
  private apply(entry: Entry, json: Json): Expr {
    const span = entry.nodes.length === 1 ? entry.json.span : json.span;
    const given = splitStates(
      entry.json,
      lowerNode(json, entry.operation === null, (reference) => this.resolve(reference)),
    );
    if (entry.operation) return entry.operation.apply(given, span);
    return call(this.make(entry), [...given.positions.map(positional), ...given.names], span, json.span);
  }

  private make(entry: Entry): Expr {
    if (entry.layer) return entry.layer;
    const made = lowerLayer(entry.json, true, entry.variable, this.lowering);
    entry.layer = made.kind === 'name' ? made : this.lowering.bind(entry.variable, spanOfClass(entry.json), made);
    return entry.layer;
  }

  private resolve(reference: Reference, from: 'node' | 'end' = 'node'): Expr {
    const { layer, span } = reference;
    const entry = this.entries.get(layer);
    if (!entry) return this.lowering.broken(`there is no layer named "${layer}"`, span);
    const node = this.node(reference, from);
    if (!node) {
      const calls =
        entry.nodes.length === 0 ? 'never' : entry.nodes.length === 1 ? 'once' : `${entry.nodes.length} times`;
      return this.lowering.broken(`"${layer}" is called ${calls}, so it has no call number ${reference.call}`, span);
    }
    if (!this.emitted.has(node))
      return this.lowering.broken(`the layers form a cycle: "${layer}" needs its own output`, span);
    return outputOf(node, reference);
  }

  private ends(key: string, argument: string): Argument[] {
    const json = get(get(this.model, 'config'), key);
    if (!json) {
      this.lowering.problem(`a functional model needs "${key}"`, spanOfClass(this.model));
      return [];
    }
    const { references, wrong } = flattenReferences(json);
    for (const { span } of wrong) this.lowering.problem('this must refer to a layer as ["name", 0, 0]', span);
    const values = references.map((reference) => this.resolve(reference, 'end'));
    return [named(argument, values.length === 1 ? values[0]! : list(values, json.span), json.span)];
  }
}

function outputOf({ entry, variable }: GraphNode, { output, span }: Reference): Expr {
  if (!entry.many) return name(variable, span);
  const key = entry.outputKeys?.[output];
  return index(name(variable, span), key === undefined ? number(output, span) : string(key, span), span);
}

/** Keras 2 gives the states of a recurrent layer behind its input, in one list. */
function splitStates(layer: JsonObject, node: NodeCall): NodeCall {
  const [first] = node.positions;
  const isRecurrent = get(get(layer, 'config'), 'return_sequences') !== null;
  if (!isRecurrent || first?.kind !== 'sequence' || first.items.length < 2) return node;
  const [input, ...states] = first.items.map(({ value }) => value);
  const span: Span = { start: states[0]!.span.start, end: first.span.end };
  return { ...node, positions: [input!], names: [...node.names, named('initial_state', list(states, span))] };
}
