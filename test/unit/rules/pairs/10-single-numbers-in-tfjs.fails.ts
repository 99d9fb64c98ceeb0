import * as tf from '@tensorflow/tfjs';

interface House {
  readonly rooms: number;
  readonly area: number;
  readonly price: number;
}

const houses: readonly House[] = [
  { rooms: 2, area: 55, price: 120 },
  { rooms: 3, area: 70, price: 180 },
  { rooms: 5, area: 140, price: 420 },
  { rooms: 4, area: 95, price: 260 },
];

const inputs = tf.tensor2d(houses.map(({ rooms, area }) => [rooms, area]));
const prices = tf.tensor1d(houses.map(({ price }) => price));

const model = tf.sequential();
model.add(tf.layers.dense({ units: 8, activation: 'relu', inputShape: [2] }));
model.add(tf.layers.dense({ units: 2 }));
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
await model.fit(inputs, prices, { epochs: 1 });
