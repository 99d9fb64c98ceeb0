/** Applies layers, and collects what a program builds while it is evaluated. Knows no language and no library. */
import type { CallArguments, CallSite } from '../eval/value';
import type { ApplicationSite } from '../lang/edit';
import type { LayerDefinition, Weight } from '../layers/definition';
import type { Count } from '../shape/count';
import type { Shape } from '../shape/dim';
import type { Span } from '../text/span';
import { ApplicationLog } from './application-log';
import type { ApplicationParts, OperationParts, Place } from './application-parts';
import { bareLayer } from './bare-layer';
import { type Body, type Cost, noCost } from './body';
import type { Application, Layer, LayerGraph, Model, Tensor } from './graph';
import { inferApplication } from './infer-application';
import { inferModel } from './infer-model';
import { madeInside } from './layer-names';
import { MaskLog } from './mask-log';
import { ModelBuilder } from './model-builder';
import { type ProgramResult, programParts } from './program-layer';
import { buildSequential } from './sequential';
import { hideUnknown, weightCount } from './totals';

export class GraphBuilder extends ModelBuilder {
  private readonly applications = new ApplicationLog();
  /** For each body of a layer of the program that runs, what it has done so far. */
  private readonly within: Body[] = [];
  /** Over 0 while a model that is built runs on data: its layers have their rows already. */
  private silent = 0;
  private readonly operations = new Set<Layer>();
  private readonly masks = new MaskLog((className, inputs, shape, span) => {
    const { layer, outputs } = this.hidden(className, inputs, { shape, dtype: 'bool', span }, true);
    this.operations.add(layer);
    return outputs[0]!;
  });
  /** What a model file calls the next operation. */
  private label: { readonly className: string; readonly name: string } | null = null;
  private nextTensor = 0;
  private nextApplication = 0;

  // ---- Tensors --------------------------------------------------------------------------------------------------------

  tensor(shape: Shape | null, dtype: string, unknown: string | null, producer: Application | null = null): Tensor {
    return { id: this.nextTensor++, shape, dtype, producer, unknown };
  }

  /** One of two tensors, with what both have in common. */
  eitherTensor(a: Tensor, b: Tensor, shape: Shape | null, reason: string): Tensor {
    return { ...this.tensor(shape, a.dtype, shape ? null : reason), either: { tensors: [a, b], reason } };
  }

  /** The output of an input layer that the framework makes itself. `span` is what gives its shape. */
  hiddenInput(shape: Shape, dtype: string, span: Span): Tensor {
    return this.hidden('InputLayer', [], { shape, dtype, span }).outputs[0]!;
  }

  /** A layer with its application that is no row of the program. */
  private hidden(
    className: string,
    inputs: readonly Tensor[],
    { shape, dtype, span }: { readonly shape: Shape; readonly dtype: string; readonly span: Span },
    masks = false,
  ): Application {
    const name = this.names.next(className);
    const layer = bareLayer({ id: -1, className, name, span, call: null, weights: [], ...(masks ? { masks } : {}) });
    const result = { shapes: [shape], weights: [], unknown: null, dtypes: [dtype] };
    const parts = { ...programParts(layer, result, inputs), macs: 0 };
    return this.makeApplication(layer, inputs, { span, site: null }, parts);
  }

  /** All applications of a layer so far. */
  applicationsOf(layer: Layer): readonly Application[] {
    return this.applications.of(layer);
  }

  // ---- Applications ---------------------------------------------------------------------------------------------------

  /** Applies a layer to tensors. Never fails: what the framework refuses is kept with the application. */
  applyLayer(
    layer: Layer,
    inputs: readonly Tensor[],
    span: Span,
    site: ApplicationSite | null,
    flags?: Place['flags'],
    besides: readonly Tensor[] = [],
  ): Application {
    const masks = this.makesMasks && !this.isInside && this.silent === 0 ? this.masks : null;
    const mask = flags ? null : masks?.taken(layer, inputs, besides);
    const place: Place = { span, site, besides: mask ? [mask] : besides, ...(flags ? { flags } : {}) };
    const made = this.makeApplication(layer, inputs, place, this.infer(layer, inputs, place));
    const application = this.addApplication(made);
    masks?.pass(application);
    return application;
  }

  /** Records an application whose outputs are known from elsewhere (an Input, a layer of the program). */
  recordApplication(
    layer: Layer,
    inputs: readonly Tensor[],
    outputs: readonly (Shape | null)[],
    weights: readonly Weight[],
    span: Span,
    site: ApplicationSite | null,
    unknown: string | null = null,
    dtype: string | readonly string[] = 'float32',
    besides: readonly Tensor[] = [],
    macs: Count = 0,
  ): Application {
    const application = this.makeApplication(
      layer,
      inputs,
      { span, site, besides },
      {
        axes: outputs.map((shape) => shape ?? []),
        shapes: outputs,
        weights,
        macs: unknown ? null : macs,
        windows: [],
        refusals: [],
        unknown,
        dtype,
        builds: layer.weights ? null : weights,
      },
    );
    return this.addApplication(application);
  }

  /** An operation on tensors that is no layer; a summary shows it like one. */
  operation(
    className: string,
    inputs: readonly Tensor[],
    outputs: readonly (Shape | null)[],
    dtype: string | readonly string[],
    span: Span,
    unknown: string | null,
    { computes = null, besides = [], cost = noCost }: OperationParts = {},
  ): Application {
    if (this.within.length > 0) {
      // Inside a layer of the program an operation works on values: it is no part of the graph and takes no name.
      const plain = bareLayer({ id: -1, className, name: className, span, call: null });
      const parts = programParts(
        plain,
        { shapes: outputs, weights: [], unknown, dtypes: typeof dtype === 'string' ? outputs.map(() => dtype) : dtype },
        inputs,
      );
      const operation = this.makeApplication(plain, inputs, { span, site: null, besides }, parts);
      this.noteInside('operations', { operation, cost });
      return operation;
    }
    const layer = this.opaqueLayer({ className, ...this.label, span, unknown: null, computes });
    this.label = null;
    this.operations.add(layer);
    const macs = cost(inputs[0]?.shape?.[0] ?? null);
    return this.recordApplication(layer, inputs, outputs, [], span, null, unknown, dtype, besides, macs);
  }

  /** Counts what a layer of the program computes of its weights or of data, which is no operation on tensors. */
  noteCost(cost: Cost): void {
    if (this.within.length > 0) this.noteInside('operations', { operation: null, cost });
  }

  /** Runs what makes one operation, which has this class and name. */
  labelled<T>(label: { readonly className: string; readonly name: string }, run: () => T): T {
    this.label = label;
    try {
      return run();
    } finally {
      this.label = null;
    }
  }

  /** True for what `operation` made: a summary lists it, `model.layers` does not. */
  isOperation(layer: Layer): boolean {
    return this.operations.has(layer);
  }

  /** Applies a layer of the program to tensors, with what the program has made of them. */
  applyProgram(layer: Layer, inputs: readonly Tensor[], result: ProgramResult, place: Place): Application {
    return this.addApplication(this.makeApplication(layer, inputs, place, programParts(layer, result, inputs)));
  }

  /** Runs the body of a layer of the program; gives what it does. Its layers are rows of the graph if `listed`. */
  inside<T>(run: () => T, listed = true): { readonly result: T; readonly body: Body } {
    const body: Body = { applications: [], operations: [], depth: this.journal.depth, certain: true };
    this.within.push(body);
    if (!listed) this.silent++;
    try {
      return { result: run(), body };
    } finally {
      this.within.pop();
      if (!listed) this.silent--;
    }
  }

  private noteInside<K extends 'applications' | 'operations'>(kind: K, done: Body[K][number]): void {
    const body = this.within.at(-1);
    if (!body) return;
    (body[kind] as Body[K][number][]).push(done);
    if (this.journal.depth > body.depth) body.certain = false;
  }

  /** The body of a layer of the program may end here: what follows may not run. */
  mayNotGoOn(): void {
    const body = this.within.at(-1);
    if (body) body.certain = false;
  }

  /** True while the body of a layer of the program runs. */
  get isInside(): boolean {
    return this.within.length > 0;
  }

  /** Keeps the place of an application that waited for its input. */
  pending(layer: Layer, place: Place, parts: ApplicationParts): Application {
    return this.addApplication(this.makeApplication(layer, [], place, parts));
  }

  /** Applies a layer again where it stood without input. */
  reapply(pending: Application, inputs: readonly Tensor[]): Application {
    const { layer } = pending;
    const application = this.makeApplication(layer, inputs, pending, this.infer(layer, inputs, pending));
    this.applications.replace(pending, application);
    return application;
  }

  /** What a layer would give for inputs of these shapes; nothing is listed. */
  outputShapes(layer: Layer, shapes: readonly Shape[]): readonly (Shape | null)[] {
    const inputs = shapes.map((shape) => this.tensor(shape, 'float32', null));
    const program = this.programLayers.get(layer);
    if (program) return this.inside(() => program(inputs, layer.span).shapes, false).result;
    return inferApplication(layer, inputs, { span: layer.span, site: null }, this.target).shapes;
  }

  /** Makes the weights of a layer for an input of this shape, as `layer.build(shape)` does; nothing is listed. */
  build(layer: Layer, shape: Shape): void {
    if (layer.weights || layer.model || this.programLayers.has(layer)) return;
    const [inputs, place] = [[this.tensor(shape, 'float32', null)], { span: layer.span, site: null }];
    this.makeApplication(layer, inputs, place, this.infer(layer, inputs, place));
  }

  private infer(layer: Layer, inputs: readonly Tensor[], place: Place): ApplicationParts {
    const program = this.programLayers.get(layer);
    if (program) return programParts(layer, program(inputs, place.span), inputs);
    if (!layer.model) return inferApplication(layer, inputs, place, this.target);
    const [first] = inputs;
    if (first?.shape) this.buildSequential(layer.model, first.shape, first.dtype, place.span);
    return inferModel(layer.model, inputs, place, this.target);
  }

  private makeApplication(
    layer: Layer,
    inputs: readonly Tensor[],
    { span, site, flags, besides = [] }: Place,
    parts: ApplicationParts,
  ): Application {
    if (layer.buildUnknown !== undefined) this.journal.set(layer, 'buildUnknown', undefined);
    if (parts.builds) {
      this.journal.set(layer, 'weights', parts.builds);
      for (const inner of madeInside.get(layer.className) ?? []) this.takeName(inner);
    }
    const unbuilt = parts.unknown !== null && parts.weights.length === 0 && !layer.weights && !parts.builds;
    const weights = parts.weights.length ? parts.weights : (layer.weights ?? []);
    const outputs: Tensor[] = [];
    const application: Application = {
      id: this.nextApplication++,
      layer,
      span,
      site,
      ...(flags ? { flags } : {}),
      inputs,
      besides,
      outputs,
      axes: parts.axes,
      weights,
      params: parts.params !== undefined ? parts.params : unbuilt ? null : weightCount(weights),
      macs: hideUnknown(parts.macs),
      windows: parts.windows,
      refusals: parts.refusals,
      unknown: parts.unknown,
    };
    for (const [i, shape] of parts.shapes.entries()) {
      const dtype = typeof parts.dtype === 'string' ? parts.dtype : (parts.dtype[i] ?? 'float32');
      outputs.push(this.tensor(shape, dtype, parts.unknown, application));
    }
    return application;
  }

  private addApplication(application: Application): Application {
    if (this.silent === 0) this.applications.add(application, this.making === 0);
    this.noteInside('applications', application);
    this.version++;
    return application;
  }

  /** `Input(...)`: a layer without input and its tensor. */
  input(definition: LayerDefinition, call: CallArguments, site: CallSite): Application {
    return this.applyLayer(this.createLayer(definition, call, site), [], site.span, null);
  }

  // ---- Sequential models ----------------------------------------------------------------------------------------------

  sequential(name: string | null, site: CallSite): Model {
    return this.addModel('sequential', name, site);
  }

  /** Tells a Sequential model its input shape (batch included) once `fit`, `build` or a call shows it. */
  buildSequential(model: Model, shape: Shape, dtype: string, span: Span): void {
    if (model.kind !== 'sequential' || model.inputs.length > 0) return;
    buildSequential(this, model, shape, dtype, span);
  }

  finish(stopped: LayerGraph['stopped']): LayerGraph {
    return {
      layers: this.layers.filter((layer) => !this.unlisted.has(layer)),
      applications: this.applications.all,
      models: this.models.filter((model) => !this.unlisted.has(model)),
      dataCalls: this.dataCalls,
      arrays: [...this.arrays.values()],
      names: this.nameLog.all,
      faults: [...this.faults.values()],
      stopped,
      otherOrder: null,
    };
  }
}
