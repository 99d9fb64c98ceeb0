/** MobileNet: depthwise convolutions, each followed by a convolution of single points. */
import type { Tensor } from '../../../../graph/graph';
import type { Architecture, Settings } from '../architecture';
import { pooled } from '../blocks';
import { refuseAlpha, squareSize } from '../mobile-settings';
import type { Network } from '../network';

/** Filters and strides of the blocks after the first convolution. */
const BLOCKS: readonly (readonly [filters: number, strides: 1 | 2])[] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
];
/** Sizes for which there are weights. */
const SIZES = [128, 160, 192, 224];

export const mobilenet: readonly Architecture[] = [
  {
    name: 'MobileNet',
    modules: ['mobilenet'],
    parameters: [
      { name: 'input_shape', default: null },
      { name: 'alpha', default: 1 },
      { name: 'depth_multiplier', default: 1 },
      { name: 'dropout', default: 0.001 },
      { name: 'include_top', default: true },
      { name: 'weights', default: 'imagenet' },
      { name: 'input_tensor', default: null },
      { name: 'pooling', default: null },
      { name: 'classes', default: 1000 },
      { name: 'classifier_activation', default: 'softmax' },
      { name: 'name', default: null },
    ],
    defaultSize: ({ givenShape }) => squareSize(givenShape?.[0], givenShape?.[1], SIZES) ?? 224,
    minSize: 32,
    refuses: (settings) => {
      if (settings.weights !== 'imagenet') return null;
      const depthMultiplier = settings.number('depth_multiplier');
      return depthMultiplier === 1
        ? refuseAlpha(settings, [0.25, 0.5, 0.75, 1])
        : {
            setting: 'depth_multiplier',
            message: `with the weights of ImageNet depth_multiplier must be 1, not ${depthMultiplier}`,
          };
    },
    decisive: ['alpha', 'depth_multiplier'],
    modelName: (settings) => {
      const { weights, shape } = settings;
      const rows =
        weights === 'imagenet' && squareSize(shape[0], shape[1], SIZES) === null ? 224 : (shape[0] ?? 'None');
      return `mobilenet_${settings.number('alpha').toFixed(2)}_${rows}`;
    },
    build: (net, images, settings) => {
      const alpha = settings.number('alpha');
      const filters = Math.trunc(32 * alpha);
      const first = { filters, kernelSize: 3, padding: 'same', useBias: false, strides: 2, name: 'conv1' };
      let x = activated(net, net.apply('Conv2D', first, images), 'conv1');
      for (const [i, [filters, strides]] of BLOCKS.entries()) {
        x = block(net, x, Math.trunc(filters * alpha), settings.number('depth_multiplier'), strides, i + 1);
      }
      return settings.includeTop ? top(net, x, settings) : pooled(net, x, settings);
    },
  },
];

function block(net: Network, input: Tensor, filters: number, depthMultiplier: number, strides: 1 | 2, id: number) {
  const padded =
    strides === 1
      ? input
      : net.apply(
          'ZeroPadding2D',
          {
            padding: [
              [0, 1],
              [0, 1],
            ],
            name: `conv_pad_${id}`,
          },
          input,
        );
  const args = { kernelSize: 3, padding: strides === 1 ? 'same' : 'valid', depthMultiplier, strides, useBias: false };
  let x = net.apply('DepthwiseConv2D', { ...args, name: `conv_dw_${id}` }, padded);
  x = activated(net, x, `conv_dw_${id}`);
  x = net.apply('Conv2D', { filters, kernelSize: 1, padding: 'same', useBias: false, name: `conv_pw_${id}` }, x);
  return activated(net, x, `conv_pw_${id}`);
}

function activated(net: Network, x: Tensor, name: string): Tensor {
  const normal = net.apply('BatchNormalization', { axis: -1, name: `${name}_bn` }, x);
  return net.apply('ReLU', { maxValue: 6, name: `${name}_relu` }, normal);
}

function top(net: Network, input: Tensor, settings: Settings): Tensor {
  const { classes, classifierActivation: activation } = settings;
  let x = net.apply('GlobalAveragePooling2D', { keepdims: true }, input);
  x = net.apply('Dropout', { rate: settings.number('dropout'), name: 'dropout' }, x);
  x = net.apply('Conv2D', { filters: classes, kernelSize: 1, padding: 'same', name: 'conv_preds' }, x);
  x = net.apply('Reshape', { targetShape: [x.shape!.at(-1)!], name: 'reshape_2' }, x);
  return net.apply('Activation', { activation, name: 'predictions' }, x);
}
