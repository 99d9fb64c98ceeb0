/** The rows of a summary: one per application of a layer in the order of evaluation, and one per model. Plain data with offsets. */
import type { Analysis } from '../analyze';
import type { Application, ArrayBinding, LayerGraph, Model, ModelKind } from '../graph/graph';
import { layerPlace, modelPlace } from '../graph/own-graph';
import { applicationReason, modelReason, modelTotals, trainableCount, trainableReason } from '../graph/totals';
import type { Count } from '../shape/count';
import type { Shape } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import type { Span } from '../text/span';

export interface LayerRow {
  /** Where the layer is constructed. */
  readonly span: Span;
  /** Where it is applied. */
  readonly appliedAt: Span;
  /** Keras class name. */
  readonly class: string;
  readonly name: string;
  /** The model it is part of, by variable or name; null if it is in none. */
  readonly model: string | null;
  /** A shape is null if not even its rank is known. */
  readonly inputs: readonly (Shape | null)[];
  readonly outputs: readonly (Shape | null)[];
  readonly params: Count;
  readonly trainable: Count;
  readonly macs: Count;
  /** Why something is not known; null if all is. */
  readonly unknown: string | null;
  /** Why it is not known whether training changes its weights. */
  readonly trainableUnknown: string | null;
  readonly application: Application;
}

export interface ModelRow {
  readonly span: Span;
  readonly name: string;
  readonly kind: ModelKind;
  readonly inputs: readonly (Shape | null)[];
  readonly outputs: readonly (Shape | null)[];
  readonly params: Count;
  readonly trainable: Count;
  readonly macs: Count;
  readonly unknown: string | null;
  /** Why it is not known which of its weights training changes. */
  readonly trainableUnknown: string | null;
  readonly model: Model;
}

export function layerRows({ graph }: Analysis): readonly LayerRow[] {
  const owners = new Map<Application, Model>();
  for (const model of graph.models) {
    for (const application of model.applications) if (!owners.has(application)) owners.set(application, model);
  }
  return graph.applications.map((application) => {
    const { layer, span, inputs, outputs, params, macs } = application;
    const owner = owners.get(application);
    return {
      span: layerPlace(application),
      appliedAt: span,
      class: layer.className,
      name: layer.name,
      model: owner ? modelName(owner) : null,
      // An Input takes what it gives: the data.
      inputs: (inputs.length ? inputs : outputs).map(({ shape }) => shape),
      outputs: outputs.map(({ shape }) => shape),
      params,
      trainable: trainableCount(application),
      macs,
      unknown: applicationReason(application),
      trainableUnknown: params === 0 ? null : trainableReason([layer]),
      application,
    };
  });
}

export function modelRows({ graph }: Analysis): readonly ModelRow[] {
  return graph.models.map((model) => {
    const { params, trainableParams, macs } = modelTotals(model);
    return {
      span: modelPlace(model),
      name: modelName(model),
      kind: model.kind,
      inputs: model.inputs.map(({ shape }) => shape),
      outputs: model.outputs.map(({ shape }) => shape),
      params,
      trainable: trainableParams,
      macs,
      unknown:
        modelReason(model) ??
        (params === null || params instanceof Symbolic
          ? (model.applications.find(({ unknown }) => unknown)?.unknown ?? null)
          : null),
      trainableUnknown: trainableReason(model.layers),
      model,
    };
  });
}

/** The arrays worth telling of: a single number is none to a reader, and `_` says that nobody looks at it. */
export function shownArrays({ arrays }: LayerGraph): readonly ArrayBinding[] {
  return arrays.filter(({ name, shape }) => shape.length > 0 && name !== '_');
}

/** What the program calls the model, else its name in the framework. */
export function modelName(model: Model): string {
  return model.variable?.name ?? model.name;
}
