import * as tf from '@tensorflow/tfjs';

const xs = tf.randomUniform([20, 5]);
const ys = tf.oneHot(tf.range(0, 20, 1, 'int32').mod(tf.scalar(4, 'int32')), 4);

const model = tf.sequential();
model.add(tf.layers.dense({ units: 10, inputShape: [5], activation: 'relu' }));
model.add(tf.layers.dense({ units: 4, activation: 'softmax' }));
model.compile({
  optimizer: 'adam',
  loss: 'categoricalCrossentropy',
  metrics: ['categorical_accuracy'],
});
const history = await model.fit(xs, ys, { epochs: 1, validationSplit: 0.2, verbose: 0 });
console.log(history.history.loss);
