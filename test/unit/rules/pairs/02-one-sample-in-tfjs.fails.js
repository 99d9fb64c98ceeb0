const tf = require('@tensorflow/tfjs');

const model = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [4], units: 8, activation: 'relu' }),
    tf.layers.dense({ units: 3, activation: 'softmax' }),
  ],
});
model.compile({ optimizer: tf.train.adam(0.01), loss: 'sparseCategoricalCrossentropy' });

// One iris.
const flower = tf.tensor1d([5.1, 3.5, 1.4, 0.2]);
const scores = model.predict(flower);
console.log(scores.shape);
