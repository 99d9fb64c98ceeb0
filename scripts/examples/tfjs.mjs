/** Writes examples/conv_mnist_tfjs/model.json: the network of the example notebook as real TensorFlow.js saves it, without its weights. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { io } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-layers';

const input = tf.input({ shape: [28, 28, 5] });
const conv = (filters, x) => tf.layers.conv2d({ filters, kernelSize: 3, strides: 2, padding: 'valid' }).apply(x);
const features = tf.layers.flatten().apply(conv(64, conv(32, conv(16, input))));
const hidden = tf.layers.dense({ units: 64, activation: 'relu' }).apply(features);
const output = tf.layers.dense({ units: 10, activation: 'softmax' }).apply(hidden);
const mynet = tf.model({ inputs: input, outputs: output, name: 'mynet' });
mynet.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });

// The handler of uploads writes model.json as a server would get it; the server is a function here.
const upload = async (_url, { body }) => {
  const folder = new URL('../../examples/conv_mnist_tfjs/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const model = JSON.parse(await body.get('model.json').text());
  writeFileSync(new URL('model.json', folder), `${JSON.stringify(model, null, 2)}\n`);
  return new Response(null, { status: 200 });
};
await mynet.save(io.http('http://localhost/', { fetchFunc: upload }), { includeOptimizer: true });
console.log(`wrote conv_mnist_tfjs/model.json with TensorFlow.js ${tf.version_layers}`);
