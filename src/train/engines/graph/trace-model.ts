/** Walks a model of TensorFlow.js from its output back to its input and builds the nodes of its layers. */

import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { Value } from './builder';
import { describe } from './layers/call';
import { applyLayer } from './layers/rules';
import type { Trace } from './trace';
import { NotInGraph } from './unsupported';

type Layer = LayersModel['layers'][number];
type Weight = Layer['weights'][number];

/** What holds the weights of a model while it is traced. */
export interface WeightStore {
  /** The value now; layers that share a weight see what the ones before them made of it. */
  value(weight: Weight): Value;
  update(weight: Weight, value: Value): void;
  /** A number for the random operations of one layer. */
  seed(): number;
}

/** The output of a model with one input and one output. */
export function traceModel(trace: Trace, model: LayersModel, input: Value, store: WeightStore): Value {
  return new ModelTracer(trace, store).outputs(model, [input])[0]!;
}

class ModelTracer {
  constructor(
    private readonly trace: Trace,
    private readonly store: WeightStore,
  ) {}

  /** A model may be applied several times, so what is known belongs to one application. */
  outputs(model: LayersModel, inputs: readonly Value[]): Value[] {
    const known = new Map<number, Value>();
    model.inputs.forEach((symbolic, index) => {
      known.set(symbolic.id, inputs[index]!);
    });
    const nodes = new Map<string, Value[]>();
    return model.outputs.map((symbolic) => this.valueOf(symbolic, known, nodes));
  }

  private valueOf(symbolic: SymbolicTensor, known: Map<number, Value>, nodes: Map<string, Value[]>): Value {
    const found = known.get(symbolic.id);
    if (found !== undefined) return found;
    const layer = symbolic.sourceLayer as Layer;
    // A layer with several outputs is applied once for all of them.
    const node = `${layer.id}.${symbolic.nodeIndex}`;
    let results = nodes.get(node);
    if (results === undefined) {
      const inputs = symbolic.inputs.map((input) => this.valueOf(input, known, nodes));
      results = this.apply(layer, inputs, symbolic);
      nodes.set(node, results);
    }
    const value = results[symbolic.tensorIndex ?? 0]!;
    known.set(symbolic.id, value);
    return value;
  }

  private apply(layer: Layer, inputs: readonly Value[], symbolic: SymbolicTensor): Value[] {
    const className = layer.getClassName();
    if (isModel(layer)) return this.outputs(layer, inputs);
    const facts = { name: layer.name, className };
    const weightNamed = (name: string) =>
      layer.weights.find((weight) => weight.originalName.split('/').at(-1) === name);
    for (const weight of layer.weights) {
      if (hasConstraint(weight)) throw new NotInGraph(describe(facts, 'with a constraint'));
    }
    const result = applyLayer({
      trace: this.trace,
      ...facts,
      config: layer.getConfig() as Readonly<Record<string, unknown>>,
      trainable: layer.trainable,
      inputs,
      outputShape: symbolic.shape,
      weight: (name) => {
        const weight = weightNamed(name);
        return weight === undefined ? null : this.store.value(weight);
      },
      update: (name, value) => this.store.update(weightNamed(name)!, value),
      seed: () => this.store.seed(),
    });
    return [result];
  }
}

/** Nested models, sequential or not. */
function isModel(layer: Layer): layer is LayersModel {
  return 'layers' in layer && 'inputs' in layer && 'outputs' in layer;
}

function hasConstraint(weight: Weight): boolean {
  const { constraint } = weight as unknown as { constraint?: unknown };
  return constraint !== undefined && constraint !== null;
}
