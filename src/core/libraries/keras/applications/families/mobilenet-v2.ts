/** MobileNetV2: blocks that widen, convolve each channel and narrow again. */
import type { Tensor } from '../../../../graph/graph';
import { type Architecture, divisible } from '../architecture';
import { ending, padForStride } from '../blocks';
import { refuseAlpha, refuseOtherWidth, squareSize } from '../mobile-settings';
import type { Args, Network } from '../network';

/** Filters, the strides of the first block and the number of blocks, stage by stage. */
const STAGES: readonly (readonly [filters: number, strides: 1 | 2, blocks: number])[] = [
  [16, 1, 1],
  [24, 2, 2],
  [32, 2, 3],
  [64, 2, 4],
  [96, 1, 3],
  [160, 2, 3],
  [320, 1, 1],
];
/** Sizes for which there are weights. */
const SIZES = [96, 128, 160, 192, 224];

export const mobilenetV2: readonly Architecture[] = [
  {
    name: 'MobileNetV2',
    modules: ['mobilenet_v2'],
    parameters: [
      { name: 'input_shape', default: null },
      { name: 'alpha', default: 1 },
      { name: 'include_top', default: true },
      { name: 'weights', default: 'imagenet' },
      { name: 'input_tensor', default: null },
      { name: 'pooling', default: null },
      { name: 'classes', default: 1000 },
      { name: 'classifier_activation', default: 'softmax' },
      { name: 'name', default: null },
    ],
    defaultSize: ({ givenShape, inputTensor }) => {
      const [rows, columns] = givenShape ?? inputTensor?.shape?.slice(1) ?? [];
      return squareSize(rows, columns, SIZES) ?? 224;
    },
    minSize: 32,
    refuses: (settings) => refuseOtherWidth(settings) ?? refuseAlpha(settings, [0.35, 0.5, 0.75, 1, 1.3, 1.4]),
    decisive: ['alpha'],
    modelName: (settings) => {
      const { weights, shape } = settings;
      const rows =
        weights === 'imagenet' && squareSize(shape[0], shape[1], SIZES) === null ? 224 : (shape[0] ?? 'None');
      return `mobilenetv2_${settings.number('alpha').toFixed(2)}_${rows}`;
    },
    build: (net, images, settings) => {
      const alpha = settings.number('alpha');
      let x = convolved(net, images, { filters: divisible(32 * alpha), kernelSize: 3, strides: 2 }, 'Conv1');
      x = relu(net, normalized(net, x, 'bn_Conv1'), 'Conv1_relu');
      let id = 0;
      for (const [filters, strides, blocks] of STAGES) {
        for (let i = 0; i < blocks; i++) {
          x = block(net, x, divisible(Math.trunc(filters * alpha)), i === 0 ? strides : 1, id++);
        }
      }
      const last = alpha > 1 ? divisible(1280 * alpha) : 1280;
      x = net.apply('Conv2D', { filters: last, kernelSize: 1, useBias: false, name: 'Conv_1' }, x);
      x = relu(net, normalized(net, x, 'Conv_1_bn'), 'out_relu');
      return ending(net, x, settings, {});
    },
  },
];

/** The first block does not widen. */
function block(net: Network, input: Tensor, filters: number, strides: 1 | 2, id: number): Tensor {
  const channels = net.channels(input);
  const prefix = id === 0 ? 'expanded_conv' : `block_${id}`;
  let x = input;
  if (id > 0) {
    x = convolved(net, x, { filters: 6 * channels, kernelSize: 1 }, `${prefix}_expand`);
    x = relu(net, normalized(net, x, `${prefix}_expand_BN`), `${prefix}_expand_relu`);
  }
  if (strides === 2) x = net.apply('ZeroPadding2D', { padding: padForStride(x, 3), name: `${prefix}_pad` }, x);
  const args = { kernelSize: 3, strides, useBias: false, padding: strides === 1 ? 'same' : 'valid' };
  x = net.apply('DepthwiseConv2D', { ...args, name: `${prefix}_depthwise` }, x);
  x = relu(net, normalized(net, x, `${prefix}_depthwise_BN`), `${prefix}_depthwise_relu`);
  x = convolved(net, x, { filters, kernelSize: 1 }, `${prefix}_project`);
  x = normalized(net, x, `${prefix}_project_BN`);
  return channels === filters && strides === 1 ? net.apply('Add', { name: `${prefix}_add` }, input, x) : x;
}

function convolved(net: Network, x: Tensor, args: Args, name: string): Tensor {
  return net.apply('Conv2D', { ...args, padding: 'same', useBias: false, name }, x);
}

function normalized(net: Network, x: Tensor, name: string): Tensor {
  return net.apply('BatchNormalization', { axis: -1, epsilon: 1e-3, momentum: 0.999, name }, x);
}

function relu(net: Network, x: Tensor, name: string): Tensor {
  return net.apply('ReLU', { maxValue: 6, name }, x);
}
