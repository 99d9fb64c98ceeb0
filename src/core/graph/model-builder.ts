/** Makes models: from tensors, from a class of the program, from places that cannot be read; and a model as a layer of another. */
import type { CallSite } from '../eval/value';
import { bareLayer } from './bare-layer';
import type { Layer, LocatedRefusal, Model, Tensor } from './graph';
import { LayerBuilder } from './layer-builder';
import type { ProgramLayer } from './program-layer';
import { traceFunctional } from './trace-functional';

export class ModelBuilder extends LayerBuilder {
  protected readonly models: Model[] = [];

  /** The model from input tensors to output tensors; its layers in the order of a Keras summary. */
  functional(
    inputs: readonly Tensor[],
    outputs: readonly Tensor[],
    name: string | null,
    site: CallSite,
    unknown: string | null,
    className?: string,
  ): Model {
    const model = this.addModel('functional', name, site, className);
    const { layers, applications, countsUnknown } = traceFunctional(inputs, outputs, {
      unusedInputs: this.target.framework === 'keras',
    });
    model.layers = layers;
    model.applications = applications;
    model.inputs = inputs;
    model.outputs = outputs;
    model.unknown = unknown;
    model.countsUnknown = countsUnknown;
    return model;
  }

  /** A model that the program describes by a class, or that comes from a place that cannot be read. */
  opaqueModel(kind: Model['kind'], name: string | null, site: CallSite, unknown: string): Model {
    const model = this.addModel(kind, name, site);
    model.unknown = unknown;
    return model;
  }

  /** A model whose layers a class of the program keeps; `compute` asks its `call`. */
  programModel(className: string, name: string | null, site: CallSite, compute: ProgramLayer): Model {
    const model = this.addModel('subclass', name, site, className);
    this.programLayers.set(this.modelAsLayer(model), compute);
    return model;
  }

  protected addModel(
    kind: Model['kind'],
    name: string | null,
    site: CallSite,
    className = kind === 'sequential' ? 'Sequential' : 'Functional',
  ): Model {
    const model: Model = {
      id: this.models.length,
      kind,
      className,
      name: name ?? this.names.next(className),
      span: site.span,
      call: site.expr,
      variable: null,
      layers: [],
      applications: [],
      inputs: [],
      outputs: [],
      trainable: true,
      ownWeights: [],
      callMacs: null,
      compile: null,
      unknown: null,
      countsUnknown: null,
      asLayer: null,
    };
    this.models.push(model);
    if (this.making > 0) this.unlisted.add(model);
    this.version++;
    return model;
  }

  /** The model as a layer of another model. */
  modelAsLayer(model: Model, refusals: readonly LocatedRefusal[] = []): Layer {
    model.asLayer ??= this.addLayer(
      bareLayer({
        id: this.layers.length,
        className: model.className,
        name: model.name,
        span: model.span,
        call: model.call,
        unknown: model.unknown,
        refusals,
        inputShape: model.inputs[0]?.shape ?? null,
        trainable: this.hidesInner ? model.trainable : true,
        model,
      }),
    );
    return model.asLayer;
  }
}
