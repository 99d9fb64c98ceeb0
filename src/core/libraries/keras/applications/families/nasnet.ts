/** NASNetLarge and NASNetMobile: two kinds of cells, each of which also takes in what the cell before its input put out. */
import type { Tensor } from '../../../../graph/graph';
import { type Architecture, type Parameter, parameters } from '../architecture';
import { ending, padForStride } from '../blocks';
import type { Network } from '../network';

interface Size {
  readonly name: string;
  readonly modelName: string;
  readonly inputSize: number;
  readonly stemFilters: number;
  readonly filters: number;
  readonly cells: number;
  /** What a normal cell after a reduction takes in as well: the input of the reduction, or that of the cell before it. */
  readonly skipsReduction: boolean;
  /** Without a top the input has its size as well, where other networks leave it open. */
  readonly fixedWithoutTop: boolean;
}

const LARGE: Size = {
  name: 'NASNetLarge',
  modelName: 'nasnet_large',
  inputSize: 331,
  stemFilters: 96,
  filters: 4032 / 24,
  cells: 6,
  skipsReduction: true,
  fixedWithoutTop: false,
};
const MOBILE: Size = {
  name: 'NASNetMobile',
  modelName: 'nasnet_mobile',
  inputSize: 224,
  stemFilters: 32,
  filters: 1056 / 24,
  cells: 4,
  skipsReduction: false,
  fixedWithoutTop: true,
};

export const nasnet: readonly Architecture[] = [MOBILE, LARGE].map((size) => ({
  name: size.name,
  modules: ['nasnet'],
  parameters: parametersOf(size.modelName),
  defaultSize: size.inputSize,
  minSize: 32,
  ...(size.fixedWithoutTop ? { sizeWithoutTop: size.inputSize } : {}),
  refuses: ({ weights, givenShape, shapeIsTuple }) =>
    weights === 'imagenet' && shapeIsTuple && givenShape?.includes(null)
      ? { setting: 'input_shape', message: 'with the weights of ImageNet the input shape must have no None' }
      : null,
  build: (net, images, settings) => {
    const first = { filters: size.stemFilters, kernelSize: 3, strides: 2, padding: 'valid', useBias: false };
    const stem = net.apply('Conv2D', { ...first, name: 'stem_conv1' }, images);
    let x = normalized(net, stem, 'stem_bn1');
    let before: Tensor | null = null;
    const { filters, cells } = size;
    for (const [i, part] of [4, 2].entries())
      [x, before] = [reductionCell(net, x, before, Math.floor(filters / part), `stem_${i + 1}`), x];
    for (let stage = 0; stage < 3; stage++) {
      const wide = filters * 2 ** stage;
      if (stage > 0) {
        const reduced = reductionCell(net, x, before, wide, `reduce_${stage * cells}`);
        if (!size.skipsReduction) before = x;
        x = reduced;
      }
      for (let i = 0; i < cells; i++)
        [x, before] = [normalCell(net, x, before, wide, `${stage * cells + i + Math.min(stage, 1)}`), x];
    }
    return ending(net, relu(net, x), settings, {});
  },
}));

/** As the others have them, but the shape comes first. */
function parametersOf(modelName: string): readonly Parameter[] {
  const all = parameters(modelName);
  const isShape = ({ name }: Parameter): boolean => name === 'input_shape';
  return [...all.filter(isShape), ...all.filter((parameter) => !isShape(parameter))];
}

function normalCell(net: Network, input: Tensor, previous: Tensor | null, filters: number, id: string): Tensor {
  const p = adjusted(net, previous, input, filters, id);
  const h = projected(net, input, filters, `normal_conv_1_${id}`, `normal_bn_1_${id}`);
  const name = (part: string): string => `normal_${part}_${id}`;
  const add = (number: number, a: Tensor, b: Tensor): Tensor => net.apply('Add', { name: name(`add_${number}`) }, a, b);
  const average = (from: Tensor, part: string): Tensor =>
    net.apply('AveragePooling2D', { poolSize: 3, strides: 1, padding: 'same', name: name(part) }, from);
  const separate = (from: Tensor, window: number, part: string): Tensor =>
    separable(net, from, filters, window, 1, name(part));
  const x1 = add(1, separate(h, 5, 'left1'), separate(p, 3, 'right1'));
  const x2 = add(2, separate(p, 5, 'left2'), separate(p, 3, 'right2'));
  const x3 = add(3, average(h, 'left3'), p);
  const x4 = add(4, average(p, 'left4'), average(p, 'right4'));
  const x5 = add(5, separate(h, 3, 'left5'), h);
  return net.apply('Concatenate', { axis: -1, name: name('concat') }, p, x1, x2, x3, x4, x5);
}

function reductionCell(net: Network, input: Tensor, previous: Tensor | null, filters: number, id: string): Tensor {
  const p = adjusted(net, previous, input, filters, id);
  const h = projected(net, input, filters, `reduction_conv_1_${id}`, `reduction_bn_1_${id}`);
  const name = (part: string): string => `reduction_${part}_${id}`;
  const padded = net.apply('ZeroPadding2D', { padding: padForStride(h, 3), name: name('pad_1') }, h);
  const separate = (from: Tensor, window: number, part: string, strides: 1 | 2 = 2): Tensor =>
    separable(net, from, filters, window, strides, name(part));
  const pool = (className: string, part: string): Tensor =>
    net.apply(className, { poolSize: 3, strides: 2, padding: 'valid', name: name(part) }, padded);
  const x1 = net.apply('Add', { name: name('add_1') }, separate(h, 5, 'left1'), separate(p, 7, 'right1'));
  const x2 = net.apply('Add', { name: name('add_2') }, pool('MaxPooling2D', 'left2'), separate(p, 7, 'right2'));
  const x3 = net.apply('Add', { name: name('add3') }, pool('AveragePooling2D', 'left3'), separate(p, 5, 'right3'));
  const average = { poolSize: 3, strides: 1, padding: 'same', name: name('left4') };
  const x4 = net.apply('Add', {}, x2, net.apply('AveragePooling2D', average, x1));
  const x5 = net.apply('Add', { name: name('add4') }, separate(x1, 3, 'left4', 1), pool('MaxPooling2D', 'right5'));
  return net.apply('Concatenate', { axis: -1, name: name('concat') }, x2, x3, x4, x5);
}

/** What the cell before the input put out, brought to the size and the channels of this cell. */
function adjusted(net: Network, previous: Tensor | null, input: Tensor, filters: number, id: string): Tensor {
  if (previous === null) return input;
  if (net.decided(previous.shape!.at(-2)!) !== net.decided(input.shape!.at(-2)!)) {
    const x = net.apply('Activation', { activation: 'relu', name: `adjust_relu_1_${id}` }, previous);
    const first = halved(net, x, Math.floor(filters / 2), 1, id);
    const shifted = net.apply('Cropping2D', { cropping: FIRST }, net.apply('ZeroPadding2D', { padding: LAST }, x));
    const second = halved(net, shifted, Math.floor(filters / 2), 2, id);
    return normalized(net, net.apply('Concatenate', { axis: -1 }, first, second), `adjust_bn_${id}`);
  }
  if (net.channels(previous) === filters) return previous;
  return projected(net, previous, filters, `adjust_conv_projection_${id}`, `adjust_bn_${id}`);
}

/** The first row and column, and the last. */
const FIRST = [
  [1, 0],
  [1, 0],
];
const LAST = [
  [0, 1],
  [0, 1],
];

/** Every second row and column. */
function halved(net: Network, x: Tensor, filters: number, number: number, id: string): Tensor {
  const pool = { poolSize: 1, strides: 2, padding: 'valid', name: `adjust_avg_pool_${number}_${id}` };
  const args = { filters, kernelSize: 1, padding: 'same', useBias: false, name: `adjust_conv_${number}_${id}` };
  return net.apply('Conv2D', args, net.apply('AveragePooling2D', pool, x));
}

function projected(net: Network, x: Tensor, filters: number, name: string, normalName: string): Tensor {
  const args = { filters, kernelSize: 1, strides: 1, padding: 'same', useBias: false, name };
  return normalized(net, net.apply('Conv2D', args, relu(net, x)), normalName);
}

/** Two separable convolutions, the first with the strides. */
function separable(net: Network, input: Tensor, filters: number, kernelSize: number, strides: 1 | 2, id: string) {
  let x = relu(net, input);
  if (strides === 2) {
    const padding = padForStride(x, kernelSize);
    x = net.apply('ZeroPadding2D', { padding, name: `separable_conv_1_pad_${id}` }, x);
  }
  const first = { filters, kernelSize, strides, padding: strides === 2 ? 'valid' : 'same', useBias: false };
  x = net.apply('SeparableConv2D', { ...first, name: `separable_conv_1_${id}` }, x);
  x = relu(net, normalized(net, x, `separable_conv_1_bn_${id}`));
  const second = { filters, kernelSize, padding: 'same', useBias: false, name: `separable_conv_2_${id}` };
  return normalized(net, net.apply('SeparableConv2D', second, x), `separable_conv_2_bn_${id}`);
}

function normalized(net: Network, x: Tensor, name: string): Tensor {
  return net.apply('BatchNormalization', { axis: -1, momentum: 0.9997, epsilon: 1e-3, name }, x);
}

function relu(net: Network, x: Tensor): Tensor {
  return net.apply('Activation', { activation: 'relu' }, x);
}
