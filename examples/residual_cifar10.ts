/** A small residual network on CIFAR-10 in TensorFlow.js: a function makes the blocks, a loop stacks them. */
import * as tf from '@tensorflow/tfjs';

const stages: readonly [filters: number, blocks: number][] = [
  [32, 2],
  [64, 2],
  [128, 2],
];

function convolution(x: tf.SymbolicTensor, filters: number, kernelSize: number, strides = 1): tf.SymbolicTensor {
  const made = tf.layers.conv2d({ filters, kernelSize, strides, padding: 'same', useBias: false }).apply(x);
  return tf.layers.batchNormalization().apply(made) as tf.SymbolicTensor;
}

/** Two convolutions and a way past them, made to fit where the shape changes. */
function residualBlock(x: tf.SymbolicTensor, filters: number, stride = 1): tf.SymbolicTensor {
  let y = convolution(x, filters, 3, stride);
  y = tf.layers.reLU().apply(y) as tf.SymbolicTensor;
  y = convolution(y, filters, 3);
  const fits = stride === 1 && x.shape[3] === filters;
  const shortcut = fits ? x : convolution(x, filters, 1, stride);
  return tf.layers.reLU().apply(tf.layers.add().apply([y, shortcut])) as tf.SymbolicTensor;
}

export function build(classes = 10): tf.LayersModel {
  const inputs = tf.input({ shape: [32, 32, 3] });
  let x = convolution(inputs, 32, 3);
  x = tf.layers.reLU().apply(x) as tf.SymbolicTensor;
  for (const [stage, [filters, blocks]] of stages.entries()) {
    for (let block = 0; block < blocks; block++) x = residualBlock(x, filters, stage > 0 && block === 0 ? 2 : 1);
  }
  const pooled = tf.layers.globalAveragePooling2d({}).apply(x);
  const kept = tf.layers.dropout({ rate: 0.2 }).apply(pooled);
  const outputs = tf.layers.dense({ units: classes, activation: 'softmax' }).apply(kept) as tf.SymbolicTensor;
  return tf.model({ inputs, outputs, name: 'residual' });
}

const model = build();
model.compile({ optimizer: tf.train.adam(0.001), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
model.summary();
