/** `preprocess_input`: images as the weights of an architecture expect them. The values change, the shape stays. */
import type { EvalContext } from '../../../eval/context';
import { type BuiltinValue, builtin, type CallSite, string, unknown, type Value } from '../../../eval/value';
import type { Tensor } from '../../../graph/graph';
import type { Shape } from '../../../shape/dim';
import { argument } from '../../common/data-calls';

/** `tf`: from −1 to 1; `torch`: mean 0 and deviation 1; `caffe`: blue first, mean 0; `none`: as they are. */
type Mode = 'tf' | 'torch' | 'caffe' | 'none';

const modes: ReadonlyMap<string, Mode> = new Map([
  ['densenet', 'torch'],
  ['resnet', 'caffe'],
  ['resnet50', 'caffe'],
  ['vgg16', 'caffe'],
  ['vgg19', 'caffe'],
  ['convnext', 'none'],
  ['efficientnet', 'none'],
  ['efficientnet_v2', 'none'],
  ['mobilenet_v3', 'none'],
]);

export function preprocessInput(module: string): BuiltinValue {
  return builtin(`keras.applications.${module}.preprocess_input`, (args, site, context) => {
    const images = argument(args, 0, 'x')?.value;
    const mode =
      module === 'imagenet_utils' ? givenMode(argument(args, 2, 'mode')?.value) : (modes.get(module) ?? 'tf');
    if (images?.kind === 'array') {
      if (mode === 'none') return images;
      return {
        ...images,
        dtype: images.dtype === null || images.dtype.startsWith('float') ? images.dtype : 'float32',
        history: [...images.history, { span: site.span, text: 'preprocess_input changes the values only' }],
      };
    }
    return images?.kind === 'tensor'
      ? { kind: 'tensor', tensor: preprocessed(images.tensor, mode, site, context) }
      : unknown(images?.kind === 'unknown' ? images.reason : 'the images are not known', site.span);
  });
}

function givenMode(value: Value = string('caffe')): Mode {
  return value.kind === 'string' && (value.value === 'tf' || value.value === 'torch') ? value.value : 'caffe';
}

/** The operations that Keras applies to a symbolic tensor, each of which is a row of the summary. */
function preprocessed(images: Tensor, mode: Mode, site: CallSite, { graph }: EvalContext): Tensor {
  const { dtype } = images;
  type Computes = (inputs: readonly Shape[]) => readonly Shape[];
  const same: Computes = ([input]) => [input!];
  const apply = (className: string, inputs: readonly Tensor[], computes = same): Tensor => {
    const shapes = inputs.flatMap(({ shape }) => (shape ? [shape] : []));
    const outputs = shapes.length ? computes(shapes) : [null];
    return graph.operation(className, inputs, outputs, dtype, site.span, images.unknown, {
      computes: (given) => ({ shapes: computes(given), macs: 0 }),
    }).outputs[0]!;
  };
  switch (mode) {
    case 'none':
      return images;
    case 'tf':
      return apply('Subtract', [apply('TrueDivide', [images])]);
    case 'torch':
      return apply('TrueDivide', [apply('Add', [apply('TrueDivide', [images])])]);
    case 'caffe': {
      const reversed = [2, 1, 0].map(() => apply('GetItem', [images], ([input]) => [input!.slice(0, -1)]));
      return apply('Add', [apply('Stack', reversed, ([channel]) => [[...channel!, 3]])]);
    }
  }
}
