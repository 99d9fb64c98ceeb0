/** Applies layers of the catalogue one after the other, as the function of an architecture does in Keras. */
import type { EvalContext } from '../../../eval/context';
import {
  boolean,
  type CallArgument,
  type CallSite,
  dimValue,
  none,
  number,
  string,
  tuple,
  type Value,
} from '../../../eval/value';
import type { Application, Computed, Layer, LocatedRefusal, Tensor } from '../../../graph/graph';
import { addToSequential } from '../../../graph/sequential';
import { layerDefinition } from '../../../layers';
import type { LayerDefinition } from '../../../layers/definition';
import { type Dim, isKnown, type Shape } from '../../../shape/dim';
import { Symbolic } from '../../../shape/symbolic';
import { broadcast } from '../../../shape/transform';

export type ArgValue = string | number | boolean | Dim | readonly ArgValue[] | CallArgument;
/** Args of a layer in camel case. What the program gave is handed on as it was given. */
export type Args = Readonly<Record<string, ArgValue>>;

/** Ends the making of an architecture: a layer inside is refused, or a size that decides about layers is not known. */
export class NotBuilt extends Error {
  constructor(
    /** Completes "… is not known because …". */
    readonly reason: string,
    readonly refusals: readonly LocatedRefusal[],
  ) {
    super(reason);
  }
}

export class Network {
  constructor(
    private readonly context: EvalContext,
    private readonly site: CallSite,
  ) {}

  /** Applies a new layer of the catalogue. */
  apply(className: string, args: Args, ...inputs: readonly Tensor[]): Tensor {
    return this.applyDefinition(layerDefinition(className)!, args, ...inputs);
  }

  applyDefinition(definition: LayerDefinition, args: Args, ...inputs: readonly Tensor[]): Tensor {
    return this.applyLayer(this.make(definition, args), ...inputs);
  }

  /** A layer that is not applied yet. */
  layer(className: string, args: Args): Layer {
    return this.make(layerDefinition(className)!, args);
  }

  applyLayer(layer: Layer, ...inputs: readonly Tensor[]): Tensor {
    return this.output(this.context.graph.applyLayer(layer, inputs, this.site.span, null));
  }

  /** Layers in a row as a model of their own, applied. */
  applySequential(name: string, layers: readonly Layer[], input: Tensor): Tensor {
    const { graph } = this.context;
    const model = graph.sequential(name, this.site);
    for (const layer of layers) addToSequential(graph, model, layer, { span: this.site.span, site: null });
    // Keras puts an input layer before them when it sees the input, which takes the next name.
    this.layer('InputLayer', { batchShape: input.shape ?? [] });
    return this.output(graph.applyLayer(graph.modelAsLayer(model), [input], this.site.span, null));
  }

  /** `a + b`, `a * b`, with a number that changes no shape where `b` is left out. */
  operation(className: 'Add' | 'Multiply', a: Tensor, b?: Tensor): Tensor {
    const computes = ([first, second]: readonly Shape[]): Computed | null => {
      const shape = second ? broadcast(first!, second) : first!;
      return shape && { shapes: [shape], macs: 0 };
    };
    const inputs = b ? [a, b] : [a];
    const [shape] = computes(inputs.map((input) => input.shape ?? []))?.shapes ?? [];
    const unknown = shape ? null : 'the sizes within it do not fit';
    const { graph } = this.context;
    return this.output(
      graph.operation(className, inputs, [shape ?? null], a.dtype, this.site.span, unknown, { computes }),
    );
  }

  /** The channels of a tensor, which decide about the layers that follow. */
  channels(x: Tensor): number {
    return this.size(x, -1);
  }

  size(x: Tensor, axis: number): number {
    const dim = x.shape?.at(axis);
    if (dim !== undefined && isKnown(dim)) return dim;
    throw new NotBuilt('its layers depend on a size that is not known', []);
  }

  /** A size that decides about layers; ends the making where it is not known to us. */
  decided(dim: Dim): number | null {
    if (dim instanceof Symbolic) throw new NotBuilt('its layers depend on a size that is not known', []);
    return dim;
  }

  private make(definition: LayerDefinition, args: Args): Layer {
    this.context.step(this.site.span);
    const names = new Map(Object.entries(args).map(([name, value]) => [name, this.argument(value)]));
    return this.context.graph.createLayer(definition, { positions: [], names, open: null }, this.site);
  }

  private argument(given: ArgValue): CallArgument {
    if (isArgument(given)) return given;
    return { value: toValue(given), source: null, span: this.site.span };
  }

  private output({ layer, refusals, unknown, outputs }: Application): Tensor {
    const [output] = outputs;
    const all = [...layer.refusals, ...refusals];
    if (all.length > 0) throw new NotBuilt(all[0]!.message, all);
    if (!output?.shape) throw new NotBuilt(unknown ?? 'a layer within it is not known', []);
    return output;
  }
}

function isArgument(given: ArgValue): given is CallArgument {
  return typeof given === 'object' && given !== null && 'value' in given && 'source' in given;
}

function toValue(given: Exclude<ArgValue, CallArgument>): Value {
  switch (typeof given) {
    case 'string':
      return string(given);
    case 'boolean':
      return boolean(given);
    case 'number':
      return number(given, !Number.isInteger(given));
    default:
      if (given === null) return none;
      return given instanceof Symbolic
        ? dimValue(given)
        : tuple((given as readonly ArgValue[]).map((item) => toValue(item as Exclude<ArgValue, CallArgument>)));
  }
}
