/** Makes layers: those of the catalogue by a call, others with what is known of them. */
import type { Journal } from '../eval/journal';
import type { CallArguments, CallSite } from '../eval/value';
import { readArgs } from '../layers/bind';
import { freezes } from '../layers/common-args';
import { isBefore, keepsInnerTrainable, type LayerDefinition, type Target } from '../layers/definition';
import { type Plain, PlainUnknown } from '../layers/plain';
import type { Shape } from '../shape/dim';
import type { Span } from '../text/span';
import { bareLayer } from './bare-layer';
import { EventLog } from './event-log';
import { givenInputShape } from './given-input-shape';
import type { Layer, Model, Trainable } from './graph';
import { layerArgs } from './layer-args';
import { LayerNames, madeWithin, UNKNOWN_NAME } from './layer-names';
import type { ProgramLayer } from './program-layer';

/** What a layer is made of that is not in the catalogue. */
interface LayerParts {
  readonly className: string;
  readonly name?: string | null;
  readonly span: Span;
  readonly call?: Layer['call'];
  readonly unknown?: string | null;
  readonly inputShape?: Shape | null;
  readonly computes?: Layer['computes'];
}

export class LayerBuilder extends EventLog {
  protected readonly layers: Layer[] = [];
  protected readonly names: LayerNames;
  /** How many ready-made models are being made, one within the other. */
  protected making = 0;
  /** Layers and models that are no rows of the program. */
  protected readonly unlisted = new Set<Layer | Model>();
  protected readonly programLayers = new Map<Layer, ProgramLayer>();

  constructor(
    journal: Journal,
    readonly target: Target,
    /** The framework makes the masks of layers, and they are tensors of the graph. */
    protected readonly makesMasks: boolean,
  ) {
    super(journal);
    this.names = new LayerNames(target.framework, journal);
  }

  /** A layer of the catalogue, made by a call. */
  createLayer(definition: LayerDefinition, call: CallArguments, site: CallSite): Layer {
    const { values, args, common, refusals, unknown } = layerArgs(definition, call, site, this.target);
    const name = common.get('name')?.plain ?? args.get('name')?.plain;
    if (this.target.framework === 'keras')
      for (const made of madeWithin.get(definition.name) ?? []) this.takeName(made);
    const { inputShape, arg } = givenInputShape(common);
    const dtype = policyName(common.get('dtype')?.plain);
    return this.addLayer(
      bareLayer({
        id: this.layers.length,
        definition,
        className: definition.name,
        name:
          name instanceof PlainUnknown
            ? UNKNOWN_NAME
            : typeof name === 'string'
              ? name
              : this.names.next(definition.baseName ?? definition.name),
        args,
        values,
        span: site.span,
        call: site.expr,
        trainable:
          keepsInnerTrainable(definition, this.target) || givenTrainable(common.get('trainable')?.plain, this.target),
        ...(dtype === null ? {} : { dtype }),
        unknown: values ? unknown : (unknown ?? refusals[0]?.message ?? null),
        refusals,
        inputShape,
        inputShapeArg: arg,
      }),
    );
  }

  /** A layer of which the catalogue knows nothing, with the reason. */
  opaqueLayer({ className, name, span, call, unknown, computes }: LayerParts): Layer {
    return this.addLayer(
      bareLayer({
        id: this.layers.length,
        className,
        name: name ?? this.names.next(className),
        span,
        call: call ?? null,
        unknown: unknown === undefined ? `the layer ${className} is not known` : unknown,
        computes: computes ?? null,
      }),
    );
  }

  /** A layer that the program writes: what it makes of its inputs is asked of the program. */
  programLayer({ className, name, span, call, inputShape }: LayerParts, compute: ProgramLayer): Layer {
    const layer = bareLayer({
      id: this.layers.length,
      className,
      name: name ?? this.names.next(className),
      span,
      call: call ?? null,
      inputShape: inputShape ?? null,
    });
    this.programLayers.set(layer, compute);
    return this.addLayer(layer);
  }

  /** The program sets an attribute of a layer that is one of its args: what it gives from now on follows. */
  setArg(layer: Layer, name: string, plain: Plain): void {
    const { definition } = layer;
    if (!definition || !layer.args.has(name)) return;
    const given = [...layer.args].flatMap(([key, arg]) => (arg.plain === undefined ? [] : [[key, arg.plain] as const]));
    const { values } = readArgs(definition, new Map(given).set(name, plain), this.target);
    this.journal.set(layer, 'values', values && { ...layer.values, [name]: values[name] });
  }

  /** How many layers there are so far. */
  get layerCount(): number {
    return this.layers.length;
  }

  /** Makes what a library has ready: its layers, applications and models are no rows of the program. */
  readyMade<T>(run: () => T): T {
    this.making++;
    try {
      return run();
    } finally {
      this.making--;
    }
  }

  /** Runs what has run once already, with other values: what it changes is kept, and nothing of it is told. */
  again<T>(run: () => T): T {
    this.quiet++;
    try {
      return this.readyMade(run);
    } finally {
      this.quiet--;
    }
  }

  /** True while something runs again. */
  get runsAgain(): boolean {
    return this.quiet > 0;
  }

  /** The framework makes something that the program does not see, which takes the next name of its class. */
  takeName(className: string): void {
    this.names.next(className);
  }

  protected addLayer(layer: Layer): Layer {
    this.layers.push(layer);
    if (this.making > 0) this.unlisted.add(layer);
    this.version++;
    return layer;
  }

  setTrainable(layer: Layer, trainable: Trainable): void {
    if (layer.model) this.setModelTrainable(layer.model, trainable);
    else this.journal.set(layer, 'trainable', trainable);
    for (const inner of layer.holds?.layers ?? []) this.setTrainable(inner, trainable);
  }

  /** Keras passes the flag on to every layer inside; TensorFlow.js to those that are no models. */
  setModelTrainable(model: Model, trainable: Trainable): void {
    this.journal.set(model, 'trainable', trainable);
    if (model.asLayer && this.hidesInner) this.journal.set(model.asLayer, 'trainable', trainable);
    for (const layer of model.layers)
      if (this.target.framework === 'keras' || !layer.model) this.setTrainable(layer, trainable);
  }

  /** True where nothing inside a frozen model is trained. Keras 3 asks each weight alone, whatever the models around it say. */
  protected get hidesInner(): boolean {
    return this.target.framework !== 'keras' || isBefore(this.target, [3, 0]);
  }
}

/** The flag as a layer is given it. */
/** A dtype or a policy by its name; as Keras 3 saves it, `{class_name: 'DTypePolicy', config: {name}}`. */
function policyName(plain: Plain | undefined): string | null {
  if (typeof plain === 'string') return plain;
  const config = plain && typeof plain === 'object' && 'config' in plain ? plain.config : null;
  const name = config && typeof config === 'object' && 'name' in config ? config.name : null;
  return typeof name === 'string' ? name : null;
}

function givenTrainable(plain: Plain | undefined, target: Target): Trainable {
  return plain instanceof PlainUnknown ? { unknown: plain.reason } : !freezes(plain, target);
}
