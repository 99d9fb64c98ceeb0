/** The graph against tfjs-node, operation by operation: gradients of every kind of layer, steps, losses, optimizers. */

import { describe, expect, it } from 'vitest';
import type { NamedConfig } from '../../src/protocol/training';
import { FORWARD_ONLY_MODELS, LAYER_MODELS, layerModel } from './graph-layers';
import {
  compare,
  difference,
  eagerModel,
  graphModel,
  installed,
  lossWith,
  randomBatches,
  refusal,
  type Setup,
  stack,
  tfjsNode,
} from './graph-models';

if (!installed) {
  console.warn('Skipped: the native engine is not installed (node scripts/setup-native-engine.mjs makes it).');
}

/** Relative to the largest value. Both run kernels of TensorFlow, but sum in another order. */
const ROUNDING = 2e-5;

/** A power of two, so that the step is the gradient but for the rounding of the weight. */
const RATE = 64;

/** The gradients that the operation-by-operation way follows, seen from what one large step does to the weights. */
async function eagerGradients(setup: Setup, batch: ReturnType<typeof randomBatches>[number]) {
  const model = await eagerModel({ ...setup, optimizer: { name: 'sgd', config: { learning_rate: RATE } } });
  const before = model.weights().map(({ values }) => values.slice());
  await model.trainOnBatch(batch);
  const after = model.weights();
  model.dispose();
  return new Map(
    after.map(({ name, values }, index) => [name, before[index]!.map((old, at) => (old - values[at]!) / RATE)]),
  );
}

describe.skipIf(!installed)('gradients and steps are those of tfjs-node', () => {
  it.each(LAYER_MODELS)('for %s', async (name) => {
    const setup = layerModel(name);
    const batches = randomBatches(setup, 3, 6);
    const graph = await graphModel(setup);
    const ours = graph.gradients(batches[0]!);
    const theirs = await eagerGradients(setup, batches[0]!);
    graph.dispose();
    expect(ours.size).toBeGreaterThan(0);
    // A gradient that is zero but for rounding, as that of a bias before a batch normalization, is compared with the others.
    const least = 0.01 * Math.max(...[...theirs.values()].flatMap((gradient) => [...gradient.map(Math.abs)]));
    for (const [weight, gradient] of ours) {
      expect(difference(gradient, theirs.get(weight)!, least), `gradient of ${weight}`).toBeLessThan(10 * ROUNDING);
    }
    const { losses, outputs, weights, evaluation } = await compare(setup, batches);
    for (const loss of losses) expect(loss).toBeLessThan(ROUNDING);
    expect(outputs).toBeLessThan(ROUNDING);
    expect(evaluation).toBeLessThan(ROUNDING);
    for (const [weight, gap] of weights) expect(gap, weight).toBeLessThan(ROUNDING);
  });
});

describe.skipIf(!installed)('gradients that tfjs-node lacks agree with the slope of its loss', () => {
  it.each(FORWARD_ONLY_MODELS)('for %s', async (name) => {
    const setup = layerModel(name);
    const [batch] = randomBatches(setup, 1, 6);
    const [graph, eager] = [await graphModel(setup), await eagerModel(setup)];
    expect(difference([graph.evaluateBatch(batch!).loss], [(await eager.evaluateBatch(batch!)).loss])).toBeLessThan(
      ROUNDING,
    );
    const gradients = graph.gradients(batch!);
    graph.dispose();
    eager.dispose();
    for (const [weight, gradient] of gradients) {
      // The slope along the gradient is its length, if the gradient is right.
      const length = Math.hypot(...gradient);
      const step = 0.01;
      const along = (sign: number) =>
        lossWith(setup, batch!, new Map([[weight, (value, at) => value + (sign * step * gradient[at]!) / length]]));
      const slope = ((await along(1)) - (await along(-1))) / (2 * step);
      expect(Math.abs(slope / length - 1), `slope along ${weight}`).toBeLessThan(0.02);
    }
  });
});

const LOSSES: readonly (NamedConfig & { readonly labels: 'sparse' | 'one-hot'; readonly activation: string })[] = [
  { name: 'sparse_categorical_crossentropy', config: {}, labels: 'sparse', activation: 'softmax' },
  { name: 'sparse_categorical_crossentropy', config: { from_logits: true }, labels: 'sparse', activation: 'linear' },
  { name: 'sparse_categorical_crossentropy', config: {}, labels: 'sparse', activation: 'sigmoid' },
  { name: 'categorical_crossentropy', config: { label_smoothing: 0.2 }, labels: 'one-hot', activation: 'softmax' },
  { name: 'categorical_crossentropy', config: {}, labels: 'one-hot', activation: 'softplus' },
  { name: 'binary_crossentropy', config: { label_smoothing: 0.1 }, labels: 'one-hot', activation: 'sigmoid' },
  { name: 'binary_crossentropy', config: {}, labels: 'one-hot', activation: 'softmax' },
  { name: 'binary_crossentropy', config: { from_logits: true }, labels: 'one-hot', activation: 'linear' },
  ...['mean_squared_error', 'mean_absolute_error', 'mean_absolute_percentage_error', 'mean_squared_logarithmic_error']
    .concat('log_cosh', 'hinge', 'squared_hinge', 'categorical_hinge', 'kl_divergence', 'poisson', 'cosine_similarity')
    .map((name) => ({ name, config: {}, labels: 'one-hot' as const, activation: 'softmax' })),
  { name: 'huber', config: { delta: 0.3 }, labels: 'one-hot', activation: 'linear' },
];

function denseModel(activation: string, units = 5): Setup {
  const { layers } = tfjsNode();
  const topology = stack([
    layers.flatten({ inputShape: [5, 4] }),
    layers.dense({ units: 8, activation: 'tanh' }),
    layers.dense({ units, activation: activation as 'relu' }),
  ]);
  return { topology, sampleShape: [5, 4], units };
}

describe.skipIf(!installed)('losses are those of the operation-by-operation way', () => {
  it.each(LOSSES)('$name $config after $activation', async ({ name, config, labels, activation }) => {
    const optimizer = { name: 'sgd', config: { learning_rate: name.includes('percentage') ? 1e-8 : 0.05 } };
    const setup: Setup = { ...denseModel(activation), loss: { name, config }, labels, optimizer };
    const { losses, weights, evaluation } = await compare(setup, randomBatches(setup, 4, 7));
    for (const loss of losses) expect(loss).toBeLessThan(ROUNDING);
    expect(evaluation).toBeLessThan(ROUNDING);
    for (const [weight, gap] of weights) expect(gap, weight).toBeLessThan(ROUNDING);
  });

  it('for one output and labels of 0 and 1', async () => {
    const setup: Setup = { ...denseModel('sigmoid', 1), loss: { name: 'binary_crossentropy', config: {} } };
    const { losses } = await compare(setup, randomBatches(setup, 4, 7));
    for (const loss of losses) expect(loss).toBeLessThan(ROUNDING);
  });
});

const OPTIMIZERS: readonly NamedConfig[] = [
  { name: 'SGD', config: { learning_rate: 0.1 } },
  { name: 'SGD', config: { learning_rate: 0.05, momentum: 0.9 } },
  { name: 'SGD', config: { learning_rate: 0.05, momentum: 0.9, nesterov: true } },
  { name: 'Adam', config: {} },
  { name: 'Adam', config: { learning_rate: 0.01, beta_1: 0.8, beta_2: 0.99, epsilon: 0.001 } },
  { name: 'Adamax', config: { learning_rate: 0.01 } },
  { name: 'Nadam', config: { learning_rate: 0.01 } },
  { name: 'RMSprop', config: { learning_rate: 0.001 } },
  { name: 'RMSprop', config: { learning_rate: 0.001, rho: 0.8, momentum: 0.5 } },
  { name: 'RMSprop', config: { learning_rate: 0.001, rho: 0.8, momentum: 0.5, centered: true } },
  { name: 'Adagrad', config: { learning_rate: 0.1 } },
  { name: 'Adadelta', config: { learning_rate: 1 } },
];

describe.skipIf(!installed)('optimizers take the steps of the operation-by-operation way', () => {
  it.each(OPTIMIZERS)('$name $config', async (optimizer) => {
    const setup: Setup = { ...denseModel('softmax'), optimizer };
    const { losses, weights } = await compare(setup, randomBatches(setup, 12, 16));
    for (const loss of losses) expect(loss).toBeLessThan(1e-4);
    for (const [weight, gap] of weights) expect(gap, weight).toBeLessThan(1e-3);
  });
});

describe.skipIf(!installed)('noise', () => {
  const noisy = (layer: 'dropout' | 'gaussianNoise' | 'gaussianDropout', strength: object): Setup => {
    const { layers } = tfjsNode();
    const make = layers[layer] as (args: object) => ReturnType<typeof layers.dropout>;
    const topology = stack([
      layers.flatten({ inputShape: [5, 4] }),
      make(strength),
      layers.dense({ units: 5, activation: 'softmax' }),
    ]);
    return { topology, sampleShape: [5, 4], units: 5 };
  };

  const kinds = [
    ['dropout', { rate: 0.4 }],
    ['gaussianNoise', { stddev: 0.3 }],
    ['gaussianDropout', { rate: 0.3 }],
  ] as const;

  it.each(kinds)(
    '%s is the same for the same seed, new in each step, and off in evaluation',
    async (layer, strength) => {
      const setup = noisy(layer, strength);
      const [batch] = randomBatches(setup, 1, 16);
      const curve = async (seed: number) => {
        const model = await graphModel({ ...setup, seed, optimizer: { name: 'sgd', config: { learning_rate: 1e-9 } } });
        const evaluated = model.evaluateBatch(batch!).loss;
        expect(model.evaluateBatch(batch!).loss).toBe(evaluated);
        const losses = [1, 2, 3].map(() => model.trainOnBatch(batch!).loss);
        model.dispose();
        return { evaluated, losses };
      };
      const first = await curve(3);
      expect(await curve(3)).toEqual(first);
      expect(new Set([...first.losses, first.evaluated]).size).toBe(4);
      expect((await curve(4)).losses).not.toEqual(first.losses);
    },
  );

  it('leaves a share of dropout and keeps the mean', async () => {
    const { layers } = tfjsNode();
    const ones = { units: 1, kernelInitializer: 'ones', useBias: false } as const;
    const topology = stack([
      layers.flatten({ inputShape: [100, 100] }),
      layers.dropout({ rate: 0.3 }),
      layers.dense({ ...ones, trainable: false }),
    ]);
    const setup: Setup = { topology, sampleShape: [100, 100], units: 1, loss: { name: 'mse', config: {} } };
    const model = await graphModel(setup);
    const pixels = new Uint8Array(10_000 * 8).fill(255);
    const { outputs } = model.trainOnBatch({ size: 8, pixels, labels: new Uint8Array(8) });
    model.dispose();
    // Each sum has a standard deviation of 65.
    for (const sum of outputs) expect(Math.abs(sum - 10_000)).toBeLessThan(300);
    for (const sum of outputs) expect(Math.abs(sum * 0.7 - Math.round(sum * 0.7))).toBeLessThan(0.1);
    expect(new Set(outputs).size).toBeGreaterThan(4);
  });
});

describe.skipIf(!installed)('what the graph does not cover is named', () => {
  const refused: [string, () => ReturnType<typeof stack>][] = [
    [
      'the layer memory (GRU) is not covered by the graph',
      () => {
        const { layers } = tfjsNode();
        return stack([
          layers.gru({ units: 3, name: 'memory', inputShape: [6, 4] }),
          layers.dense({ units: 5, activation: 'softmax' }),
        ]);
      },
    ],
    [
      'the layer tied (Dense) with a constraint is not covered by the graph',
      () => {
        const { layers } = tfjsNode();
        return stack([
          layers.flatten({ inputShape: [6, 4] }),
          layers.dense({ units: 5, name: 'tied', kernelConstraint: 'nonNeg', activation: 'softmax' }),
        ]);
      },
    ],
    [
      'the layer odd (BatchNormalization) with axis = 1 is not covered by the graph',
      () => {
        const { layers } = tfjsNode();
        return stack([
          layers.batchNormalization({ axis: 1, name: 'odd', inputShape: [6, 4] }),
          layers.flatten(),
          layers.dense({ units: 5, activation: 'softmax' }),
        ]);
      },
    ],
  ];

  it.each(refused)('%s', async (reason, topology) => {
    const setup: Setup = { topology: topology(), sampleShape: [6, 4], units: 5 };
    expect(await refusal(setup)).toBe(reason);
  });
});
