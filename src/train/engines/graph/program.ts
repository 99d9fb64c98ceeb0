/** Writes a model with its loss and its optimizer as one graph: a step, an evaluation, and its weights in and out. */

import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { TrainingSettings } from '../../engine';
import type { FoldedActivation } from '../tensor-loss';
import { attr, GraphBuilder, type Value } from './builder';
import { buildLoss } from './loss';
import { binary } from './ops/arithmetic';
import { buildUpdates, type SlotMaker } from './optimizer';
import { withPenalties } from './penalties';
import { type Signature, writeSavedModel } from './saved-model';
import { Trace } from './trace';
import { traceModel, type WeightStore } from './trace-model';

type Weight = LayersModel['weights'][number];

/** How the parts of the graph are called; each name is a signature of the SavedModel. */
export interface GraphProgram {
  /**
   * Takes `pixels` and `labels`, `weights` where samples are weighted, and `learningRate`, gives `loss` and `outputs`,
   * and changes the weights.
   */
  readonly step: Signature;
  /** As `step`, without a learning rate, dropout and a change. */
  readonly evaluate: Signature;
  /** Gives the `loss` and the gradient of each trained weight by its `weightKey`, and changes nothing. */
  readonly gradients: Signature;
  /** Takes a number that does not matter, gives each weight by its `weightKey`. */
  readonly read: Signature;
  /** Takes each weight by its `weightKey`. */
  readonly write: Signature;
}

/** Throws `NotInGraph` if the model has a part that is not covered. The last activation is folded already. */
export function writeProgram(
  folder: string,
  model: LayersModel,
  settings: TrainingSettings,
  folded: FoldedActivation,
): GraphProgram {
  const graph = new GraphBuilder();
  const writer = new ProgramWriter(graph, model, settings, folded);
  const program: GraphProgram = {
    ...writer.stepAndGradients(),
    evaluate: writer.evaluation(),
    read: writer.reading(),
    write: writer.writing(),
  };
  writeSavedModel(folder, graph, { ...program }, writer.initializer());
  return program;
}

class ProgramWriter {
  private readonly handles = new Map<Weight, string>();
  private readonly initial: string[] = [];
  private slots = 0;

  constructor(
    private readonly graph: GraphBuilder,
    private readonly model: LayersModel,
    private readonly settings: TrainingSettings,
    private readonly folded: FoldedActivation,
  ) {
    model.weights.forEach((weight, index) => {
      this.handles.set(weight, graph.variable(`weight_${index}`, shapeOfWeight(weight)));
    });
  }

  stepAndGradients(): Pick<GraphProgram, 'step' | 'gradients'> {
    const { graph, model, settings } = this;
    const trace = new Trace(graph, true);
    const store = new StepWeights(this.handles, graph);
    for (const weight of model.trainableWeights) trace.watch(store.value(weight));
    const { inputs, loss, outputs } = this.forward(trace, store);

    const found = trace.backward(loss);
    const trained = model.trainableWeights.flatMap((weight) => {
      const value = store.value(weight);
      const gradient = found.get(value.output);
      if (gradient === undefined) return [];
      return [{ weight, handle: this.handles.get(weight)!, value, gradient, shape: shapeOfWeight(weight) }];
    });
    const learningRate = graph.placeholder('float32', []);
    const updates = buildUpdates(graph, settings.plan.optimizer, learningRate, trained, this.slotMaker());
    const changes = [...updates, ...store.changes()];
    const gradients = trained.map(
      ({ weight, gradient }) => [weightKey(model.weights.indexOf(weight)), gradient] as const,
    );
    return {
      step: {
        inputs: { ...inputs, learningRate },
        outputs: { loss: this.after(loss, changes), outputs: this.after(outputs, changes) },
      },
      gradients: { inputs, outputs: { loss, ...Object.fromEntries(gradients) } },
    };
  }

  evaluation(): Signature {
    const trace = new Trace(this.graph, false);
    const { inputs, loss, outputs } = this.forward(trace, new StepWeights(this.handles, this.graph));
    return { inputs, outputs: { loss, outputs } };
  }

  reading(): Signature {
    const { graph, model } = this;
    const asked = graph.placeholder('float32', []);
    const outputs = model.weights.map((weight, index) => {
      const value = graph.read(this.handles.get(weight)!, shapeOfWeight(weight));
      return [weightKey(index), this.after(value, [asked.output])] as const;
    });
    return { inputs: { asked }, outputs: Object.fromEntries(outputs) };
  }

  /**
   * A variable that held a fed value itself would hold memory of JavaScript, which a thread of TensorFlow would give
   * back at the next change, while Node-API lets only its own thread do so: the process would crash.
   */
  writing(): Signature {
    const { graph, model } = this;
    const inputs = model.weights.map((weight) => graph.placeholder('float32', shapeOfWeight(weight)));
    const assigned = model.weights.map((weight, index) => {
      const copy = graph.op('DeepCopy', [inputs[index]!], inputs[index]!.shape);
      return graph.assign(this.handles.get(weight)!, copy);
    });
    const done = this.after(graph.scalar(1), assigned);
    return { inputs: Object.fromEntries(inputs.map((input, index) => [weightKey(index), input])), outputs: { done } };
  }

  /** The node that gives the variables of the optimizer their first values. */
  initializer(): string {
    return this.graph.node('NoOp', [], {}, this.initial);
  }

  private forward(trace: Trace, store: WeightStore) {
    const { graph, settings, model, folded } = this;
    const { sampleShape, scale, values = 'uint8', plan } = settings;
    const pixels = graph.placeholder(values, [null, ...sampleShape]);
    const labels = graph.placeholder('uint8', [null]);
    const weights = settings.weighted ? graph.placeholder('float32', [null, 1]) : null;
    const casts = { SrcT: attr.type(values), DstT: attr.type('float32') };
    const floats: Value = { output: graph.node('Cast', [pixels.output], casts), shape: pixels.shape };
    const input = scale === 1 ? floats : binary(graph, 'RealDiv', floats, graph.scalar(scale));
    const outputs = traceModel(trace, model, input, store);
    const asNumbers = settings.labels === 'sparse' && plan.loss.kind !== 'sparse_categorical_crossentropy';
    const measured = buildLoss(trace, { plan: plan.loss, folded, labels, asNumbers, outputs, weights });
    const loss = withPenalties(trace, measured, model, store);
    const inputs = {
      pixels: { ...pixels, dtype: values },
      labels: { ...labels, dtype: 'uint8' as const },
      ...(weights ? { weights } : {}),
    };
    return { inputs, loss, outputs };
  }

  private slotMaker(): SlotMaker {
    const { graph } = this;
    return (shape, initial) => {
      const handle = graph.variable(`slot_${this.slots++}`, shape);
      const types = { T: attr.type('float32'), index_type: attr.type('int32') };
      const filled = graph.node('Fill', [graph.ints(shape), graph.scalar(initial).output], types);
      this.initial.push(graph.assign(handle, filled));
      return handle;
    };
  }

  /** The same value, given out only when the nodes have run. */
  private after(value: Value, nodes: readonly string[]): Value {
    return {
      output: this.graph.node('Identity', [value.output], { T: attr.type('float32') }, nodes),
      shape: value.shape,
    };
  }
}

/** The weights during one run: read once, then as layers change them; the last values are stored at its end. */
class StepWeights implements WeightStore {
  private readonly values = new Map<Weight, Value>();
  private readonly changed = new Set<Weight>();

  constructor(
    private readonly handles: ReadonlyMap<Weight, string>,
    private readonly graph: GraphBuilder,
  ) {}

  value(weight: Weight): Value {
    let value = this.values.get(weight);
    if (value === undefined) {
      value = this.graph.read(this.handles.get(weight)!, shapeOfWeight(weight));
      this.values.set(weight, value);
    }
    return value;
  }

  update(weight: Weight, value: Value): void {
    this.values.set(weight, value);
    this.changed.add(weight);
  }

  /** Numbers from `Math.random`, which follows the seed of the run. Zero would ask for an unpredictable seed. */
  seed(): number {
    return 1 + Math.floor(Math.random() * (2 ** 31 - 1));
  }

  changes(): string[] {
    return [...this.changed].map((weight) => this.graph.assign(this.handles.get(weight)!, this.values.get(weight)!));
  }
}

/** The name of a weight in signatures, which keep their order only for names that are no numbers. */
export function weightKey(index: number): string {
  return `weight_${index}`;
}

function shapeOfWeight(weight: Weight): number[] {
  return weight.shape.map((dim) => dim!);
}
