/**
 * What a layer of the catalogue means for classes of the program that derive from it: `class Gated(layers.Dense)`. The object
 * keeps a layer of the catalogue, made with what `super().__init__` is given, and asks it for what the class does not write.
 */
import type { EvalContext } from '../../../eval/context';
import {
  builtin,
  type CallArguments,
  type CallSite,
  type InstanceValue,
  type LayerValue,
  type LibraryBase,
  none,
  string,
  type Value,
} from '../../../eval/value';
import type { LayerDefinition } from '../../../layers/definition';
import type { Span } from '../../../text/span';
import { argument } from '../../common/data-calls';
import { shapeIn } from '../../common/shape-value';
import { layerAttribute } from '../layer-attributes';
import { callOwn } from './call';
import { layerBase, makeLayer } from './layer-base';
import { runInner } from './run-inner';
import { type OwnState, stateOf } from './state';

type Apply = (layer: LayerValue, args: CallArguments, site: CallSite, context: EvalContext) => Value;

/** `apply` calls a layer of the catalogue on its inputs. */
export function catalogueBase(definition: LayerDefinition, apply: Apply): LibraryBase {
  const stateFor = (instance: InstanceValue, context: EvalContext): OwnState =>
    stateOf(instance) ?? make(definition, instance, noArguments, apply, context);
  return {
    ...layerBase,
    attribute: (instance, name, span, context) => {
      const method = (call: (args: CallArguments, site: CallSite) => Value): Value =>
        builtin(`${definition.name}.${name}`, call);
      switch (name) {
        case '__init__':
          return method((args) => {
            make(definition, instance, args, apply, context);
            return none;
          });
        case 'build':
          return method((args, site) => {
            const shape = shapeIn(argument(args, 0, 'input_shape')?.value);
            const state = stateFor(instance, context);
            if (shape && state.inner) {
              const tensor = context.graph.tensor(shape, 'float32', null);
              const input = { value: { kind: 'tensor', tensor } as const, source: null, span: site.span };
              runInner(state, { positions: [input], names: new Map(), open: null }, site, context);
            }
            return none;
          });
        case 'call':
          return method((args, site) => runInner(stateFor(instance, context), args, site, context));
        case '__call__':
          return method((args, site) => callOwn(instance, stateFor(instance, context), args, site, context));
        default:
          return (
            innerAttribute(stateFor(instance, context), name, span, context) ??
            layerBase.attribute(instance, name, span, context)
          );
      }
    },
    callInstance: (instance, args, site, context) =>
      callOwn(instance, stateFor(instance, context), args, site, context),
  };
}

const noArguments: CallArguments = { positions: [], names: new Map(), open: null };

/** What belongs to the object and not to the layer that it keeps. */
const ownAttributes: ReadonlySet<string> = new Set([
  'name',
  'trainable',
  'built',
  'weights',
  'trainable_weights',
  'non_trainable_weights',
  'variables',
  'trainable_variables',
  'count_params',
  'add_weight',
  'add_variable',
  'input',
  'output',
  'get_config',
  '_layers',
]);

function innerAttribute({ inner }: OwnState, name: string, span: Span, context: EvalContext): Value | null {
  if (!inner || ownAttributes.has(name)) return null;
  return layerAttribute({ kind: 'layer', layer: inner.layer }, name, span, context);
}

function make(
  definition: LayerDefinition,
  instance: InstanceValue,
  args: CallArguments,
  apply: Apply,
  context: EvalContext,
): OwnState {
  const state = makeLayer(instance, args, context);
  // It has the name of the object, and is no row of the program.
  const { span } = state.layer;
  const names = new Map(args.names).set('name', { value: string(state.layer.name), source: null, span });
  const site: CallSite = { span, expr: null };
  const layer = context.graph.readyMade(() => context.graph.createLayer(definition, { ...args, names }, site));
  state.inner = { layer, run: (given, at) => apply({ kind: 'layer', layer }, given, at, context) };
  return state;
}
