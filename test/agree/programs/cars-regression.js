import * as tf from '@tensorflow/tfjs';

async function getData() {
  const carsData = Array.from({ length: 40 }, (_, i) => ({
    Miles_per_Gallon: i % 7 === 0 ? null : 10 + i,
    Horsepower: 50 + i * 2,
  }));
  return carsData
    .map((car) => ({ mpg: car.Miles_per_Gallon, horsepower: car.Horsepower }))
    .filter((car) => car.mpg != null && car.horsepower != null);
}

function createModel() {
  const model = tf.sequential();
  model.add(tf.layers.dense({ inputShape: [1], units: 1, useBias: true }));
  model.add(tf.layers.dense({ units: 50, activation: 'sigmoid' }));
  model.add(tf.layers.dense({ units: 1, useBias: true }));
  return model;
}

function convertToTensor(data) {
  return tf.tidy(() => {
    tf.util.shuffle(data);
    const inputs = data.map((d) => d.horsepower);
    const labels = data.map((d) => d.mpg);
    const inputTensor = tf.tensor2d(inputs, [inputs.length, 1]);
    const labelTensor = tf.tensor2d(labels, [labels.length, 1]);
    const inputMax = inputTensor.max();
    const inputMin = inputTensor.min();
    const labelMax = labelTensor.max();
    const labelMin = labelTensor.min();
    const normalizedInputs = inputTensor.sub(inputMin).div(inputMax.sub(inputMin));
    const normalizedLabels = labelTensor.sub(labelMin).div(labelMax.sub(labelMin));
    return { inputs: normalizedInputs, labels: normalizedLabels, inputMax, inputMin, labelMax, labelMin };
  });
}

async function trainModel(model, inputs, labels) {
  model.compile({ optimizer: tf.train.adam(), loss: tf.losses.meanSquaredError, metrics: ['mse'] });
  return await model.fit(inputs, labels, { batchSize: 32, epochs: 1, shuffle: true, verbose: 0 });
}

const data = await getData();
const model = createModel();
const tensorData = convertToTensor(data);
const { inputs, labels } = tensorData;
await trainModel(model, inputs, labels);
const [xs, preds] = tf.tidy(() => {
  const xsNorm = tf.linspace(0, 1, 100);
  const predictions = model.predict(xsNorm.reshape([100, 1]));
  return [xsNorm.dataSync(), predictions.dataSync()];
});
