/** InceptionResNetV2: joined branches, scaled and added to their input. */
import type { Tensor } from '../../../../graph/graph';
import { type Architecture, parameters } from '../architecture';
import { ending } from '../blocks';
import type { Args, Network } from '../network';
import { customScaleLayer } from '../own-layers';

/** Filters, window (one number, or height and width), and whether it moves by 2 and without padding. */
type Step = readonly [filters: number, window: number | readonly [number, number], shrinks?: 'shrinks'];

/** The branches of a residual block, the number of blocks in a row, and how much of them is added. */
interface Group {
  readonly name: string;
  readonly count: number;
  readonly scale: number;
  readonly branches: readonly (readonly Step[])[];
}

const SMALL: Group = {
  name: 'block35',
  count: 10,
  scale: 0.17,
  branches: [
    [[32, 1]],
    [
      [32, 1],
      [32, 3],
    ],
    [
      [32, 1],
      [48, 3],
      [64, 3],
    ],
  ],
};
const MIDDLE: Group = {
  name: 'block17',
  count: 20,
  scale: 0.1,
  branches: [
    [[192, 1]],
    [
      [128, 1],
      [160, [1, 7]],
      [192, [7, 1]],
    ],
  ],
};
const LARGE: Group = {
  name: 'block8',
  count: 10,
  scale: 0.2,
  branches: [
    [[192, 1]],
    [
      [192, 1],
      [224, [1, 3]],
      [256, [3, 1]],
    ],
  ],
};

export const inceptionResnetV2: readonly Architecture[] = [
  {
    name: 'InceptionResNetV2',
    modules: ['inception_resnet_v2'],
    parameters: parameters('inception_resnet_v2'),
    defaultSize: 299,
    minSize: 75,
    build: (net, images, settings) => {
      let x = stem(net, images);
      x = residuals(net, x, SMALL);
      x = reduced(net, x, 'mixed_6a', [
        [[384, 3, 'shrinks']],
        [
          [256, 1],
          [256, 3],
          [384, 3, 'shrinks'],
        ],
      ]);
      x = residuals(net, x, MIDDLE);
      x = reduced(net, x, 'mixed_7a', [
        [
          [256, 1],
          [384, 3, 'shrinks'],
        ],
        [
          [256, 1],
          [288, 3, 'shrinks'],
        ],
        [
          [256, 1],
          [288, 3],
          [320, 3, 'shrinks'],
        ],
      ]);
      x = residuals(net, x, LARGE);
      x = normalized(net, x, 1536, 1, { padding: 'same' }, 'conv_7b');
      return ending(net, x, settings, { topPool: 'avg_pool' });
    },
  },
];

function stem(net: Network, images: Tensor): Tensor {
  let x = steps(net, images, [[32, 3, 'shrinks']]);
  x = normalized(net, x, 32, 3, { padding: 'valid' });
  x = steps(net, x, [[64, 3]]);
  x = net.apply('MaxPooling2D', { poolSize: 3, strides: 2 }, x);
  x = normalized(net, x, 80, 1, { padding: 'valid' });
  x = normalized(net, x, 192, 3, { padding: 'valid' });
  x = net.apply('MaxPooling2D', { poolSize: 3, strides: 2 }, x);
  const branches = [
    [[96, 1]],
    [
      [48, 1],
      [64, 5],
    ],
    [
      [64, 1],
      [96, 3],
      [96, 3],
    ],
  ] as const;
  const convolved = branches.map((branch) => steps(net, x, branch));
  const averaged = net.apply('AveragePooling2D', { poolSize: 3, strides: 1, padding: 'same' }, x);
  return net.apply('Concatenate', { axis: 3, name: 'mixed_5b' }, ...convolved, steps(net, averaged, [[64, 1]]));
}

/** The last block of all adds what it computes as it is and has no activation. */
function residuals(net: Network, input: Tensor, { name, count, scale, branches }: Group): Tensor {
  let x = input;
  for (let i = 1; i <= count; i++) {
    const last = name === LARGE.name && i === count;
    const convolved = branches.map((branch) => steps(net, x, branch));
    const mixed = net.apply('Concatenate', { axis: 3, name: `${name}_${i}_mixed` }, ...convolved);
    const up = { filters: net.channels(x), kernelSize: 1, padding: 'same', name: `${name}_${i}_conv` };
    x = net.applyDefinition(customScaleLayer, { scale: last ? 1 : scale }, x, net.apply('Conv2D', up, mixed));
    if (!last) x = net.apply('Activation', { activation: 'relu', name: `${name}_${i}_ac` }, x);
  }
  return x;
}

function reduced(net: Network, x: Tensor, name: string, branches: readonly (readonly Step[])[]): Tensor {
  const convolved = branches.map((branch) => steps(net, x, branch));
  const pooled = net.apply('MaxPooling2D', { poolSize: 3, strides: 2 }, x);
  return net.apply('Concatenate', { axis: 3, name }, ...convolved, pooled);
}

function steps(net: Network, input: Tensor, list: readonly Step[]): Tensor {
  return list.reduce(
    (x, [filters, window, shrinks]) =>
      normalized(net, x, filters, window, shrinks ? { strides: 2, padding: 'valid' } : { padding: 'same' }),
    input,
  );
}

function normalized(
  net: Network,
  input: Tensor,
  filters: number,
  kernelSize: number | readonly [number, number],
  args: { readonly padding: string; readonly strides?: number },
  name?: string,
): Tensor {
  const named = (ending: string): Args => (name ? { name: `${name}${ending}` } : {});
  let x = net.apply('Conv2D', { filters, kernelSize, useBias: false, ...args, ...named('') }, input);
  x = net.apply('BatchNormalization', { axis: 3, scale: false, ...named('_bn') }, x);
  return net.apply('Activation', { activation: 'relu', ...named('_ac') }, x);
}
