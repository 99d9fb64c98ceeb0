import * as tf from '@tensorflow/tfjs';

const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [4], units: 10, activation: 'relu' }));
model.add(tf.layers.dense({ units: 3, inputShape: [20], activation: 'softmax' }));
if (model.layers[1].batchInputShape !== undefined)
  throw new Error('the second layer has an input shape that is not the one it gets');
