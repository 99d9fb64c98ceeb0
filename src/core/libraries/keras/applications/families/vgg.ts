/** VGG16 and VGG19: five groups of convolutions, each halved by pooling. */
import { type Architecture, parameters } from '../architecture';
import { pooled, predictions } from '../blocks';

const FILTERS = [64, 128, 256, 512, 512];

export const vgg: readonly Architecture[] = [network(16, [2, 2, 3, 3, 3]), network(19, [2, 2, 4, 4, 4])];

/** `depth` layers with weights, so many convolutions in each group. */
function network(depth: number, convolutions: readonly number[]): Architecture {
  return {
    name: `VGG${depth}`,
    modules: [`vgg${depth}`],
    parameters: parameters(`vgg${depth}`),
    defaultSize: 224,
    minSize: 32,
    build: (net, images, settings) => {
      let x = images;
      for (const [group, count] of convolutions.entries()) {
        const name = `block${group + 1}`;
        for (let i = 1; i <= count; i++) {
          const args = { filters: FILTERS[group]!, kernelSize: 3, activation: 'relu', padding: 'same' };
          x = net.apply('Conv2D', { ...args, name: `${name}_conv${i}` }, x);
        }
        x = net.apply('MaxPooling2D', { poolSize: 2, strides: 2, name: `${name}_pool` }, x);
      }
      if (!settings.includeTop) return pooled(net, x, settings);
      x = net.apply('Flatten', { name: 'flatten' }, x);
      for (const name of ['fc1', 'fc2']) x = net.apply('Dense', { units: 4096, activation: 'relu', name }, x);
      return predictions(net, x, settings);
    },
  };
}
