/** The operations of a model file: rows with the class and the name that the file gives them. Only front ends of such files call it. */
import type { EvalContext } from '../../eval/context';
import { type BuiltinValue, builtin, type CallArguments, list, unknown, type Value } from '../../eval/value';
import type { Tensor } from '../../graph/graph';
import { withSizes } from '../../graph/tensor-sizes';
import type { Dim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { tensorsIn } from '../common/tensors';

/** `operation(class_name, name, function)` is a function that makes one row of the graph and gives the list of its tensors. */
export const savedOperation: BuiltinValue = builtin('keras.saving.operation', (args, { span }) => {
  const [className, name, of] = args.positions.map(({ value }) => value);
  if (className?.kind !== 'string' || name?.kind !== 'string' || !of) return unknown('the operation has no name', span);
  const label = { className: className.value, name: name.value };
  return builtin(label.name, (given, site, context) =>
    context.graph.labelled(label, () => {
      const result = context.call(of, given, site);
      const outputs = tensorsIn(result);
      const isOwn = outputs.some(({ producer }) => producer?.layer.name === label.name);
      if (isOwn) return list(outputs.map((tensor): Value => ({ kind: 'tensor', tensor })));
      return list([{ kind: 'tensor', tensor: row(label.className, result, given, site.span, context) }]);
    }),
  );
});

/** The row of a function that gives no tensor: sizes, which the program may use as numbers, or nothing that is known. */
function row(className: string, result: Value, given: CallArguments, span: Span, context: EvalContext): Tensor {
  const values = [...given.positions, ...given.names.values()].map(({ value }) => value);
  const inputs = values.flatMap((value) => tensorsIn(value));
  const make = (shape: readonly Dim[] | null, dtype: string, reason: string | null): Tensor =>
    context.graph.operation(className, inputs, [shape], dtype, span, reason).outputs[0]!;
  if (result.kind === 'tensor') return make(result.tensor.shape, result.tensor.dtype, result.tensor.unknown);
  if (result.kind === 'array' && result.shape) return make(result.shape, result.dtype ?? 'float32', null);
  const sizes = sizesIn(result);
  if (!sizes) return make(null, 'float32', result.kind === 'unknown' ? result.reason : 'its result is no tensor');
  const asked = given.names.get('out_type')?.value;
  const dtype = asked?.kind === 'string' ? asked.value : 'int32';
  return withSizes(make(result.kind === 'sequence' ? [sizes.length] : [], dtype, null), sizes);
}

function sizesIn(value: Value): readonly Dim[] | null {
  if (value.kind === 'none') return [null];
  if (value.kind === 'number' || value.kind === 'symbolic') return [value.value];
  if (value.kind !== 'sequence' || value.open) return null;
  const each = value.items.map(sizesIn);
  return each.every((sizes) => sizes?.length === 1) ? each.map((sizes) => sizes![0]!) : null;
}
