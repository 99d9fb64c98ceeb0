/** The gradients of the built-in engine against the plain JavaScript backend over random layers. */

import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadBuiltInEngine } from '../../src/train/engines/built-in';
import { type Random, seededRandom } from '../../src/train/random';
import { PACKAGE_ROOT } from './build-trainer';

type Operation = (x: tf.Tensor4D, w: tf.Tensor4D) => tf.Tensor;

interface Case {
  readonly text: string;
  readonly x: number[];
  readonly w: number[];
  readonly operation: Operation;
}

const CASES_PER_KIND = 60;
const TOLERANCE = 1e-5;

beforeAll(async () => {
  await loadBuiltInEngine([PACKAGE_ROOT]);
});

function whole(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

function values(random: Random, shape: readonly number[]): Float32Array {
  return Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() * 2 - 1);
}

interface Geometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly kernel: [number, number];
  readonly strides: [number, number];
  readonly padding: 'same' | 'valid';
}

function geometry(random: Random): Geometry {
  const kernel: [number, number] = [whole(random, 1, 4), whole(random, 1, 4)];
  return {
    batch: whole(random, 1, 3),
    height: kernel[0] + whole(random, 0, 7),
    width: kernel[1] + whole(random, 0, 7),
    channels: whole(random, 1, 5),
    kernel,
    strides: [whole(random, 1, 3), whole(random, 1, 3)],
    padding: random() < 0.5 ? 'same' : 'valid',
  };
}

const KINDS: Readonly<Record<string, (g: Geometry, random: Random) => Case>> = {
  conv2d: (g, random) => {
    const w = [...g.kernel, g.channels, whole(random, 1, 6)];
    return {
      text: `filter ${w}, strides ${g.strides}, ${g.padding}`,
      x: [g.batch, g.height, g.width, g.channels],
      w,
      operation: (x, filter) => tf.conv2d(x, filter, g.strides, g.padding),
    };
  },
  conv2dTranspose: (g, random) => {
    const filters = whole(random, 1, 4);
    const out = (size: number, kernel: number, stride: number) =>
      g.padding === 'same' ? size * stride : (size - 1) * stride + kernel;
    const shape: tf.Tensor4D['shape'] = [
      g.batch,
      out(g.height, g.kernel[0], g.strides[0]),
      out(g.width, g.kernel[1], g.strides[1]),
      filters,
    ];
    return {
      text: `filter ${g.kernel}, strides ${g.strides}, ${g.padding}`,
      x: [g.batch, g.height, g.width, g.channels],
      w: [...g.kernel, filters, g.channels],
      operation: (x, filter) => tf.conv2dTranspose(x, filter, shape, g.strides, g.padding),
    };
  },
  depthwiseConv2d: (g, random) => {
    const w = [...g.kernel, g.channels, whole(random, 1, 3)];
    return {
      text: `filter ${w}, strides ${g.strides}, ${g.padding}`,
      x: [g.batch, g.height, g.width, g.channels],
      w,
      operation: (x, filter) => tf.depthwiseConv2d(x, filter, g.strides, g.padding),
    };
  },
  maxPool: (g) => ({
    text: `window ${g.kernel}, strides ${g.strides}, ${g.padding}`,
    x: [g.batch, g.height, g.width, g.channels],
    w: [1, 1, 1, 1],
    operation: (x, w) => tf.mul(tf.maxPool(x, g.kernel, g.strides, g.padding), w),
  }),
  avgPool: (g) => ({
    text: `window ${g.kernel}, strides ${g.strides}, ${g.padding}`,
    x: [g.batch, g.height, g.width, g.channels],
    w: [1, 1, 1, 1],
    operation: (x, w) => tf.mul(tf.avgPool(x, g.kernel, g.strides, g.padding), w),
  }),
  dense: (g, random) => {
    const units = whole(random, 1, 9);
    return {
      text: `${g.batch * g.height} x ${g.channels} x ${units}`,
      x: [1, 1, g.batch * g.height, g.channels],
      w: [1, 1, g.channels, units],
      operation: (x, w) => tf.matMul(tf.reshape(x, [-1, g.channels]), tf.reshape(w, [g.channels, units])),
    };
  },
  embedding: (g, random) => {
    const rows = Array.from({ length: 2 * g.height }, () => whole(random, 0, g.height - 1));
    return {
      text: `${g.height} rows of ${g.channels}`,
      x: [1, 1, g.height, g.channels],
      w: [1, 1, 1, 1],
      operation: (x, w) => tf.mul(tf.gather(tf.reshape(x, [g.height, g.channels]), tf.tensor1d(rows, 'int32')), w),
    };
  },
};

/** The output of the operation and the gradients of a weighted sum of it. */
async function measure(
  backend: string,
  one: Case,
  x: Float32Array,
  w: Float32Array,
  seed: number,
): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  return tf.tidy(() => {
    const input = tf.tensor4d(x, one.x as tf.Tensor4D['shape']);
    const filter = tf.tensor4d(w, one.w as tf.Tensor4D['shape']);
    const output = one.operation(input, filter);
    const upstream = tf.tensor(values(seededRandom(seed), output.shape), output.shape);
    const [dx, dw] = tf.grads((...args: tf.Tensor[]) => one.operation(args[0] as tf.Tensor4D, args[1] as tf.Tensor4D))(
      [input, filter],
      upstream,
    );
    return [output, dx!, dw!].map((tensor) => Float32Array.from(tensor.dataSync()));
  });
}

function relativeError(actual: Float32Array, expected: Float32Array): number {
  let size = 0;
  let worst = 0;
  expected.forEach((value, index) => {
    size = Math.max(size, Math.abs(value));
    worst = Math.max(worst, Math.abs(value - actual[index]!));
  });
  return actual.length !== expected.length ? Number.POSITIVE_INFINITY : size === 0 ? worst : worst / size;
}

describe('the built-in engine has the gradients of the plain backend', () => {
  it.each(Object.keys(KINDS))('%s', async (kind) => {
    const random = seededRandom(kind.length * 1009);
    const wrong: string[] = [];
    for (let count = 0; count < CASES_PER_KIND; count++) {
      const one = KINDS[kind]!(geometry(random), random);
      const x = values(random, one.x);
      const w = values(random, one.w);
      const expected = await measure('cpu', one, x, w, count);
      const actual = await measure('wasm', one, x, w, count);
      const errors = ['output', 'dx', 'dw'].map((part, index) => [
        part,
        relativeError(actual[index]!, expected[index]!),
      ]);
      const bad = errors.filter(([, error]) => !(Number(error) <= TOLERANCE));
      if (bad.length > 0) wrong.push(`${kind} of ${one.x}: ${one.text}: ${bad}`);
    }
    expect(wrong).toEqual([]);
  });
});
