import * as tf from '@tensorflow/tfjs';

const xs = tf.zeros([30, 4]);
const ys = tf.oneHot(tf.zeros([30], 'int32'), 3);

const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [4], units: 16, activation: 'relu' }));
model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
await model.fit(xs, ys, { epochs: 1, verbose: 0 });
