/** MobileNetV3Large and MobileNetV3Small: blocks as in the second MobileNet, some of which weigh their channels. */
import type { Tensor } from '../../../../graph/graph';
import { isKnown, isSymbolic } from '../../../../shape/dim';
import { type Architecture, divisible, type Settings } from '../architecture';
import { padForStride, pooled } from '../blocks';
import { refuseAlpha, refuseOtherWidth } from '../mobile-settings';
import type { Network } from '../network';

/** How much wider the block is inside, its filters, window and strides, whether it weighs its channels, and its activation. */
type Block = readonly [
  widening: number,
  filters: number,
  window: 3 | 5,
  strides: 1 | 2,
  weighs: boolean,
  activation: 'relu' | 'hard_swish',
];

const SMALL: readonly Block[] = [
  [1, 16, 3, 2, true, 'relu'],
  [72 / 16, 24, 3, 2, false, 'relu'],
  [88 / 24, 24, 3, 1, false, 'relu'],
  [4, 40, 5, 2, true, 'hard_swish'],
  [6, 40, 5, 1, true, 'hard_swish'],
  [6, 40, 5, 1, true, 'hard_swish'],
  [3, 48, 5, 1, true, 'hard_swish'],
  [3, 48, 5, 1, true, 'hard_swish'],
  [6, 96, 5, 2, true, 'hard_swish'],
  [6, 96, 5, 1, true, 'hard_swish'],
  [6, 96, 5, 1, true, 'hard_swish'],
];
const LARGE: readonly Block[] = [
  [1, 16, 3, 1, false, 'relu'],
  [4, 24, 3, 2, false, 'relu'],
  [3, 24, 3, 1, false, 'relu'],
  [3, 40, 5, 2, true, 'relu'],
  [3, 40, 5, 1, true, 'relu'],
  [3, 40, 5, 1, true, 'relu'],
  [6, 80, 3, 2, false, 'hard_swish'],
  [2.5, 80, 3, 1, false, 'hard_swish'],
  [2.3, 80, 3, 1, false, 'hard_swish'],
  [2.3, 80, 3, 1, false, 'hard_swish'],
  [6, 112, 3, 1, true, 'hard_swish'],
  [6, 112, 3, 1, true, 'hard_swish'],
  [6, 160, 5, 2, true, 'hard_swish'],
  [6, 160, 5, 1, true, 'hard_swish'],
  [6, 160, 5, 1, true, 'hard_swish'],
];

export const mobilenetV3: readonly Architecture[] = [
  architecture('MobileNetV3Small', SMALL, 1024),
  architecture('MobileNetV3Large', LARGE, 1280),
];

function architecture(name: string, blocks: readonly Block[], lastChannels: number): Architecture {
  return {
    name,
    modules: [],
    parameters: [
      { name: 'input_shape', default: null },
      { name: 'alpha', default: 1 },
      { name: 'minimalistic', default: false },
      { name: 'include_top', default: true },
      { name: 'weights', default: 'imagenet' },
      { name: 'input_tensor', default: null },
      { name: 'classes', default: 1000 },
      { name: 'pooling', default: null },
      { name: 'dropout_rate', default: 0.2 },
      { name: 'classifier_activation', default: 'softmax' },
      { name: 'include_preprocessing', default: true },
      { name: 'name', default: name },
    ],
    defaultSize: 224,
    minSize: 32,
    refuses: (settings) =>
      refuseOtherWidth(settings) ?? refuseAlpha(settings, settings.flag('minimalistic') ? [1] : [0.75, 1]),
    decisive: ['alpha', 'minimalistic', 'dropout_rate', 'include_preprocessing'],
    inputShape: ({ givenShape, inputTensor }) => {
      const [, height, width] = inputTensor?.shape ?? [];
      const shape = givenShape ?? (height === undefined || width === undefined ? [null, null, 3] : [width, height, 3]);
      const [rows = null, columns = null] = shape;
      if (isSymbolic(rows) || isSymbolic(columns) || !rows || !columns) return shape;
      if (!isKnown(rows) || !isKnown(columns) || (rows >= 32 && columns >= 32)) return shape;
      return { setting: 'input_shape', message: `the input must be at least 32 × 32, not ${rows} × ${columns}` };
    },
    build: (net, images, settings) => {
      const alpha = settings.number('alpha');
      const plain = settings.flag('minimalistic');
      const activation = plain ? 'relu' : 'hard_swish';
      let x = settings.flag('include_preprocessing')
        ? net.apply('Rescaling', { scale: 1 / 127.5, offset: -1 }, images)
        : images;
      const first = { filters: 16, kernelSize: 3, strides: 2, padding: 'same', useBias: false, name: 'conv' };
      x = activated(net, normalized(net, net.apply('Conv2D', first, x), 'conv_bn'), activation);
      for (const [id, [widening, filters, window, strides, weighs, own]] of blocks.entries()) {
        const block: Block = [
          widening,
          divisible(filters * alpha),
          plain ? 3 : window,
          strides,
          weighs && !plain,
          plain ? 'relu' : own,
        ];
        x = applied(net, x, block, id);
      }
      const wide = divisible(net.channels(x) * 6);
      x = net.apply('Conv2D', { filters: wide, kernelSize: 1, padding: 'same', useBias: false, name: 'conv_1' }, x);
      x = activated(net, normalized(net, x, 'conv_1_bn'), activation);
      if (!settings.includeTop) return pooled(net, x, settings, true);
      return top(net, x, alpha > 1 ? divisible(lastChannels * alpha) : lastChannels, activation, settings);
    },
  };
}

function applied(net: Network, input: Tensor, block: Block, id: number): Tensor {
  const [widening, filters, window, strides, weighs, activation] = block;
  const channels = net.channels(input);
  const inside = divisible(channels * widening);
  const prefix = id === 0 ? 'expanded_conv' : `expanded_conv_${id}`;
  let x = input;
  if (id > 0) {
    const expand = { filters: inside, kernelSize: 1, padding: 'same', useBias: false, name: `${prefix}_expand` };
    x = activated(net, normalized(net, net.apply('Conv2D', expand, x), `${prefix}_expand_bn`), activation);
  }
  if (strides === 2)
    x = net.apply('ZeroPadding2D', { padding: padForStride(x, window), name: `${prefix}_depthwise_pad` }, x);
  const depthwise = { kernelSize: window, strides, padding: strides === 1 ? 'same' : 'valid', useBias: false };
  x = net.apply('DepthwiseConv2D', { ...depthwise, name: `${prefix}_depthwise` }, x);
  x = activated(net, normalized(net, x, `${prefix}_depthwise_bn`), activation);
  if (weighs) x = weighed(net, x, inside, `${prefix}_squeeze_excite`);
  x = net.apply('Conv2D', { filters, kernelSize: 1, padding: 'same', useBias: false, name: `${prefix}_project` }, x);
  x = normalized(net, x, `${prefix}_project_bn`);
  return strides === 1 && channels === filters ? net.apply('Add', { name: `${prefix}_add` }, input, x) : x;
}

/** Each channel times a number between 0 and 1 that all positions decide. */
function weighed(net: Network, input: Tensor, filters: number, prefix: string): Tensor {
  let x = net.apply('GlobalAveragePooling2D', { keepdims: true, name: `${prefix}_avg_pool` }, input);
  const narrow = { filters: divisible(filters * 0.25), kernelSize: 1, padding: 'same', name: `${prefix}_conv` };
  x = net.apply('ReLU', { name: `${prefix}_relu` }, net.apply('Conv2D', narrow, x));
  x = net.apply('Conv2D', { filters, kernelSize: 1, padding: 'same', name: `${prefix}_conv_1` }, x);
  x = net.apply('ReLU', { maxValue: 6 }, net.operation('Add', x));
  return net.apply('Multiply', { name: `${prefix}_mul` }, input, net.operation('Multiply', x));
}

function top(net: Network, input: Tensor, channels: number, activation: Block[5], settings: Settings): Tensor {
  const rate = settings.number('dropout_rate');
  let x = net.apply('GlobalAveragePooling2D', { keepdims: true }, input);
  x = net.apply('Conv2D', { filters: channels, kernelSize: 1, padding: 'same', name: 'conv_2' }, x);
  x = activated(net, x, activation);
  if (rate > 0) x = net.apply('Dropout', { rate }, x);
  x = net.apply('Conv2D', { filters: settings.classes, kernelSize: 1, padding: 'same', name: 'logits' }, x);
  x = net.apply('Flatten', {}, x);
  return net.apply('Activation', { activation: settings.classifierActivation, name: 'predictions' }, x);
}

function normalized(net: Network, x: Tensor, name: string): Tensor {
  return net.apply('BatchNormalization', { axis: -1, epsilon: 1e-3, momentum: 0.999, name }, x);
}

function activated(net: Network, x: Tensor, activation: Block[5]): Tensor {
  return activation === 'relu' ? net.apply('ReLU', {}, x) : net.apply('Activation', { activation }, x);
}
