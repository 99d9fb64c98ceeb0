/** Learning rates that change: schedules are taken over with their arguments, others refused by name and line. */
import { describe, expect, test } from 'vitest';
import { withRunSettings } from '../../../src/protocol/training-control';
import { planOf, refusalOf } from './plans';

const program = (optimizer: string, before = '') => `import keras
from keras import layers
from keras.optimizers import schedules
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
model = keras.Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
${before}model.compile(${optimizer}, 'sparse_categorical_crossentropy')
model.fit(x_train, y_train, validation_data=(x_test, y_test))
`;

function optimizerOf(text: string, languageId = 'python') {
  const plan = planOf(text, languageId);
  if (plan.kind !== 'ready') throw new Error(plan.message);
  return plan.parts.compile.optimizer;
}

describe('a schedule of the learning rate', () => {
  test.each([
    [
      'ExponentialDecay(0.1, 100, 0.96, True)',
      { initial_learning_rate: 0.1, decay_steps: 100, decay_rate: 0.96, staircase: true },
    ],
    ['InverseTimeDecay(0.1, 100, decay_rate=0.5)', { initial_learning_rate: 0.1, decay_steps: 100, decay_rate: 0.5 }],
    ['PiecewiseConstantDecay([100, 200], [0.1, 0.01, 0.001])', { boundaries: [100, 200], values: [0.1, 0.01, 0.001] }],
    [
      'PolynomialDecay(0.1, 100, 0.01, 2.0, True)',
      { initial_learning_rate: 0.1, decay_steps: 100, end_learning_rate: 0.01, power: 2, cycle: true },
    ],
    [
      'CosineDecay(0.1, 100, warmup_target=0.2, warmup_steps=10)',
      { initial_learning_rate: 0.1, decay_steps: 100, warmup_target: 0.2, warmup_steps: 10 },
    ],
    [
      'CosineDecayRestarts(0.1, 100, 2.0, 0.9)',
      { initial_learning_rate: 0.1, first_decay_steps: 100, t_mul: 2, m_mul: 0.9 },
    ],
  ])('is taken over: %s', (schedule, config) => {
    const expected = { name: 'adam', config: { learning_rate: { name: schedule.split('(')[0], config } } };
    expect(optimizerOf(program(`keras.optimizers.Adam(schedules.${schedule})`))).toEqual(expected);
    const named = program(
      'keras.optimizers.Adam(learning_rate=rate)',
      `rate = keras.optimizers.schedules.${schedule}\n`,
    );
    expect(optimizerOf(named)).toEqual(expected);
  });

  test('may be computed by the program', () => {
    const before =
      'steps = len(x_train) // 32 * 5\nrate = schedules.CosineDecay(initial_learning_rate=1e-1 / 2, decay_steps=steps)\n';
    expect(optimizerOf(program('keras.optimizers.SGD(rate, momentum=0.9)', before)).config).toEqual({
      learning_rate: { name: 'CosineDecay', config: { initial_learning_rate: 0.05, decay_steps: 9375 } },
      momentum: 0.9,
    });
  });

  test('is refused by line where an argument is not known', () => {
    expect(refusalOf(program('keras.optimizers.Adam(schedules.CosineDecay(0.1, int(input())))'))).toMatch(
      /^decay_steps of CosineDecay is not known, so the learning rate is not \(line 6\)/,
    );
  });

  test('is refused where Keras would compute it in whole numbers', () => {
    for (const whole of [
      'ExponentialDecay(1, 100, 0.5)',
      'CosineDecay(0, 100, warmup_target=0.1, warmup_steps=10)',
      'PiecewiseConstantDecay([10], [1, 0.1])',
    ])
      expect(refusalOf(program(`keras.optimizers.SGD(schedules.${whole})`))).toMatch(
        /begins with a whole number, and Keras rounds with it or stops \(line 6\)\. Write it with a decimal point\.$/,
      );
    expect(optimizerOf(program('keras.optimizers.SGD(schedules.CosineDecay(1, 100))')).name).toBe('sgd');
  });

  test("is refused by line where it is the program's own", () => {
    const own = 'class Own(schedules.LearningRateSchedule):\n    def __call__(self, step):\n        return 0.1\n';
    expect(refusalOf(program('keras.optimizers.Adam(Own())', own))).toMatch(
      /^learning_rate of Adam is not a plain value, so it cannot be taken over \(line 9\)/,
    );
  });
});

describe('training again', () => {
  const plan = planOf(program('keras.optimizers.Adam(schedules.CosineDecay(0.1, 100))'));
  if (plan.kind !== 'ready') throw new Error(plan.message);
  const { compile, fit, dataset } = plan.parts;
  const settings = { epochs: 1, batchSize: 32, optimizer: 'adam', learningRate: null, seed: 1, limit: null };
  const rateWith = (changes: object) =>
    withRunSettings({ compile, fit, dataset }, { ...settings, ...changes }).compile.optimizer.config.learning_rate;

  test('keeps a schedule unless another learning rate or optimizer is chosen', () => {
    expect(rateWith({ epochs: 3 })).toEqual(compile.optimizer.config.learning_rate);
    expect(rateWith({ learningRate: 0.2 })).toBe(0.2);
    expect(rateWith({ optimizer: 'sgd' })).toBeUndefined();
  });
});
