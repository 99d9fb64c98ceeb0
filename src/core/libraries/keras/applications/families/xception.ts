/** Xception: depthwise separable convolutions with shortcuts. */
import type { Tensor } from '../../../../graph/graph';
import { type Architecture, parameters } from '../architecture';
import { ending } from '../blocks';
import type { Network } from '../network';

export const xception: readonly Architecture[] = [
  {
    name: 'Xception',
    modules: ['xception'],
    parameters: parameters('xception'),
    defaultSize: 299,
    minSize: 71,
    build: (net, images, settings) => {
      let x = net.apply(
        'Conv2D',
        { filters: 32, kernelSize: 3, strides: 2, useBias: false, name: 'block1_conv1' },
        images,
      );
      x = relu(net, normalized(net, x, 'block1_conv1_bn'), 'block1_conv1_act');
      x = net.apply('Conv2D', { filters: 64, kernelSize: 3, useBias: false, name: 'block1_conv2' }, x);
      x = relu(net, normalized(net, x, 'block1_conv2_bn'), 'block1_conv2_act');
      x = shrunk(net, x, 'block2', [128, 128], false);
      x = shrunk(net, x, 'block3', [256, 256]);
      x = shrunk(net, x, 'block4', [728, 728]);
      for (let i = 5; i <= 12; i++) {
        const shortcut = x;
        for (let j = 1; j <= 3; j++) x = activatedSeparable(net, x, `block${i}_sepconv${j}`, 728);
        x = net.apply('Add', {}, x, shortcut);
      }
      x = shrunk(net, x, 'block13', [728, 1024]);
      for (const [i, filters] of [1536, 2048].entries()) {
        const name = `block14_sepconv${i + 1}`;
        x = relu(net, separable(net, x, name, filters), `${name}_act`);
      }
      return ending(net, x, settings, { topPool: 'avg_pool' });
    },
  },
];

/** Two separable convolutions and a pooling, added to a projection with strides. */
function shrunk(
  net: Network,
  input: Tensor,
  name: string,
  [first, second]: readonly [number, number],
  activatedFirst = true,
): Tensor {
  const projection = { filters: second, kernelSize: 1, strides: 2, padding: 'same', useBias: false };
  const shortcut = normalized(net, net.apply('Conv2D', projection, input));
  const apply = activatedFirst ? activatedSeparable : separable;
  let x = apply(net, input, `${name}_sepconv1`, first);
  x = activatedSeparable(net, x, `${name}_sepconv2`, second);
  x = net.apply('MaxPooling2D', { poolSize: 3, strides: 2, padding: 'same', name: `${name}_pool` }, x);
  return net.apply('Add', {}, x, shortcut);
}

function activatedSeparable(net: Network, x: Tensor, name: string, filters: number): Tensor {
  return separable(net, relu(net, x, `${name}_act`), name, filters);
}

function separable(net: Network, x: Tensor, name: string, filters: number): Tensor {
  const args = { filters, kernelSize: 3, padding: 'same', useBias: false, name };
  return normalized(net, net.apply('SeparableConv2D', args, x), `${name}_bn`);
}

function relu(net: Network, x: Tensor, name: string): Tensor {
  return net.apply('Activation', { activation: 'relu', name }, x);
}

function normalized(net: Network, x: Tensor, name?: string): Tensor {
  return net.apply('BatchNormalization', name ? { axis: -1, name } : { axis: -1 }, x);
}
