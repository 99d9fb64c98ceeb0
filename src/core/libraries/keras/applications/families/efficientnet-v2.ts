/** EfficientNetV2B0 to B3, S, M and L: the first stages convolve all channels at once. */
import type { Tensor } from '../../../../graph/graph';
import { type Architecture, parameters } from '../architecture';
import { ending } from '../blocks';
import type { Network } from '../network';
import { squeezeAndExcite } from '../squeeze-excite';

/** Blocks, filters before and after, how much wider a block is inside, strides of the first, whether channels are convolved at once. */
type Stage = readonly [
  blocks: number,
  before: number,
  after: number,
  widening: number,
  strides: 1 | 2,
  kind: 'fused' | 'depthwise',
];

const BASE: readonly Stage[] = [
  [1, 32, 16, 1, 1, 'fused'],
  [2, 16, 32, 4, 2, 'fused'],
  [2, 32, 48, 4, 2, 'fused'],
  [3, 48, 96, 4, 2, 'depthwise'],
  [5, 96, 112, 6, 1, 'depthwise'],
  [8, 112, 192, 6, 2, 'depthwise'],
];
/** The stages are found by the name of the model, whichever function is called. */
const STAGES: ReadonlyMap<string, readonly Stage[]> = new Map([
  ...['b0', 'b1', 'b2', 'b3'].map((size) => [`efficientnetv2-${size}`, BASE] as const),
  [
    'efficientnetv2-s',
    [
      [2, 24, 24, 1, 1, 'fused'],
      [4, 24, 48, 4, 2, 'fused'],
      [4, 48, 64, 4, 2, 'fused'],
      [6, 64, 128, 4, 2, 'depthwise'],
      [9, 128, 160, 6, 1, 'depthwise'],
      [15, 160, 256, 6, 2, 'depthwise'],
    ],
  ],
  [
    'efficientnetv2-m',
    [
      [3, 24, 24, 1, 1, 'fused'],
      [5, 24, 48, 4, 2, 'fused'],
      [5, 48, 80, 4, 2, 'fused'],
      [7, 80, 160, 4, 2, 'depthwise'],
      [14, 160, 176, 6, 1, 'depthwise'],
      [18, 176, 304, 6, 2, 'depthwise'],
      [5, 304, 512, 6, 1, 'depthwise'],
    ],
  ],
  [
    'efficientnetv2-l',
    [
      [4, 32, 32, 1, 1, 'fused'],
      [7, 32, 64, 4, 2, 'fused'],
      [7, 64, 96, 4, 2, 'fused'],
      [10, 96, 192, 4, 2, 'depthwise'],
      [19, 192, 224, 6, 1, 'depthwise'],
      [25, 224, 384, 6, 2, 'depthwise'],
      [7, 384, 640, 6, 1, 'depthwise'],
    ],
  ],
]);
/** Factors of width and depth and the size of the input. */
const SIZES: readonly (readonly [size: string, width: number, depth: number, inputSize: number])[] = [
  ['B0', 1, 1, 224],
  ['B1', 1, 1.1, 240],
  ['B2', 1.1, 1.2, 260],
  ['B3', 1.2, 1.4, 300],
  ['S', 1, 1, 384],
  ['M', 1, 1, 480],
  ['L', 1, 1, 480],
];
const DROP_RATE = 0.2;

export const efficientnetV2: readonly Architecture[] = SIZES.map(([size, width, depth, inputSize]) => {
  const ownName = `efficientnetv2-${size.toLowerCase()}`;
  return {
    name: `EfficientNetV2${size}`,
    modules: ['efficientnet_v2'],
    parameters: [
      ...parameters(ownName).slice(0, -1),
      { name: 'include_preprocessing', default: true },
      { name: 'name', default: ownName },
    ],
    defaultSize: inputSize,
    minSize: 32,
    refuses: ({ name }) =>
      name === null || STAGES.has(name)
        ? null
        : { setting: 'name', message: `name must be one of ${[...STAGES.keys()].join(', ')}, not ${name}` },
    decisive: ['include_preprocessing', 'name'],
    build: (net, images, settings) => {
      const name = settings.name ?? ownName;
      const stages = STAGES.get(name)!;
      let x = settings.flag('include_preprocessing')
        ? preprocessed(net, images, name, net.decided(settings.shape.at(-1)!))
        : images;
      const stem = { filters: rounded(stages[0]![1] * width), kernelSize: 3, strides: 2 };
      x = activated(net, x, stem, 'stem_');
      const total = stages.reduce((sum, [blocks]) => sum + blocks, 0);
      let done = 0;
      for (const [stage, [blocks, before, after, widening, strides, kind]] of stages.entries()) {
        for (let j = 0; j < Math.ceil(depth * blocks); j++) {
          x = block(net, x, {
            before: rounded((j === 0 ? before : after) * width),
            after: rounded(after * width),
            widening,
            strides: j === 0 ? strides : 1,
            dropRate: (DROP_RATE * done++) / total,
            kind,
            name: `block${stage + 1}${String.fromCharCode(97 + j)}_`,
          });
        }
      }
      x = activated(net, x, { filters: rounded(1280 * width), kernelSize: 1 }, 'top_');
      return ending(net, x, settings, { topPool: 'avg_pool', namedPools: true, dropout: 0.2 });
    },
  };
});

/** The small networks learned from images of mean 0, the others from values between −1 and 1. */
function preprocessed(net: Network, images: Tensor, name: string, channels: number | null): Tensor {
  if (!name.startsWith('efficientnetv2-b') || channels !== 3)
    return net.apply('Rescaling', { scale: 1 / 128, offset: -1 }, images);
  const x = net.apply('Rescaling', { scale: 1 / 255 }, images);
  const variance = [0.229 ** 2, 0.224 ** 2, 0.225 ** 2];
  return net.apply('Normalization', { mean: [0.485, 0.456, 0.406], variance, axis: 3 }, x);
}

interface Block {
  readonly before: number;
  readonly after: number;
  readonly widening: number;
  readonly strides: 1 | 2;
  readonly dropRate: number;
  readonly kind: Stage[5];
  readonly name: string;
}

function block(net: Network, input: Tensor, part: Block): Tensor {
  const { before, after, widening, strides, dropRate, kind, name } = part;
  const inside = before * widening;
  let x = input;
  if (kind === 'depthwise') {
    if (widening !== 1) x = activated(net, x, { filters: inside, kernelSize: 1 }, `${name}expand_`);
    const depthwise = { kernelSize: 3, strides, padding: 'same', useBias: false, name: `${name}dwconv2` };
    x = normalized(net, net.apply('DepthwiseConv2D', depthwise, x), `${name}bn`);
    x = net.apply('Activation', { activation: 'swish', name: `${name}activation` }, x);
    x = squeezeAndExcite(net, x, inside, Math.max(1, Math.trunc(before * 0.25)), name);
    x = convolved(net, x, { filters: after, kernelSize: 1 }, `${name}project_`);
  } else if (widening !== 1) {
    x = activated(net, x, { filters: inside, kernelSize: 3, strides }, `${name}expand_`);
    x = convolved(net, x, { filters: after, kernelSize: 1 }, `${name}project_`);
  } else x = activated(net, x, { filters: after, kernelSize: 3, strides }, `${name}project_`);
  if (strides !== 1 || before !== after) return x;
  if (dropRate > 0) x = net.apply('Dropout', { rate: dropRate, noiseShape: [null, 1, 1, 1], name: `${name}drop` }, x);
  return net.apply('Add', { name: `${name}add` }, x, input);
}

interface Window {
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides?: number;
}

function convolved(net: Network, x: Tensor, window: Window, prefix: string): Tensor {
  const args = { ...window, padding: 'same', useBias: false, name: `${prefix}conv` };
  return normalized(net, net.apply('Conv2D', args, x), `${prefix}bn`);
}

function activated(net: Network, x: Tensor, window: Window, prefix: string): Tensor {
  const args = { activation: 'swish', name: `${prefix}activation` };
  return net.apply('Activation', args, convolved(net, x, window, prefix));
}

function normalized(net: Network, x: Tensor, name: string): Tensor {
  return net.apply('BatchNormalization', { axis: 3, momentum: 0.9, name }, x);
}

/** To the nearest multiple of 8, at least 8. */
function rounded(filters: number): number {
  return Math.max(8, Math.floor(Math.trunc(filters + 4) / 8) * 8);
}
