import * as tf from '@tensorflow/tfjs';

const SIZE = 48;

const image = tf.input({ shape: [SIZE, SIZE, 1] });
const down1 = tf.layers
  .conv2d({ filters: 8, kernelSize: 3, padding: 'same', activation: 'relu' })
  .apply(image) as tf.SymbolicTensor;
const pool1 = tf.layers.maxPooling2d({ poolSize: 2 }).apply(down1) as tf.SymbolicTensor;
const down2 = tf.layers
  .conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' })
  .apply(pool1) as tf.SymbolicTensor;
const pool2 = tf.layers.maxPooling2d({ poolSize: 2 }).apply(down2) as tf.SymbolicTensor;
const middle = tf.layers
  .conv2d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' })
  .apply(pool2) as tf.SymbolicTensor;
const up2 = tf.layers.upSampling2d({ size: [2, 2] }).apply(middle) as tf.SymbolicTensor;
const merged2 = tf.layers.concatenate().apply([up2, down2]) as tf.SymbolicTensor;
const up1 = tf.layers.upSampling2d({ size: [2, 2] }).apply(merged2) as tf.SymbolicTensor;
const merged1 = tf.layers.concatenate().apply([up1, down1]) as tf.SymbolicTensor;
const mask = tf.layers.conv2d({ filters: 1, kernelSize: 1, activation: 'sigmoid' }).apply(merged1) as tf.SymbolicTensor;
const model = tf.model({ inputs: image, outputs: mask });
model.summary();
