/** Residual networks: activations after the convolutions (ResNet50 and its like), or before them (ResNet50V2). */
import type { Tensor } from '../../../../graph/graph';
import { type Architecture, parameters } from '../architecture';
import { ending } from '../blocks';
import type { Args, Network } from '../network';

const FILTERS = [64, 128, 256, 512];
/** Blocks in each of the four stages by the depth of the network. */
const BLOCKS: readonly (readonly [depth: number, blocks: readonly number[]])[] = [
  [50, [3, 4, 6, 3]],
  [101, [3, 4, 23, 3]],
  [152, [3, 8, 36, 3]],
];
const EPSILON = 1.001e-5;

export const resnet: readonly Architecture[] = BLOCKS.flatMap(([depth, blocks]) => [
  architecture(`ResNet${depth}`, depth === 50 ? ['resnet', 'resnet50'] : ['resnet'], blocks, false),
  architecture(`ResNet${depth}V2`, ['resnet_v2'], blocks, true),
]);

function architecture(
  name: string,
  modules: readonly string[],
  blocks: readonly number[],
  preactivated: boolean,
): Architecture {
  return {
    name,
    modules,
    parameters: parameters(name.toLowerCase()),
    defaultSize: 224,
    minSize: 32,
    build: (net, images, settings) => {
      let x = net.apply('ZeroPadding2D', { padding: 3, name: 'conv1_pad' }, images);
      x = net.apply('Conv2D', { filters: 64, kernelSize: 7, strides: 2, name: 'conv1_conv' }, x);
      if (!preactivated) x = normalized(net, x, 'conv1', true);
      x = net.apply('ZeroPadding2D', { padding: 1, name: 'pool1_pad' }, x);
      x = net.apply('MaxPooling2D', { poolSize: 3, strides: 2, name: 'pool1_pool' }, x);
      for (const [stage, count] of blocks.entries()) {
        for (let i = 1; i <= count; i++) {
          const name = `conv${stage + 2}_block${i}`;
          const filters = FILTERS[stage]!;
          if (preactivated) {
            const shrinks = i === count && stage < blocks.length - 1;
            x = blockV2(net, x, filters, shrinks ? 2 : 1, i === 1, name);
          } else x = blockV1(net, x, filters, i === 1 && stage > 0 ? 2 : 1, i === 1, name);
        }
      }
      if (preactivated) x = normalized(net, x, 'post', true);
      return ending(net, x, settings, { topPool: 'avg_pool', namedPools: true });
    },
  };
}

/** Batch normalisation, and an activation where asked for, under one name. */
function normalized(net: Network, x: Tensor, name: string, activated: boolean): Tensor {
  const normal = net.apply('BatchNormalization', { axis: 3, epsilon: EPSILON, name: `${name}_bn` }, x);
  return activated ? net.apply('Activation', { activation: 'relu', name: `${name}_relu` }, normal) : normal;
}

function convolved(net: Network, x: Tensor, name: string, args: Args): Tensor {
  return net.apply('Conv2D', { ...args, name: `${name}_conv` }, x);
}

/** 1×1, 3×3 and 1×1 convolutions, added to the input or to its projection. */
function blockV1(net: Network, input: Tensor, filters: number, strides: number, projects: boolean, name: string) {
  const wide = 4 * filters;
  const shortcut = projects
    ? normalized(net, convolved(net, input, `${name}_0`, { filters: wide, kernelSize: 1, strides }), `${name}_0`, false)
    : input;
  let x = convolved(net, input, `${name}_1`, { filters, kernelSize: 1, strides });
  x = normalized(net, x, `${name}_1`, true);
  x = convolved(net, x, `${name}_2`, { filters, kernelSize: 3, padding: 'SAME' });
  x = normalized(net, x, `${name}_2`, true);
  x = convolved(net, x, `${name}_3`, { filters: wide, kernelSize: 1 });
  x = normalized(net, x, `${name}_3`, false);
  x = net.apply('Add', { name: `${name}_add` }, shortcut, x);
  return net.apply('Activation', { activation: 'relu', name: `${name}_out` }, x);
}

/** The same with normalisation and activation before each convolution. */
function blockV2(net: Network, input: Tensor, filters: number, strides: number, projects: boolean, name: string) {
  const preactivated = normalized(net, input, `${name}_preact`, true);
  const shortcut = projects
    ? convolved(net, preactivated, `${name}_0`, { filters: 4 * filters, kernelSize: 1, strides })
    : strides > 1
      ? net.apply('MaxPooling2D', { poolSize: 1, strides }, input)
      : input;
  let x = convolved(net, preactivated, `${name}_1`, { filters, kernelSize: 1, strides: 1, useBias: false });
  x = normalized(net, x, `${name}_1`, true);
  x = net.apply('ZeroPadding2D', { padding: 1, name: `${name}_2_pad` }, x);
  x = convolved(net, x, `${name}_2`, { filters, kernelSize: 3, strides, useBias: false });
  x = normalized(net, x, `${name}_2`, true);
  x = convolved(net, x, `${name}_3`, { filters: 4 * filters, kernelSize: 1 });
  return net.apply('Add', { name: `${name}_out` }, shortcut, x);
}
