/** Where problems are shown: at the argument, the input or the call that is at fault, and once for code that runs often. */
import { describe, expect, test } from 'vitest';
import { fixed, fixTitles, problemsIn, remark } from './marked';

/** Every program must come back with the marks that it has. */
function unchanged(program: string, ...rules: string[]): void {
  expect(remark(program, rules)).toBe(program);
}

const imports = 'from keras import Input, Model, Sequential, layers\n';

describe('windows', () => {
  test('a kernel larger than its input is shown at the kernel', () => {
    unchanged(`${imports}x = layers.Conv2D(8, (5, 5))(Input((4, 4, 3)))
#                    ^^^^^^ error window-too-large
`);
  });

  test('a pooling without arguments is shown at its name', () => {
    unchanged(`${imports}x = layers.MaxPooling2D()(Input((1, 9, 3)))
#   ^^^^^^^^^^^^^^^^^^^ error window-too-large
`);
  });

  test('a window in a loop is one problem', () => {
    unchanged(`${imports}x = Input((8, 8, 3))
for filters in (8, 16, 32, 64):
    x = layers.Conv2D(filters, 3, activation='relu')(x)
#                              ^ error window-too-large
`);
  });

  test('a line that fails twice in different ways tells both', () => {
    const [problem, ...more] = problemsIn(`${imports}
def block(size):
    return layers.Conv2D(8, 7)(Input((size, size, 3)))
block(5)
block(6)
`);
    expect(more).toEqual([]);
    expect(problem!.message).toBe(
      'Conv2D: a window of 7 × 7 does not fit into 5 × 5 (height and width)\nalso: Conv2D: a window of 7 × 7 does not fit into 6 × 6 (height and width)',
    );
  });

  test('TensorFlow.js takes an empty output silently, so it is told', () => {
    const program = `import * as tf from '@tensorflow/tfjs';
const pool = tf.layers.maxPooling2d({ poolSize: 3 }).apply(tf.input({ shape: [2, 2, 1] }));
//                                              ^ error window-too-large
`;
    expect(remark(program, [], 'typescript')).toBe(program);
  });

  test('padding the convolutions before is a way out', () => {
    const program = `${imports}model = Sequential([Input((6, 6, 1)), layers.Conv2D(4, 3, activation='relu'), layers.Conv2D(4, 5, activation='relu')])\n`;
    expect(fixTitles(program, 'window-too-large')).toEqual([
      'Pad the edges of this layer → (None, 4, 4, 4), 444 parameters',
      'Pad the edges of the convolutions before → (None, 2, 2, 4), 444 parameters',
    ]);
  });
});

describe('strides', () => {
  test('dropped rows are shown at the stride', () => {
    unchanged(`${imports}x = layers.Conv2D(8, 3, strides=2)(Input((28, 29, 1)))
#                               ^ warning stride-drops-pixels
`);
    const [problem] = problemsIn(`${imports}x = layers.Conv2D(8, 3, strides=2)(Input((28, 29, 1)))`);
    expect(problem!.message).toBe('Conv2D never looks at the last row of 28');
  });

  test('of a pooling it is only a hint', () => {
    unchanged(`${imports}x = layers.MaxPooling2D(2)(Input((13, 13, 1)))
#   ^^^^^^^^^^^^^^^^^^^ hint stride-drops-pixels
`);
  });

  test('zeros that were added are no loss', () => {
    unchanged(`${imports}x = layers.Conv2D(8, 7, strides=2)(layers.ZeroPadding2D(3)(Input((224, 224, 3))))\n`);
  });

  test('a window of one pixel leaves pixels out on purpose', () => {
    unchanged(`${imports}x = layers.Conv2D(8, 1, strides=2)(Input((28, 28, 1)))\n`);
  });

  test('padding same and stride 1 use every pixel', () => {
    unchanged(`${imports}x = layers.Conv2D(8, 3, strides=2, padding='same')(Input((28, 28, 1)))
y = layers.Conv2D(8, 3)(Input((28, 28, 1)))
`);
  });
});

describe('linear stacks', () => {
  const stack = (between: string, first = ''): string =>
    `${imports}model = Sequential([Input((28, 28, 4)), layers.Conv2D(16, 3${first}), ${between}layers.Conv2D(32, 3)])\n`;
  const found = (program: string) => problemsIn(program, 'python', ['linear-stack']).length;

  test.each([
    '',
    'layers.BatchNormalization(), ',
    'layers.Dropout(0.5), ',
    'layers.AveragePooling2D(2), ',
    "layers.Activation('linear'), ",
    'layers.ZeroPadding2D(1), ',
  ])('nothing bends in %j', (between) => expect(found(stack(between))).toBe(1));

  test.each([
    'layers.ReLU(), ',
    'layers.MaxPooling2D(2), ',
    "layers.Activation('relu'), ",
    'layers.LeakyReLU(), ',
    'layers.LayerNormalization(), ',
    'layers.BatchNormalization(), layers.ReLU(), ',
  ])('%j bends', (between) => expect(found(stack(between))).toBe(0));

  test.each([", activation='relu'", ', activation=layers.ReLU()', ', activation=pick()', ', **options()'])(
    'an activation or one that is not known is no fault: %j',
    (first) => expect(found(stack('', first))).toBe(0),
  );

  test('no activation written out is none', () => expect(found(stack('', ', activation=None'))).toBe(1));

  test('a narrow layer between wide ones is a factorization', () => {
    unchanged(`${imports}model = Sequential([Input((64,)), layers.Dense(8), layers.Dense(64, activation='relu')])\n`);
  });

  test('one kernel per channel and then a mix is a factorization', () => {
    unchanged(
      `${imports}x = layers.Conv2D(64, 1, activation='relu')(layers.DepthwiseConv2D(3)(Input((28, 28, 32))))\n`,
    );
  });

  test('a loop is one problem, and its fix mends all', () => {
    const program = `${imports}x = Input((28, 28, 1))
for filters in (16, 32, 64):
    x = layers.Conv2D(filters, 3)(x)
#       ^^^^^^^^^^^^^ warning linear-stack
`;
    unchanged(program);
    const text = program.replace(/^#.*\n/m, '');
    expect(fixed(text, 'linear-stack', /ReLU/)).toBe(text.replace('filters, 3', "filters, 3, activation='relu'"));
  });
});

describe('ranks', () => {
  test('an image without channels is shown at the tensor that is given', () => {
    unchanged(`${imports}inputs = Input((28, 28))
x = layers.Conv2D(8, 3)(inputs)
#                       ^^^^^^ error rank-mismatch
`);
  });

  test('a row of pixels can be made an image', () => {
    const program = `${imports}x = layers.Conv2D(8, 3)(Input((784,)))\n`;
    expect(fixed(program, 'rank-mismatch', /row of pixels/)).toContain(
      'layers.Reshape(target_shape=(28, 28, 1))(Input((784,)))',
    );
  });

  test('open sizes can be averaged away', () => {
    const program = `${imports}inputs = Input((None, None, 3))
x = layers.Flatten()(inputs)
x = layers.Dense(10)(x)
`;
    expect(fixed(program, 'rank-mismatch', /Average/)).toContain(
      'layers.Flatten()(layers.GlobalAveragePooling2D()(inputs))',
    );
  });
});

describe('merges', () => {
  test('the list is shown, and the steps of each input', () => {
    unchanged(`${imports}a = Input((8, 8, 4))
b = layers.Conv2D(4, 3)(a)
c = layers.add([a, b])
#              ^^^^^^ error merge-shape-mismatch
`);
  });

  test('the smaller image can be padded', () => {
    const program = `${imports}x = Input((25, 25, 4))
y = layers.UpSampling2D()(layers.MaxPooling2D()(x))
z = layers.Concatenate()([x, y])
`;
    expect(fixed(program, 'merge-shape-mismatch', /Pad \(None, 24, 24, 4\)/)).toContain(
      'layers.ZeroPadding2D(padding=((0, 1), (0, 1)))(y)',
    );
    expect(fixed(program, 'merge-shape-mismatch', /divisible by 2/)).toContain('Input((26, 26, 4))');
  });
});

describe('arguments', () => {
  test('names, values and what is missing', () => {
    unchanged(`${imports}a = layers.Conv2D(8, 3, stride=2)
#                       ^^^^^^ error unknown-argument
b = layers.Conv2D(-8, 3)
#                 ^^ error invalid-argument
c = layers.Dense()
#   ^^^^^^^^^^^^ error missing-argument
`);
  });

  test('names of Keras 1 have new names', () => {
    const program = `${imports}a = layers.Conv2D(8, 3, border_mode='same')\n`;
    expect(fixed(program, 'unknown-argument', /Rename/)).toContain("padding='same'");
  });

  test('what a spread gives is not missing', () => {
    unchanged(`${imports}def make(options):
    return layers.Conv2D(**options)
`);
  });
});

describe('what is not known is no fault', () => {
  test.each([
    'x = layers.Conv2D(8, size())(Input((4, 4, 1)))',
    'x = layers.Conv2D(8, 5)(Input((n(), n(), 1)))',
    'x = layers.Conv2D(8, 5)(load())',
    'x = layers.Conv2D(8, 5)(Input((None, None, 3)))',
    'x = layers.Conv2D(8, 5, padding=mode())(Input((4, 4, 1)))',
    'x = layers.add([load(), Input((4, 4, 1))])',
    'x = layers.add([Input((n(), 4)), Input((5, 4))])',
    'x = layers.Dense(n())(layers.LSTM(n(), return_sequences=flag())(Input((n(), 4))))',
    'model = Sequential([layers.Conv2D(8, 3), layers.Dense(4)])',
    'model = load_model("x.keras")\nmodel.fit(load(), load())',
    'model = Sequential([Input((4,)), layers.Dense(3)])\nmodel.compile(loss=pick(), optimizer="adam")\nmodel.fit(load(), load())',
    'model = Sequential([Input((4,)), layers.Dense(3)])\nmodel.compile(loss=losses.SparseCategoricalCrossentropy(from_logits=flag()), optimizer="adam")',
    'model = Sequential([Input((4,)), layers.Dense(3, activation=pick())])\nmodel.compile(loss="sparse_categorical_crossentropy", optimizer="adam")',
    'model = Sequential([Input((4,)), layers.Dense(n(), activation="softmax")])\nmodel.compile(loss="categorical_crossentropy", optimizer="adam")\nmodel.fit(load(), np.zeros((10, 7)))',
    'x = load()\nx = x.reshape(len(x), 28, 28)\na, b, c, d = x.shape',
  ])('%s', (program) => {
    unchanged(
      `import numpy as np\nfrom keras import losses\nfrom keras.models import load_model\nfrom mine import flag, load, mode, n, pick, size\n${imports}${program}\n`,
    );
  });
});
