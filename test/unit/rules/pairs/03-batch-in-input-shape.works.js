import * as tf from '@tensorflow/tfjs';

const xs = tf.randomNormal([24, 10, 2]);
const ys = tf.randomNormal([24, 1]);

const model = tf.sequential();
model.add(tf.layers.lstm({ units: 16, inputShape: xs.shape.slice(1) }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: 'rmsprop', loss: 'meanSquaredError' });
await model.fit(xs, ys, { epochs: 1 });
