import * as tf from '@tensorflow/tfjs';

const images = tf.zeros([32, 50, 50, 1]);
const labels = tf.zeros([32, 1]);

const model = tf.sequential();
model.add(tf.layers.conv2d({ inputShape: [50, 50, 1], filters: 8, kernelSize: 3, activation: 'relu' }));
model.add(tf.layers.flatten());
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
model.compile({ optimizer: 'sgd', loss: 'binaryCrossentropy' });
await model.fit(images, labels, { epochs: 1, verbose: 0 });
