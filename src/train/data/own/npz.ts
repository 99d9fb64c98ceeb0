/** The user's own arrays: `x_train`, `y_train`, `x_test`, `y_test`, or only `x` and `y`, in one `.npz`. */

import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { messageOf } from '../../failure';
import { type ImageSet, labelled, PICTURES, type SetContent } from '../image-set';
import { type NpyArray, parseNpy } from './npy';
import { classNumbers, dataFault, layoutOf, numberedClasses, type OwnData } from './own-data';

const WHOLE = ['x_train', 'y_train', 'x_test', 'y_test'] as const;
const SIMPLE = ['x', 'y'] as const;

export function readNpz(file: string): OwnData {
  const arrays = unpack(file);
  const names = WHOLE.every((name) => arrays.has(name)) ? WHOLE : SIMPLE;
  if (!names.every((name) => arrays.has(name))) {
    const found = [...arrays.keys()].join(', ') || 'nothing';
    throw dataFault(file, `hold ${found}; they need ${WHOLE.join(', ')}, or x and y`);
  }
  const array = (name: string) => parseNpy(arrays.get(name)!, `${file} (${name})`);
  const train = part(array(names[0]), array(names[1]), `${file} (${names[0]}, ${names[1]})`);
  const test = names === WHOLE ? part(array('x_test'), array('y_test'), `${file} (x_test, y_test)`) : null;
  if (test && test.sampleShape.join() !== train.sampleShape.join()) {
    const both = `(${train.sampleShape.join(', ')}) in x_train and (${test.sampleShape.join(', ')}) in x_test`;
    throw dataFault(file, `have samples of the shape ${both}`);
  }
  const classes = numberedClasses(Math.max(train.classes, test?.classes ?? 0));
  const content = contentOf(train);
  return { content, sampleShape: train.sampleShape, train: train.set, test: test?.set ?? null, classes };
}

/** Bytes on two axes are taken for a grey picture, as in the `mnist.npz` of Keras; other numbers for steps of features. */
function contentOf({ sampleShape, set }: ReturnType<typeof part>): SetContent {
  const isGrey = sampleShape.length === 2 && set.pixels instanceof Uint8Array;
  const hasColours = sampleShape.length === 3 && [1, 3, 4].includes(sampleShape[2]!);
  return isGrey || hasColours ? PICTURES : { kind: 'values', names: null };
}

function unpack(file: string): ReadonlyMap<string, Uint8Array> {
  try {
    const members = unzipSync(readFileSync(file), { filter: ({ name }) => name.endsWith('.npy') });
    return new Map(Object.entries(members).map(([name, bytes]) => [name.replace(/\.npy$/, ''), bytes]));
  } catch (error) {
    throw dataFault(file, `cannot be read: ${messageOf(error)}`);
  }
}

function part(x: NpyArray, y: NpyArray, origin: string) {
  const [count = 0, ...sampleShape] = x.shape;
  if (x.shape.length < 2 || count === 0 || sampleShape.includes(0)) {
    throw dataFault(origin, `have the shape (${x.shape.join(', ')}); samples stand along the first axis`);
  }
  const odd = x.values instanceof Float32Array ? x.values.findIndex((value) => !Number.isFinite(value)) : -1;
  if (odd >= 0) throw dataFault(origin, `have the value ${x.values[odd]} at index ${odd}`);
  const { labels, count: classes } = classNumbers(labelValues(y, origin), origin);
  const set: ImageSet = labelled({ count, ...layoutOf(sampleShape), pixels: x.values }, labels, classes, origin);
  return { set, sampleShape, classes };
}

/** One number per sample; rows with one 1 are taken for their index. */
function labelValues({ shape, values }: NpyArray, origin: string): ArrayLike<number> {
  const [count = 0, units = 1, ...more] = shape;
  if (more.length > 0 || shape.length === 0) {
    throw dataFault(origin, `have labels of the shape (${shape.join(', ')}); one class per sample is needed`);
  }
  if (units === 1) return values;
  const numbers = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const ones = values.subarray(row * units, (row + 1) * units);
    const at = ones.indexOf(1);
    if (at < 0 || ones.some((value, index) => value !== (index === at ? 1 : 0))) {
      throw dataFault(origin, `have labels of the shape (${shape.join(', ')}), but row ${row} is not one-hot`);
    }
    numbers[row] = at;
  }
  return numbers;
}
