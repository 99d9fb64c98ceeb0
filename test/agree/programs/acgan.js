const tf = require('@tensorflow/tfjs');

const IMAGE_SIZE = 28;
const NUM_CLASSES = 10;

function buildGenerator(latentSize) {
  tf.util.assert(
    latentSize > 0 && Number.isInteger(latentSize),
    `Expected latent-space size to be a positive integer, but got ${latentSize}.`,
  );
  const cnn = tf.sequential();
  cnn.add(tf.layers.dense({ units: 3 * 3 * 384, inputShape: [latentSize], activation: 'relu' }));
  cnn.add(tf.layers.reshape({ targetShape: [3, 3, 384] }));
  cnn.add(
    tf.layers.conv2dTranspose({
      filters: 192,
      kernelSize: 5,
      strides: 1,
      padding: 'valid',
      activation: 'relu',
      kernelInitializer: 'glorotNormal',
    }),
  );
  cnn.add(tf.layers.batchNormalization());
  cnn.add(
    tf.layers.conv2dTranspose({
      filters: 96,
      kernelSize: 5,
      strides: 2,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: 'glorotNormal',
    }),
  );
  cnn.add(tf.layers.batchNormalization());
  cnn.add(
    tf.layers.conv2dTranspose({
      filters: 1,
      kernelSize: 5,
      strides: 2,
      padding: 'same',
      activation: 'tanh',
      kernelInitializer: 'glorotNormal',
    }),
  );
  const latent = tf.input({ shape: [latentSize] });
  const imageClass = tf.input({ shape: [1] });
  const classEmbedding = tf.layers
    .embedding({ inputDim: NUM_CLASSES, outputDim: latentSize, embeddingsInitializer: 'glorotNormal' })
    .apply(imageClass);
  const flat = tf.layers.flatten().apply(classEmbedding);
  const h = tf.layers.multiply().apply([latent, flat]);
  const fakeImage = cnn.apply(h);
  return tf.model({ inputs: [latent, imageClass], outputs: fakeImage });
}

function buildDiscriminator() {
  const cnn = tf.sequential();
  cnn.add(
    tf.layers.conv2d({
      filters: 32,
      kernelSize: 3,
      padding: 'same',
      strides: 2,
      inputShape: [IMAGE_SIZE, IMAGE_SIZE, 1],
    }),
  );
  cnn.add(tf.layers.leakyReLU({ alpha: 0.2 }));
  cnn.add(tf.layers.dropout({ rate: 0.3 }));
  for (const [filters, strides] of [
    [64, 1],
    [128, 2],
    [256, 1],
  ]) {
    cnn.add(tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', strides }));
    cnn.add(tf.layers.leakyReLU({ alpha: 0.2 }));
    cnn.add(tf.layers.dropout({ rate: 0.3 }));
  }
  cnn.add(tf.layers.flatten());
  const image = tf.input({ shape: [IMAGE_SIZE, IMAGE_SIZE, 1] });
  const features = cnn.apply(image);
  const realnessScore = tf.layers.dense({ units: 1, activation: 'sigmoid' }).apply(features);
  const aux = tf.layers.dense({ units: NUM_CLASSES, activation: 'softmax' }).apply(features);
  return tf.model({ inputs: image, outputs: [realnessScore, aux] });
}

function buildCombinedModel(latentSize, generator, discriminator, optimizer) {
  const latent = tf.input({ shape: [latentSize] });
  const imageClass = tf.input({ shape: [1] });
  let fake = generator.apply([latent, imageClass]);
  let aux;
  discriminator.trainable = false;
  [fake, aux] = discriminator.apply(fake);
  const combined = tf.model({ inputs: [latent, imageClass], outputs: [fake, aux] });
  combined.compile({ optimizer, loss: ['binaryCrossentropy', 'sparseCategoricalCrossentropy'] });
  return combined;
}

const discriminator = buildDiscriminator();
discriminator.compile({
  optimizer: tf.train.adam(0.0002, 0.5),
  loss: ['binaryCrossentropy', 'sparseCategoricalCrossentropy'],
});
const generator = buildGenerator(100);
const combined = buildCombinedModel(100, generator, discriminator, tf.train.adam(0.0002, 0.5));
combined.summary();
