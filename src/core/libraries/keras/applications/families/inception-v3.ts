/** InceptionV3: branches of convolutions of several sizes, joined. */
import type { Tensor } from '../../../../graph/graph';
import { type Architecture, parameters } from '../architecture';
import { ending } from '../blocks';
import type { Network } from '../network';

/** Filters, height and width of a window; `shrinks` says that it moves by 2 and without padding. */
type Step = readonly [filters: number, height: number, width: number, shrinks?: 'shrinks'];

export const inceptionV3: readonly Architecture[] = [
  {
    name: 'InceptionV3',
    modules: ['inception_v3'],
    parameters: parameters('inception_v3'),
    defaultSize: 299,
    minSize: 75,
    build: (net, images, settings) => {
      let x = steps(net, images, [[32, 3, 3, 'shrinks']]);
      x = normalized(net, x, 32, 3, 3, { padding: 'valid' });
      x = steps(net, x, [[64, 3, 3]]);
      x = net.apply('MaxPooling2D', { poolSize: 3, strides: 2 }, x);
      x = normalized(net, x, 80, 1, 1, { padding: 'valid' });
      x = normalized(net, x, 192, 3, 3, { padding: 'valid' });
      x = net.apply('MaxPooling2D', { poolSize: 3, strides: 2 }, x);

      for (const [i, pooled] of [32, 64, 64].entries()) x = wide(net, x, pooled, `mixed${i}`);
      x = joined(net, `mixed3`, [
        steps(net, x, [[384, 3, 3, 'shrinks']]),
        steps(net, x, [
          [64, 1, 1],
          [96, 3, 3],
          [96, 3, 3, 'shrinks'],
        ]),
        halved(net, x),
      ]);
      for (const [i, filters] of [128, 160, 160, 192].entries()) x = split(net, x, filters, `mixed${4 + i}`);
      x = joined(net, 'mixed8', [
        steps(net, x, [
          [192, 1, 1],
          [320, 3, 3, 'shrinks'],
        ]),
        steps(net, x, [
          [192, 1, 1],
          [192, 1, 7],
          [192, 7, 1],
          [192, 3, 3, 'shrinks'],
        ]),
        halved(net, x),
      ]);
      for (let i = 0; i < 2; i++) x = forked(net, x, i);
      return ending(net, x, settings, { topPool: 'avg_pool' });
    },
  },
];

/** Windows of 1, 5 and twice 3. */
function wide(net: Network, x: Tensor, pooled: number, name: string): Tensor {
  return joined(net, name, [
    steps(net, x, [[64, 1, 1]]),
    steps(net, x, [
      [48, 1, 1],
      [64, 5, 5],
    ]),
    steps(net, x, [
      [64, 1, 1],
      [96, 3, 3],
      [96, 3, 3],
    ]),
    averaged(net, x, pooled),
  ]);
}

/** Windows of 7 as a row and a column. */
function split(net: Network, x: Tensor, filters: number, name: string): Tensor {
  return joined(net, name, [
    steps(net, x, [[192, 1, 1]]),
    steps(net, x, [
      [filters, 1, 1],
      [filters, 1, 7],
      [192, 7, 1],
    ]),
    steps(net, x, [
      [filters, 1, 1],
      [filters, 7, 1],
      [filters, 1, 7],
      [filters, 7, 1],
      [192, 1, 7],
    ]),
    averaged(net, x, 192),
  ]);
}

/** Branches that end in a row and a column side by side. */
function forked(net: Network, x: Tensor, i: number): Tensor {
  const rowAndColumn = (from: Tensor, name?: string): Tensor =>
    joined(net, name, [steps(net, from, [[384, 1, 3]]), steps(net, from, [[384, 3, 1]])]);
  return joined(net, `mixed${9 + i}`, [
    steps(net, x, [[320, 1, 1]]),
    rowAndColumn(steps(net, x, [[384, 1, 1]]), `mixed9_${i}`),
    rowAndColumn(
      steps(net, x, [
        [448, 1, 1],
        [384, 3, 3],
      ]),
    ),
    averaged(net, x, 192),
  ]);
}

function steps(net: Network, input: Tensor, list: readonly Step[]): Tensor {
  return list.reduce(
    (x, [filters, height, width, shrinks]) =>
      normalized(net, x, filters, height, width, shrinks ? { strides: 2, padding: 'valid' } : { padding: 'same' }),
    input,
  );
}

function normalized(
  net: Network,
  input: Tensor,
  filters: number,
  height: number,
  width: number,
  args: { readonly padding: string; readonly strides?: number },
): Tensor {
  let x = net.apply('Conv2D', { filters, kernelSize: [height, width], useBias: false, ...args }, input);
  x = net.apply('BatchNormalization', { axis: 3, scale: false }, x);
  return net.apply('Activation', { activation: 'relu' }, x);
}

function averaged(net: Network, x: Tensor, filters: number): Tensor {
  return steps(net, net.apply('AveragePooling2D', { poolSize: 3, strides: 1, padding: 'same' }, x), [[filters, 1, 1]]);
}

function halved(net: Network, x: Tensor): Tensor {
  return net.apply('MaxPooling2D', { poolSize: 3, strides: 2 }, x);
}

function joined(net: Network, name: string | undefined, branches: readonly Tensor[]): Tensor {
  return net.apply('Concatenate', name ? { axis: 3, name } : { axis: 3 }, ...branches);
}
