import * as tf from '@tensorflow/tfjs';

const WINDOW = 12;
const series = Array.from({ length: 60 }, (_, i) => Math.sin(i / 5));

function windows(values: readonly number[], size: number): number[][] {
  const rows: number[][] = [];
  for (let start = 0; start + size < values.length; start++) rows.push(values.slice(start, start + size));
  return rows;
}

const inputs = tf.tensor2d(windows(series, WINDOW + 1));
const targets = tf.zeros([inputs.shape[0], 1]);

const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [WINDOW], units: 16, activation: 'relu' }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: 'sgd', loss: 'meanAbsoluteError' });
await model.fit(inputs, targets, { epochs: 1, batchSize: 16 });
