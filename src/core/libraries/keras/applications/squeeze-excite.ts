/** How EfficientNets weigh channels: each by a number between 0 and 1 that all positions decide. */
import type { Tensor } from '../../../graph/graph';
import type { Network } from './network';

export function squeezeAndExcite(net: Network, input: Tensor, filters: number, narrow: number, name: string): Tensor {
  let x = net.apply('GlobalAveragePooling2D', { name: `${name}se_squeeze` }, input);
  x = net.apply('Reshape', { targetShape: [1, 1, filters], name: `${name}se_reshape` }, x);
  const window = { kernelSize: 1, padding: 'same' };
  x = net.apply('Conv2D', { filters: narrow, ...window, activation: 'swish', name: `${name}se_reduce` }, x);
  x = net.apply('Conv2D', { filters, ...window, activation: 'sigmoid', name: `${name}se_expand` }, x);
  return net.apply('Multiply', { name: `${name}se_excite` }, input, x);
}
