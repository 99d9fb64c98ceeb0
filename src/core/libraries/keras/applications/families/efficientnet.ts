/** EfficientNetB0 to B7: one network, made wider and deeper by two factors. */
import type { Tensor } from '../../../../graph/graph';
import { type Architecture, divisible, parameters } from '../architecture';
import { ending, padForStride } from '../blocks';
import type { Network } from '../network';
import { squeezeAndExcite } from '../squeeze-excite';

/** Window, blocks, filters before and after, how much wider a block is inside, and the strides of its first block. */
type Stage = readonly [window: number, blocks: number, before: number, after: number, widening: number, strides: 1 | 2];

const STAGES: readonly Stage[] = [
  [3, 1, 32, 16, 1, 1],
  [3, 2, 16, 24, 6, 2],
  [5, 2, 24, 40, 6, 2],
  [3, 3, 40, 80, 6, 2],
  [5, 3, 80, 112, 6, 1],
  [5, 4, 112, 192, 6, 2],
  [3, 1, 192, 320, 6, 1],
];
/** Factors of width and depth, size of the input, and the dropout before the classifier. */
const SIZES: readonly (readonly [width: number, depth: number, size: number, dropout: number])[] = [
  [1, 1, 224, 0.2],
  [1, 1.1, 240, 0.2],
  [1.1, 1.2, 260, 0.3],
  [1.2, 1.4, 300, 0.3],
  [1.4, 1.8, 380, 0.4],
  [1.6, 2.2, 456, 0.4],
  [1.8, 2.6, 528, 0.5],
  [2, 3.1, 600, 0.5],
];
/** By how much blocks are left out in training at the end of the network. */
const DROP_RATE = 0.2;
const CHANNEL_DEVIATIONS = [0.229, 0.224, 0.225];

export const efficientnet: readonly Architecture[] = SIZES.map(([width, depth, size, dropout], i) => ({
  name: `EfficientNetB${i}`,
  modules: ['efficientnet'],
  parameters: parameters(`efficientnetb${i}`),
  defaultSize: size,
  minSize: 32,
  // The weights of ImageNet come with one more layer.
  decisive: ['weights'],
  build: (net, images, settings) => {
    let x = net.apply('Rescaling', { scale: 1 / 255 }, images);
    x = net.apply('Normalization', { axis: 3 }, x);
    if (settings.weights === 'imagenet') {
      x = net.apply('Rescaling', { scale: CHANNEL_DEVIATIONS.map((deviation) => 1 / Math.sqrt(deviation)) }, x);
    }
    x = net.apply('ZeroPadding2D', { padding: padForStride(x, 3), name: 'stem_conv_pad' }, x);
    const stem = { filters: divisible(32 * width), kernelSize: 3, strides: 2, padding: 'valid', useBias: false };
    x = activated(net, net.apply('Conv2D', { ...stem, name: 'stem_conv' }, x), 'stem_');
    const repeats = STAGES.map(([, blocks]) => Math.ceil(depth * blocks));
    const total = repeats.reduce((sum, count) => sum + count, 0);
    let done = 0;
    for (const [stage, [window, , before, after, widening, strides]] of STAGES.entries()) {
      for (let j = 0; j < repeats[stage]!; j++) {
        x = block(net, x, {
          window,
          before: divisible((j === 0 ? before : after) * width),
          after: divisible(after * width),
          widening,
          strides: j === 0 ? strides : 1,
          dropRate: (DROP_RATE * done++) / total,
          name: `block${stage + 1}${String.fromCharCode(97 + j)}_`,
        });
      }
    }
    const last = { filters: divisible(1280 * width), kernelSize: 1, padding: 'same', useBias: false, name: 'top_conv' };
    x = activated(net, net.apply('Conv2D', last, x), 'top_');
    return ending(net, x, settings, { topPool: 'avg_pool', namedPools: true, dropout });
  },
}));

interface Block {
  readonly window: number;
  readonly before: number;
  readonly after: number;
  readonly widening: number;
  readonly strides: 1 | 2;
  readonly dropRate: number;
  readonly name: string;
}

function block(net: Network, input: Tensor, part: Block): Tensor {
  const { window, before, after, widening, strides, dropRate, name } = part;
  const inside = before * widening;
  let x = input;
  if (widening !== 1) {
    const expand = { filters: inside, kernelSize: 1, padding: 'same', useBias: false, name: `${name}expand_conv` };
    x = activated(net, net.apply('Conv2D', expand, x), `${name}expand_`);
  }
  if (strides === 2) x = net.apply('ZeroPadding2D', { padding: padForStride(x, window), name: `${name}dwconv_pad` }, x);
  const depthwise = { kernelSize: window, strides, padding: strides === 2 ? 'valid' : 'same', useBias: false };
  x = activated(net, net.apply('DepthwiseConv2D', { ...depthwise, name: `${name}dwconv` }, x), name);
  x = squeezeAndExcite(net, x, inside, Math.max(1, Math.trunc(before * 0.25)), name);
  const project = { filters: after, kernelSize: 1, padding: 'same', useBias: false, name: `${name}project_conv` };
  x = net.apply('BatchNormalization', { axis: 3, name: `${name}project_bn` }, net.apply('Conv2D', project, x));
  if (strides !== 1 || before !== after) return x;
  if (dropRate > 0) x = net.apply('Dropout', { rate: dropRate, noiseShape: [null, 1, 1, 1], name: `${name}drop` }, x);
  return net.apply('Add', { name: `${name}add` }, x, input);
}

function activated(net: Network, x: Tensor, prefix: string): Tensor {
  const normal = net.apply('BatchNormalization', { axis: 3, name: `${prefix}bn` }, x);
  return net.apply('Activation', { activation: 'swish', name: `${prefix}activation` }, normal);
}
