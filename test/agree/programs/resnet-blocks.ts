import type { SymbolicTensor } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';

interface StageConfig {
  readonly filters: number;
  readonly blocks: number;
  readonly stride?: number;
}

enum Norm {
  None = 'none',
  Batch = 'batch',
}

const stages: StageConfig[] = [
  { filters: 16, blocks: 2 },
  { filters: 32, blocks: 2, stride: 2 },
  { filters: 64, blocks: 3, stride: 2 },
];

type Block = (x: SymbolicTensor) => SymbolicTensor;

function convNorm(filters: number, kernelSize = 3, { strides = 1, norm = Norm.Batch, relu = true } = {}): Block {
  return (x) => {
    let y = tf.layers
      .conv2d({ filters, kernelSize, strides, padding: 'same', useBias: norm === Norm.None })
      .apply(x) as SymbolicTensor;
    if (norm === Norm.Batch) y = tf.layers.batchNormalization({ axis: -1 }).apply(y) as SymbolicTensor;
    return relu ? (tf.layers.reLU().apply(y) as SymbolicTensor) : y;
  };
}

function residual(filters: number, strides: number): Block {
  return (x) => {
    const main = [convNorm(filters, 3, { strides }), convNorm(filters, 3, { relu: false })].reduce((y, f) => f(y), x);
    const needsProjection = strides !== 1 || x.shape[x.shape.length - 1] !== filters;
    const skip = needsProjection ? convNorm(filters, 1, { strides, relu: false })(x) : x;
    const sum = tf.layers.add().apply([main, skip]) as SymbolicTensor;
    return tf.layers.activation({ activation: 'relu' }).apply(sum) as SymbolicTensor;
  };
}

export function buildResNet(
  inputShape: [number, number, number],
  classes: number,
  config: readonly StageConfig[] = stages,
): tf.LayersModel {
  const input = tf.input({ shape: inputShape, name: 'image' });
  let x = convNorm(config[0]!.filters)(input);
  for (const [s, { filters, blocks, stride = 1 }] of config.entries()) {
    for (let b = 0; b < blocks; b++) {
      x = residual(filters, b === 0 && s > 0 ? stride : 1)(x);
    }
  }
  const pooled = tf.layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }).apply(x) as SymbolicTensor;
  const output = tf.layers
    .dense({ units: classes, activation: 'softmax', name: 'probs' })
    .apply(pooled) as SymbolicTensor;
  return tf.model({ inputs: input, outputs: output, name: `resnet_${config.map((c) => c.blocks).join('_')}` });
}

const model = buildResNet([32, 32, 3], 10);
model.compile({ optimizer: tf.train.momentum(0.1, 0.9), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
const small = buildResNet([16, 16, 1], 4, [{ filters: 8, blocks: 1 }]);
small.predict(tf.zeros([2, 16, 16, 1]));
