/** `keras.Model` and `keras.Sequential`: making models. */

import type { BuiltinValue, CallArguments, Value } from '../../eval/value';
import { argument } from '../common/data-calls';
import { givenName } from '../common/given-name';
import { whyUnknown } from '../common/members';
import { addAll } from '../common/sequential';
import { tensorsOf } from '../common/tensors';
import { modelBase } from './bases';

/** `keras.Model(inputs, outputs)`. */
export const modelClass: BuiltinValue = {
  kind: 'builtin',
  name: 'keras.Model',
  base: modelBase,
  call: (args, site, context): Value => {
    const inputs = argument(args, 0, 'inputs', 'input');
    const outputs = argument(args, 1, 'outputs', 'output');
    const name = nameIn(args);
    if (!inputs || !outputs) {
      const reason = args.open?.reason ?? 'the model is given no inputs or outputs';
      return { kind: 'model', model: context.graph.opaqueModel('functional', name, site, reason) };
    }
    const from = tensorsOf(inputs.value, context);
    const to = tensorsOf(outputs.value, context);
    return { kind: 'model', model: context.graph.functional(from, to, name, site, whyUnknown([...from, ...to])) };
  },
};

/** `keras.Sequential([...])`. */
export const sequentialClass: BuiltinValue = {
  kind: 'builtin',
  name: 'keras.Sequential',
  base: modelBase,
  call: (args, site, context): Value => {
    const model = context.graph.sequential(nameIn(args), site);
    const layers = argument(args, 0, 'layers');
    if (layers && layers.value.kind !== 'none') addAll(model, layers.value, layers, context);
    if (args.open) context.journal.set(model, 'unknown', args.open.reason);
    return { kind: 'model', model };
  },
};

function nameIn(args: CallArguments): string | null {
  return givenName(args.names.get('name')?.value);
}
