/** One small model for each kind of layer and for each setting that has code of its own in the graph. */

import type { layers as layerTypes, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { network, type Setup, tfjsNode } from './graph-models';

type Layer = layerTypes.Layer;

const IMAGE = [9, 8, 3] as const;
const SEQUENCE = [11, 4] as const;
const UNITS = 5;

/** At zero the slope of a first-order penalty is a matter of taste. */
const RANDOM_BIAS = { biasInitializer: 'randomUniform' } as const;

/** What stands before the classes; images unless the name says otherwise. */
const BODIES: Readonly<Record<string, () => Layer[]>> = {
  Conv2D: () => [api().conv2d({ filters: 4, kernelSize: [3, 2], strides: [2, 1], activation: 'relu' })],
  'Conv2D with same padding': () => [
    api().conv2d({ filters: 4, kernelSize: [4, 3], strides: [2, 3], padding: 'same', useBias: false }),
  ],
  Conv2DTranspose: () => [
    api().conv2dTranspose({ filters: 2, kernelSize: 3, strides: [2, 1], activation: 'tanh' }),
    api().conv2dTranspose({ filters: 3, kernelSize: 4, strides: 2, padding: 'same' }),
  ],
  DepthwiseConv2D: () => [
    api().depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same', activation: 'relu' }),
    api().depthwiseConv2d({ kernelSize: 2, strides: 2 }),
  ],
  SeparableConv2D: () => [
    api().separableConv2d({ filters: 4, kernelSize: 3, depthMultiplier: 2, strides: 2, padding: 'same' }),
  ],
  MaxPooling2D: () => [
    api().conv2d({ filters: 4, kernelSize: 2 }),
    api().maxPooling2d({ poolSize: [3, 2], strides: [2, 1], padding: 'same' }),
    api().maxPooling2d({ poolSize: 2 }),
  ],
  AveragePooling2D: () => [
    api().conv2d({ filters: 4, kernelSize: 2 }),
    api().averagePooling2d({ poolSize: [3, 2], strides: [2, 1], padding: 'same' }),
    api().averagePooling2d({ poolSize: 2 }),
  ],
  GlobalAveragePooling2D: () => [api().conv2d({ filters: 6, kernelSize: 3 }), api().globalAveragePooling2d({})],
  GlobalMaxPooling2D: () => [api().conv2d({ filters: 6, kernelSize: 3 }), api().globalMaxPooling2d({})],
  'Dense on images': () => [api().dense({ units: 4, activation: 'sigmoid' })],
  BatchNormalization: () => [
    api().conv2d({ filters: 4, kernelSize: 3 }),
    api().batchNormalization({ momentum: 0.8, epsilon: 0.01 }),
    api().reLU(),
    api().flatten(),
    api().dense({ units: 6 }),
    api().batchNormalization(),
  ],
  ZeroPadding2D: () => [
    api().conv2d({ filters: 2, kernelSize: 2 }),
    api().zeroPadding2d({
      padding: [
        [1, 2],
        [0, 3],
      ],
    }),
    api().conv2d({ filters: 2, kernelSize: 2 }),
  ],
  Cropping2D: () => [
    api().conv2d({ filters: 2, kernelSize: 2 }),
    api().cropping2D({
      cropping: [
        [1, 2],
        [0, 3],
      ],
    }),
  ],
  UpSampling2D: () => [
    api().conv2d({ filters: 2, kernelSize: 2 }),
    api().upSampling2d({ size: [2, 3] }),
    api().conv2d({ filters: 2, kernelSize: 2 }),
  ],
  'UpSampling2D, bilinear': () => [
    api().conv2d({ filters: 2, kernelSize: 2 }),
    api().upSampling2d({ size: [2, 3], interpolation: 'bilinear' }),
  ],
  Permute: () => [api().conv2d({ filters: 2, kernelSize: 2 }), api().permute({ dims: [3, 1, 2] })],
  Reshape: () => [api().conv2d({ filters: 2, kernelSize: 2 }), api().reshape({ targetShape: [28, 4] })],
  RepeatVector: () => [
    api().flatten(),
    api().dense({ units: 6 }),
    api().repeatVector({ n: 3 }),
    api().dense({ units: 4, activation: 'tanh' }),
  ],
  LeakyReLU: () => [api().conv2d({ filters: 3, kernelSize: 3 }), api().leakyReLU({ alpha: 0.2 })],
  PReLU: () => [
    api().conv2d({ filters: 3, kernelSize: 3 }),
    api().prelu({ alphaInitializer: 'randomUniform' }),
    api().conv2d({ filters: 3, kernelSize: 3 }),
    api().prelu({ sharedAxes: [1, 2], alphaInitializer: 'randomUniform' }),
  ],
  ELU: () => [api().conv2d({ filters: 3, kernelSize: 3 }), api().elu()],
  'ReLU with a limit': () => [api().conv2d({ filters: 3, kernelSize: 3 }), api().reLU({ maxValue: 0.3 })],
  Softmax: () => [api().conv2d({ filters: 3, kernelSize: 3 }), api().softmax({ axis: -1 })],
  'penalties on weights': () => [
    api().conv2d({ filters: 3, kernelSize: 3, kernelRegularizer: 'l1l2', ...RANDOM_BIAS, biasRegularizer: 'l1l2' }),
    api().separableConv2d({ filters: 2, kernelSize: 3, depthwiseRegularizer: 'l1l2', pointwiseRegularizer: 'l1l2' }),
  ],
  'a frozen layer': () => [
    api().conv2d({ filters: 3, kernelSize: 3, activation: 'relu' }),
    api().conv2d({ filters: 3, kernelSize: 3, trainable: false }),
  ],
  'no noise where its strength is zero': () => [
    api().dropout({ rate: 0 }),
    api().gaussianNoise({ stddev: 0 }),
    api().gaussianDropout({ rate: 0 }),
  ],
};

/** What tfjs-node can compute but not differentiate. */
const FORWARD_ONLY: Readonly<Record<string, () => Layer[]>> = {
  ThresholdedReLU: () => [api().conv2d({ filters: 3, kernelSize: 3 }), api().thresholdedReLU({ theta: 0 })],
  'Conv2D with dilation': () => [
    api().conv2d({ filters: 3, kernelSize: 2, dilationRate: [3, 2], activation: 'tanh' }),
    api().conv2d({ filters: 2, kernelSize: [3, 2], dilationRate: 2, padding: 'same' }),
  ],
};

const SEQUENCES: Readonly<Record<string, () => Layer[]>> = {
  Conv1D: () => [
    api().conv1d({ filters: 4, kernelSize: 3, strides: 2, activation: 'relu' }),
    api().conv1d({ filters: 3, kernelSize: 2, padding: 'same' }),
  ],
  MaxPooling1D: () => [
    api().conv1d({ filters: 4, kernelSize: 3 }),
    api().maxPooling1d({ poolSize: 3, strides: 2, padding: 'same' }),
    api().maxPooling1d({ poolSize: 2 }),
  ],
  AveragePooling1D: () => [
    api().conv1d({ filters: 4, kernelSize: 3 }),
    api().averagePooling1d({ poolSize: 3, strides: 2, padding: 'same' }),
  ],
  GlobalAveragePooling1D: () => [api().conv1d({ filters: 4, kernelSize: 3 }), api().globalAveragePooling1d({})],
  GlobalMaxPooling1D: () => [api().conv1d({ filters: 4, kernelSize: 3 }), api().globalMaxPooling1d({})],
  'BatchNormalization of sequences': () => [
    api().conv1d({ filters: 4, kernelSize: 3 }),
    api().batchNormalization({ momentum: 0.5 }),
  ],
};

const ACTIVATIONS = [
  ...['linear', 'relu', 'relu6', 'sigmoid', 'tanh', 'elu', 'selu', 'softplus', 'softsign', 'softmax'],
  ...['hardSigmoid', 'swish', 'mish', 'gelu'],
];

type Tensor = SymbolicTensor;

const GRAPHS: Readonly<Record<string, (input: Tensor) => Tensor>> = {
  'Add, Multiply and Average of branches': (input) => {
    const [left, right] = [branch(input), branch(input)];
    const sum = on(api().add(), [left, right, branch(input)]);
    const product = on(api().multiply(), [left, sum]);
    return on(api().average(), [product, right]);
  },
  'Maximum and Minimum of branches': (input) => {
    const [left, right] = [branch(input), branch(input)];
    return on(api().minimum(), [on(api().maximum(), [left, right]), branch(input)]);
  },
  'Concatenate of branches': (input) => {
    const joined = on(api().concatenate(), [branch(input), branch(input), branch(input, 2)]);
    return on(api().concatenate({ axis: 1 }), [joined, joined]);
  },
  'a merge that broadcasts': (input) => {
    const gate = on(
      api().dense({ units: 4, activation: 'sigmoid' }),
      on(api().globalAveragePooling2d({}), branch(input)),
    );
    return on(api().multiply(), [branch(input), on(api().reshape({ targetShape: [1, 1, 4] }), gate)]);
  },
  'a shortcut': (input) => {
    const first = branch(input);
    const layer = api().conv2d({ filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' });
    return on(api().add(), [first, on(layer, first)]);
  },
  'a layer applied twice': (input) => {
    const shared = api().conv2d({ filters: 4, kernelSize: 3, padding: 'same', activation: 'tanh' });
    return on(shared, on(shared, branch(input)));
  },
  'a batch normalization applied twice': (input) => {
    const shared = api().batchNormalization({ momentum: 0.6 });
    return on(shared, on(api().conv2d({ filters: 4, kernelSize: 1 }), on(shared, branch(input))));
  },
  'a nested sequential model': (input) => {
    const inner = tfjsNode().sequential({
      layers: [
        api().conv2d({ filters: 4, kernelSize: 3, inputShape: [...IMAGE], activation: 'relu' }),
        api().batchNormalization(),
      ],
    });
    return on(inner, input);
  },
  'a nested model applied twice': (input) => {
    const within = tfjsNode().input({ shape: [8, 7, 4] });
    const [left, right] = [
      on(api().conv2d({ filters: 4, kernelSize: 3, padding: 'same' }), within),
      on(api().depthwiseConv2d({ kernelSize: 3, padding: 'same' }), within),
    ];
    const inner = tfjsNode().model({ inputs: within, outputs: on(api().add(), [left, right]) });
    return on(inner, on(inner, branch(input)));
  },
};

/** Names of all models; made one at a time, because tfjs-node may not be installed. */
export const LAYER_MODELS: readonly string[] = [
  ...Object.keys(BODIES),
  ...Object.keys(SEQUENCES),
  ...Object.keys(GRAPHS),
  ...ACTIVATIONS.map((name) => `the activation ${name}`),
];

export const FORWARD_ONLY_MODELS: readonly string[] = Object.keys(FORWARD_ONLY);

export function layerModel(name: string): Setup {
  const body = BODIES[name] ?? FORWARD_ONLY[name];
  if (body !== undefined) return { topology: chain(body(), IMAGE), sampleShape: IMAGE, units: UNITS };
  const sequence = SEQUENCES[name];
  if (sequence !== undefined) return { topology: chain(sequence(), SEQUENCE), sampleShape: SEQUENCE, units: UNITS };
  const graph = GRAPHS[name];
  if (graph !== undefined) {
    const input = tfjsNode().input({ shape: [...IMAGE] });
    const output = on(api().dense({ units: UNITS, activation: 'softmax' }), on(api().flatten(), graph(input)));
    return { topology: network(input, output), sampleShape: IMAGE, units: UNITS };
  }
  const activation = name.replace('the activation ', '') as 'relu';
  const layers = [
    api().conv2d({ filters: 3, kernelSize: 3, activation }),
    api().flatten(),
    api().dense({ units: 7 }),
    api().activation({ activation }),
  ];
  return { topology: chain(layers, IMAGE), sampleShape: IMAGE, units: UNITS };
}

function api() {
  return tfjsNode().layers;
}

/** The layers one after the other, then a row of classes. */
function chain(layers: Layer[], inputShape: readonly number[]) {
  const input = tfjsNode().input({ shape: [...inputShape] });
  const last = layers.reduce((tensor, layer) => on(layer, tensor), input);
  const rows = last.shape.length > 2 ? on(api().flatten(), last) : last;
  return network(input, on(api().dense({ units: UNITS, activation: 'softmax' }), rows));
}

function branch(input: Tensor, filters = 4): Tensor {
  return on(api().conv2d({ filters, kernelSize: 2, activation: 'tanh' }), input);
}

function on(layer: Layer, input: Tensor | Tensor[]): Tensor {
  return layer.apply(input) as Tensor;
}
