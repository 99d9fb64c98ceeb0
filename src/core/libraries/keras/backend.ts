/** `keras.backend` and `keras.config`: what model code asks of the set-up and of tensors. */
import { boolean, builtin, list, none, number, string, tuple, unknown, type Value } from '../../eval/value';
import type { Tensor } from '../../graph/graph';
import { argument } from '../common/data-calls';

export function backendMember(name: string): Value | null {
  return members.get(name) ?? null;
}

/** The input tensors from which a tensor is computed (`keras.utils.get_source_inputs`). */
export const getSourceInputs = builtin('keras.utils.get_source_inputs', (args, site, context) => {
  const given = argument(args, 0, 'tensor')?.value;
  if (given?.kind !== 'tensor') return unknown('it is not a tensor that is known', site.span);
  const seen = new Set<Tensor>();
  const sources: Tensor[] = [];
  const left = [given.tensor];
  while (left.length > 0) {
    const tensor = left.pop()!;
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    context.step(site.span);
    const inputs = tensor.producer ? [...tensor.producer.inputs, ...tensor.producer.besides] : [];
    if (inputs.length === 0) sources.push(tensor);
    left.push(...inputs.reverse());
  }
  return list(sources.map((tensor) => ({ kind: 'tensor', tensor })));
});

const isKerasTensor = builtin('keras.backend.is_keras_tensor', (args, site) => {
  const given = argument(args, 0, 'x')?.value;
  return !given || given.kind === 'unknown'
    ? unknown('it is not known whether it is a tensor', site.span)
    : boolean(given.kind === 'tensor');
});

/** `_preprocess_conv3d_input(x, data_format)` of Keras 2, which layers of programs call: the tensor and TensorFlow's word for its order. */
function convolutionInput(dimensions: string, order: string): [string, Value] {
  const name = `_preprocess_conv${dimensions}_input`;
  return [
    name,
    builtin(`keras.backend.${name}`, (args, site) => {
      const [x, format] = [argument(args, 0, 'x')?.value, argument(args, 1, 'data_format')?.value];
      // With channels first the order depends on the device.
      const isLast = format?.kind === 'none' || (format?.kind === 'string' && format.value === 'channels_last');
      return x && isLast ? tuple([x, string(order)]) : unknown('it depends on the device', site.span);
    }),
  ];
}

const convolutionPadding = builtin('keras.backend._preprocess_padding', (args, site) => {
  const given = argument(args, 0, 'padding')?.value;
  return given?.kind === 'string' ? string(given.value.toUpperCase()) : unknown('the padding is not known', site.span);
});

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['image_data_format', builtin('keras.backend.image_data_format', () => string('channels_last'))],
  ['floatx', builtin('keras.backend.floatx', () => string('float32'))],
  ['epsilon', builtin('keras.backend.epsilon', () => number(1e-7, true))],
  ['backend', builtin('keras.backend.backend', () => string('tensorflow'))],
  ['name_scope', builtin('keras.backend.name_scope', () => none)],
  ['clear_session', builtin('keras.backend.clear_session', () => none)],
  ['is_keras_tensor', isKerasTensor],
  ['_preprocess_padding', convolutionPadding],
  convolutionInput('1d', 'NWC'),
  convolutionInput('2d', 'NHWC'),
  convolutionInput('3d', 'NDHWC'),
]);
