import * as tf from '@tensorflow/tfjs';

const IMAGE = 28;
const CLASSES = 10;

function createModel(): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ inputShape: [IMAGE, IMAGE, 1], kernelSize: 5, filters: 8, activation: 'relu' }));
  model.add(tf.layers.maxPooling2d({ poolSize: [2, 2], strides: [2, 2] }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: CLASSES, activation: 'softmax' }));
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

const images = tf.randomUniform([16, IMAGE * IMAGE]);
const labels = tf.oneHot(
  tf.tensor1d(
    Array.from({ length: 16 }, (_, i) => i % CLASSES),
    'int32',
  ),
  CLASSES,
);

const model = createModel();
await model.fit(images.reshape([16, IMAGE, IMAGE, 1]), labels, { epochs: 1, batchSize: 8 });
