/** DenseNet121, 169 and 201: each block takes in what all blocks before it put out. */
import type { Tensor } from '../../../../graph/graph';
import { type Architecture, parameters } from '../architecture';
import { ending } from '../blocks';
import type { Network } from '../network';

/** Blocks in each of the four stages by the depth of the network. */
const BLOCKS: readonly (readonly [depth: number, blocks: readonly number[]])[] = [
  [121, [6, 12, 24, 16]],
  [169, [6, 12, 32, 32]],
  [201, [6, 12, 48, 32]],
];
const GROWTH = 32;

export const densenet: readonly Architecture[] = BLOCKS.map(([depth, blocks]) => ({
  name: `DenseNet${depth}`,
  modules: ['densenet'],
  parameters: parameters(`densenet${depth}`),
  defaultSize: 224,
  minSize: 32,
  build: (net, images, settings) => {
    let x = net.apply('ZeroPadding2D', { padding: 3 }, images);
    x = net.apply('Conv2D', { filters: 64, kernelSize: 7, strides: 2, useBias: false, name: 'conv1_conv' }, x);
    x = normalized(net, x, 'conv1_bn', 'conv1_relu');
    x = net.apply('ZeroPadding2D', { padding: 1 }, x);
    x = net.apply('MaxPooling2D', { poolSize: 3, strides: 2, name: 'pool1' }, x);
    for (const [stage, count] of blocks.entries()) {
      if (stage > 0) x = transition(net, x, `pool${stage + 1}`);
      for (let i = 1; i <= count; i++) x = grown(net, x, `conv${stage + 2}_block${i}`);
    }
    x = normalized(net, x, 'bn', 'relu');
    return ending(net, x, settings, { topPool: 'avg_pool', namedPools: true });
  },
}));

function normalized(net: Network, x: Tensor, name: string, activation: string): Tensor {
  const normal = net.apply('BatchNormalization', { axis: 3, epsilon: 1.001e-5, name }, x);
  return net.apply('Activation', { activation: 'relu', name: activation }, normal);
}

/** Adds channels to those that are there. */
function grown(net: Network, x: Tensor, name: string): Tensor {
  let more = normalized(net, x, `${name}_0_bn`, `${name}_0_relu`);
  more = net.apply('Conv2D', { filters: 4 * GROWTH, kernelSize: 1, useBias: false, name: `${name}_1_conv` }, more);
  more = normalized(net, more, `${name}_1_bn`, `${name}_1_relu`);
  const args = { filters: GROWTH, kernelSize: 3, padding: 'same', useBias: false };
  more = net.apply('Conv2D', { ...args, name: `${name}_2_conv` }, more);
  return net.apply('Concatenate', { axis: 3, name: `${name}_concat` }, x, more);
}

/** Halves channels, height and width. */
function transition(net: Network, input: Tensor, name: string): Tensor {
  let x = normalized(net, input, `${name}_bn`, `${name}_relu`);
  const filters = Math.floor(net.channels(x) / 2);
  x = net.apply('Conv2D', { filters, kernelSize: 1, useBias: false, name: `${name}_conv` }, x);
  return net.apply('AveragePooling2D', { poolSize: 2, strides: 2, name: `${name}_pool` }, x);
}
