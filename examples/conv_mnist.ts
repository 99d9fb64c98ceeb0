/** The network of conv_mnist.ipynb in TensorFlow.js. */
import * as tf from '@tensorflow/tfjs';

const xin = tf.input({ shape: [28, 28, 5] });
const conv1 = tf.layers.conv2d({ filters: 16, kernelSize: 3, strides: 2, padding: 'valid' });
const conv2 = tf.layers.conv2d({ filters: 32, kernelSize: 3, strides: 2, padding: 'valid' });
const conv3 = tf.layers.conv2d({ filters: 64, kernelSize: 3, strides: 2, padding: 'valid' });
const features = tf.layers.flatten().apply(conv3.apply(conv2.apply(conv1.apply(xin))));
const hidden = tf.layers.dense({ units: 64, activation: 'relu' }).apply(features);
const res = tf.layers.dense({ units: 10, activation: 'softmax' }).apply(hidden) as tf.SymbolicTensor;
const mynet = tf.model({ inputs: xin, outputs: res });

mynet.summary();
mynet.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });

/** Grey images of 28 × 28 pixels with values from 0 to 1, and their digits. */
export async function train(images: Float32Array, digits: Float32Array): Promise<tf.History> {
  const xTrain = tf.tensor4d(images, [60000, 28, 28, 1]);
  const yTrain = tf.tensor1d(digits);
  return mynet.fit(xTrain, yTrain, { epochs: 10, batchSize: 32, shuffle: true });
}
