const tf = require('@tensorflow/tfjs');

async function train(model, data) {
  return model.fit(data.xs, data.ys, {
    epochs: 2,
    batchSize: 4,
    callbacks: { onEpochEnd: (epoch, logs) => console.log(`epoch ${epoch}: ${logs.loss}`) },
  });
}

const model = tf.sequential();
model.add(tf.layers.dense({ units: 8, inputShape: [3], activation: 'relu' }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });

const data = { xs: tf.randomNormal([12, 3]), ys: tf.randomNormal([12, 1]) };
await train(model, data);
