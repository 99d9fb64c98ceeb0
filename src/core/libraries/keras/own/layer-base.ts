/** What `keras.layers.Layer` means for classes of the program that derive from it. */

import type { EvalContext } from '../../../eval/context';
import { positional } from '../../../eval/helpers';
import {
  boolean,
  builtin,
  type CallArguments,
  type CallSite,
  type InstanceValue,
  type LibraryBase,
  none,
  number,
  string,
  unknown,
  type Value,
} from '../../../eval/value';
import { layerCounts } from '../../../graph/totals';
import { argument } from '../../common/data-calls';
import { givenName } from '../../common/given-name';
import { shapeIn } from '../../common/shape-value';
import { trainableOf, trainableValue } from '../../common/trainable';
import { layerAttribute } from '../layer-attributes';
import { callOwn } from './call';
import { runCall } from './run-call';
import { newState, type OwnState, stateOf } from './state';
import { trackedLayers } from './tracked';
import { layerValue, remember } from './values';
import { addWeight } from './weights';

/** Methods that change nothing that can be seen. */
const harmless = new Set(['build', 'add_loss', 'add_metric', 'set_weights', 'build_from_config', 'load_own_variables']);

export const layerBase: LibraryBase = {
  attribute: (instance, name, span, context) => {
    const method = (call: (args: CallArguments, site: CallSite) => Value): Value => builtin(`Layer.${name}`, call);
    if (harmless.has(name)) return method(() => none);
    switch (name) {
      case '__init__':
        return method((args) => {
          makeLayer(instance, args, context);
          return none;
        });
      case '__call__':
        return method((args, site) => callOwn(instance, layerState(instance, context), args, site, context));
      case 'add_weight':
      case 'add_variable':
        return method((args, site) => addWeight(instance, args, site.span, context));
      case 'compute_output_shape':
      case 'call':
        return method((args) => argument(args, 0)?.value ?? none);
      case 'get_config':
      case 'get_build_config':
        return method((_, site) => ({
          kind: 'mapping',
          type: 'dict',
          entries: new Map(),
          open: unknown('it has what Keras keeps of the layer', site.span),
          origin: null,
        }));
      case 'count_params':
        return method((_, site) => {
          const { layer } = layerState(instance, context);
          const count = layer.weights || layer.holds ? layerCounts([layer]) : null;
          return typeof count === 'number' ? number(count) : unknown('the layer is not built yet', site.span);
        });
      case '_layers':
        return {
          kind: 'sequence',
          type: 'list',
          items: trackedLayers(instance, layerState(instance, context), context).map(layerValue),
          origin: null,
        };
      case 'trainable':
        return trainableValue(layerState(instance, context).layer.trainable, span);
      case 'built':
        return boolean(layerState(instance, context).built);
      case 'dtype':
      case 'compute_dtype':
      case 'variable_dtype':
        return string('float32');
      default:
        return layerAttribute({ kind: 'layer', layer: layerState(instance, context).layer }, name, span, context);
    }
  },
  // A layer that the program builds itself is not built again when it is called.
  takes: (instance, name, context) => {
    if (name === 'build') context.journal.set(layerState(instance, context), 'built', true);
  },
  callInstance: (instance, args, site, context) =>
    callOwn(instance, layerState(instance, context), args, site, context),
};

function layerState(instance: InstanceValue, context: EvalContext): OwnState {
  return stateOf(instance) ?? makeLayer(instance, { positions: [], names: new Map(), open: null }, context);
}

/** `super().__init__(trainable=True, name=None, dtype=None, …)`. */
export function makeLayer(instance: InstanceValue, args: CallArguments, context: EvalContext): OwnState {
  const site = context.graph.siteOf(instance) ?? { span: instance.class.expr.span, expr: null };
  const name = args.names.get('name')?.value;
  const given = shapeIn(args.names.get('input_shape')?.value);
  const layer = context.graph.programLayer(
    {
      className: instance.class.name,
      name: givenName(name),
      span: site.span,
      call: site.expr,
      inputShape: given && [null, ...given],
    },
    (inputs, span) => {
      const tensors = inputs.map((tensor): Value => ({ kind: 'tensor', tensor }));
      const state = stateOf(instance)!;
      const one =
        tensors.length === 1 ? tensors : [{ kind: 'sequence', type: 'list', items: tensors, origin: null } as const];
      return runCall(instance, state, positional(one, span), { span, expr: null }, context).result;
    },
  );
  const trainable = args.names.get('trainable')?.value;
  layer.trainable = (trainable && trainableOf(trainable, context)) ?? true;
  remember(layer, instance);
  context.journal.set(instance, 'native', layer);
  return newState(instance, layer);
}
