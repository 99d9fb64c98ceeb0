/** Random models with branches, shared layers and nested models: the graph and tfjs-node take the same steps. */

import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import type { NamedConfig } from '../../src/protocol/training';
import { type Random, seededRandom } from '../../src/train/random';
import { compare, installed, network, randomBatches, type Setup, tfjsNode } from './graph-models';

const MODELS = 30;
const STEPS = 4;

const OPTIMIZERS: readonly NamedConfig[] = [
  { name: 'sgd', config: { learning_rate: 0.02, momentum: 0.9 } },
  { name: 'adagrad', config: { learning_rate: 0.01 } },
  // Steps of Adam do not shrink with the gradient, so a large epsilon keeps rounding small where the gradient is zero.
  { name: 'adam', config: { learning_rate: 0.005, epsilon: 0.01 } },
];

class Dice {
  constructor(readonly random: Random) {}

  upTo(most: number, least = 1): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  pick<One>(...choices: readonly One[]): One {
    return choices[this.upTo(choices.length) - 1]!;
  }
}

type Step = (dice: Dice, tensor: SymbolicTensor) => SymbolicTensor;

function api() {
  return tfjsNode().layers;
}

function on(layer: { apply(input: never): unknown }, input: SymbolicTensor | SymbolicTensor[]): SymbolicTensor {
  return layer.apply(input as never) as SymbolicTensor;
}

const activation = (dice: Dice) =>
  dice.pick('linear', 'relu', 'sigmoid', 'tanh', 'elu', 'selu', 'softplus', 'swish', 'softmax' as const);
const padding = (dice: Dice): 'same' | 'valid' => dice.pick('same', 'valid');

/** Sizes that fit into the image, which may be small by now. */
function window(dice: Dice, { shape }: SymbolicTensor, most = 3): [number, number] {
  return [dice.upTo(Math.min(most, shape[1]!)), dice.upTo(Math.min(most, shape[2]!))];
}

const IMAGE_STEPS: readonly Step[] = [
  (dice, x) => {
    const strides: [number, number] = [dice.upTo(2), dice.upTo(2)];
    const shared = {
      filters: dice.upTo(5),
      kernelSize: window(dice, x),
      padding: padding(dice),
      useBias: dice.pick(true, false),
    };
    return on(api().conv2d({ ...shared, strides, activation: activation(dice) }), x);
  },
  (dice, x) => {
    const strides: [number, number] = [dice.upTo(2), dice.upTo(2)];
    const shared = { filters: dice.upTo(4), kernelSize: window(dice, x), padding: padding(dice) };
    return on(api().conv2dTranspose({ ...shared, strides, activation: activation(dice) }), x);
  },
  (dice, x) => {
    const shared = { kernelSize: window(dice, x), strides: dice.upTo(2), padding: padding(dice) };
    return on(api().depthwiseConv2d({ ...shared, depthMultiplier: dice.upTo(2), activation: activation(dice) }), x);
  },
  (dice, x) => {
    const shared = { kernelSize: window(dice, x), filters: dice.upTo(5), padding: padding(dice) };
    return on(api().separableConv2d({ ...shared, depthMultiplier: dice.upTo(2) }), x);
  },
  (dice, x) => {
    const shared = { poolSize: window(dice, x, 2), strides: [dice.upTo(2), dice.upTo(2)] as [number, number] };
    return on(api().averagePooling2d({ ...shared, padding: padding(dice) }), x);
  },
  (dice, x) => {
    const shared = { poolSize: window(dice, x, 2), strides: [dice.upTo(2), dice.upTo(2)] as [number, number] };
    return on(api().maxPooling2d({ ...shared, padding: padding(dice) }), x);
  },
  (dice, x) => on(api().batchNormalization({ momentum: 0.5 + dice.random() / 2, epsilon: 0.01 }), x),
  (dice, x) => on(api().activation({ activation: activation(dice) }), x),
  (dice, x) => on(api().leakyReLU({ alpha: dice.random() }), x),
  (dice, x) => on(api().zeroPadding2d({ padding: [dice.upTo(2), dice.upTo(2)] }), x),
  (dice, x) => {
    if (x.shape[1]! * x.shape[2]! > 150) return x;
    return on(api().upSampling2d({ size: [dice.upTo(2), dice.upTo(2)] }), x);
  },
  (dice, x) => on(api().dense({ units: dice.upTo(5), activation: activation(dice) }), x),
  // Branches of one shape and a merge.
  (dice, x) => {
    const same = () => api().conv2d({ filters: 3, kernelSize: window(dice, x), padding: 'same', activation: 'tanh' });
    const merge = dice.pick('add', 'multiply', 'average', 'maximum', 'minimum', 'concatenate' as const);
    return on(api()[merge]({}), [on(same(), x), on(same(), x), on(same(), x)]);
  },
  // A layer that is applied twice.
  (dice, x) => {
    const shared = api().conv2d({
      filters: x.shape[3]!,
      kernelSize: window(dice, x),
      padding: 'same',
      activation: 'tanh',
    });
    return on(shared, on(shared, x));
  },
  // A nested model.
  (dice, x) => {
    const inside = tfjsNode().input({ shape: x.shape.slice(1) });
    const inner = tfjsNode().model({ inputs: inside, outputs: imageStep(dice, imageStep(dice, inside)) });
    return on(inner, x);
  },
];

function imageStep(dice: Dice, x: SymbolicTensor): SymbolicTensor {
  return dice.pick(...IMAGE_STEPS)(dice, x);
}

function randomSetup(seed: number): Setup {
  const dice = new Dice(seededRandom(seed));
  const sampleShape = [dice.upTo(10, 5), dice.upTo(10, 5), dice.upTo(3)];
  const input = tfjsNode().input({ shape: sampleShape });
  let x = on(api().conv2d({ filters: dice.upTo(4, 2), kernelSize: 2, padding: 'same' }), input);
  for (let depth = dice.upTo(6, 2); depth > 0; depth--) x = imageStep(dice, x);
  const rows = dice.pick(
    () => on(api().flatten(), x),
    // Not the largest one: TensorFlow.js gives the whole gradient to each of equal values, Keras and the graph share it.
    () => on(api().globalAveragePooling2d({}), x),
  )();
  const output = on(api().dense({ units: 4, activation: 'softmax' }), rows);
  return { topology: network(input, output), sampleShape, units: 4, seed, optimizer: dice.pick(...OPTIMIZERS) };
}

describe.skipIf(!installed)('random models take the same steps', () => {
  it.each(Array.from({ length: MODELS }, (_, index) => index + 1))('model %i', async (seed) => {
    const setup = randomSetup(seed);
    const { losses, outputs, weights, evaluation } = await compare(setup, randomBatches(setup, STEPS, 8));
    for (const loss of losses) expect(loss).toBeLessThan(1e-4);
    expect(outputs).toBeLessThan(1e-3);
    expect(evaluation).toBeLessThan(1e-3);
    for (const [weight, gap] of weights) expect(gap, weight).toBeLessThan(1e-3);
  });
});
