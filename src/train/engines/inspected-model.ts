/** A second copy of a model whose layers can be looked into: what each gives for some samples. */

import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { TrainingJob } from '../../protocol/training';
import type { InspectedModel, LayerOutput, WeightValues } from '../engine';
import { withRandomAside } from '../random';
import type { Tf } from './tf';

type Layer = LayersModel['layers'][number];

/** What tfjs-layers keeps of a graph of layers and does not declare. */
interface Container {
  readonly containerNodes: ReadonlySet<string>;
}

/** Draws no number of the run: its initial weights are written over anyway. */
export function buildInspectedModel(tf: Tf, topology: TrainingJob['topology']): Promise<InspectedModel> {
  return withRandomAside(async () => {
    const model = await tf.models.modelFromJSON({ modelTopology: structuredClone(topology) as never });
    return new InspectedLayersModel(tf, model);
  });
}

class InspectedLayersModel implements InspectedModel {
  private readonly layers: readonly { readonly layer: Layer; readonly output: SymbolicTensor }[];
  /** Gives each output once. */
  private readonly whole: LayersModel;
  private readonly outputs: readonly SymbolicTensor[];

  /** The model has at least one layer. */
  constructor(
    private readonly tf: Tf,
    private readonly model: LayersModel,
  ) {
    // A Sequential knows its graph only once it is built; this one is made of the same layers.
    const graph = tf.model({ inputs: model.inputs, outputs: model.outputs }) as unknown as Container;
    this.layers = model.layers.flatMap((layer) => {
      const output = outputInside(layer, graph);
      return output === null || layer.getClassName() === 'InputLayer' ? [] : [{ layer, output }];
    });
    this.outputs = [...new Set([...this.layers.map(({ output }) => output), model.outputs[0]!])];
    this.whole = tf.model({ inputs: model.inputs, outputs: [...this.outputs] });
  }

  load(weights: readonly WeightValues[]): void {
    this.tf.tidy(() => {
      this.model.weights.forEach((weight, index) => {
        const { values, shape } = weights[index]!;
        weight.write(this.tf.tensor(values, [...shape]));
      });
    });
  }

  hasActivation(names: readonly string[]): boolean {
    return this.layers.some(({ layer }) => isOneOf(names, layer));
  }

  run(values: Float32Array, sampleShape: readonly number[], activations?: readonly string[]) {
    const size = sampleShape.reduce((product, dim) => product * dim, 1);
    const result: { layers: LayerOutput[]; output: Float32Array }[] = [];
    this.tf.tidy(() => {
      const input = this.tf.tensor(values, [values.length / size, ...sampleShape]);
      const given = [this.whole.apply(input, { training: false })].flat() as Tensor[];
      const tensorOf = (output: SymbolicTensor) => given[this.outputs.indexOf(output)]!;
      const told = this.layers.filter(({ layer }) => !activations || isOneOf(activations, layer));
      const layers = told.map(({ layer, output }) => ({
        name: layer.name,
        className: layer.getClassName(),
        activation: activationOf(layer),
        shape: tensorOf(output).shape,
        values: tensorOf(output).dataSync() as Float32Array,
      }));
      result.push({ layers, output: tensorOf(this.model.outputs[0]!).dataSync() as Float32Array });
    });
    return result[0]!;
  }

  dispose(): void {
    this.model.dispose();
  }
}

/** What the layer gives where this graph applies it; a nested model also has an inside, and any layer other graphs. */
function outputInside(layer: Layer, { containerNodes }: Container): SymbolicTensor | null {
  const nodes = layer.inboundNodes as unknown as { readonly outputTensors: readonly SymbolicTensor[] }[];
  const index = nodes.findIndex((_node, at) => containerNodes.has(`${layer.name}_ib-${at}`));
  return nodes[index]?.outputTensors[0] ?? null;
}

function isOneOf(names: readonly string[], layer: Layer): boolean {
  return names.includes(activationOf(layer) ?? '');
}

/** By its class name in TensorFlow.js, `null` for a layer without one. */
function activationOf(layer: Layer): string | null {
  if (layer.getClassName() === 'ReLU') return 'relu';
  const { activation } = layer as unknown as { activation?: { getClassName?: () => string } | null };
  return activation?.getClassName?.() ?? null;
}
