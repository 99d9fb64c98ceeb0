import * as tf from '@tensorflow/tfjs';

// Fahrenheit from Celsius.
const xs = tf.tensor2d([-40, -10, 0, 8, 15, 22, 38], [7, 1]);
const ys = tf.tensor2d([-40, 14, 32, 46, 59, 72, 100], [7, 1]);

const model = tf.sequential();
model.add(tf.layers.dense({ units: 1, inputShape: [1] }));
model.compile({ loss: 'mean_squared_error', optimizer: tf.train.adam(0.1) });
await model.fit(xs, ys, { epochs: 2 });
