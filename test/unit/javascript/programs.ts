/** Programs that bind their models at the top level as `const name = …`, by what they show. */

export const programs: Readonly<Record<string, string>> = {
  'a Sequential model, layer by layer': `
import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.conv2d({inputShape: [28, 28, 1], kernelSize: 5, filters: 8, strides: 1, activation: 'relu'}));
model.add(tf.layers.maxPooling2d({poolSize: [2, 2], strides: [2, 2]}));
model.add(tf.layers.conv2d({kernelSize: 5, filters: 16, padding: 'same'}));
model.add(tf.layers.batchNormalization());
model.add(tf.layers.dropout({rate: 0.25}));
model.add(tf.layers.flatten());
model.add(tf.layers.dense({units: 10, activation: 'softmax'}));
model.compile({optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy']});
`,
  'a list of layers with constants and spread settings': `
const tf = require('@tensorflow/tfjs');
const SIZE = 32;
const CHANNELS = 3;
const common = {kernelSize: 3, padding: 'same', activation: 'relu'};
const model = tf.sequential({
  name: 'small',
  layers: [
    tf.layers.conv2d({inputShape: [SIZE, SIZE, CHANNELS], filters: 16, ...common}),
    tf.layers.conv2d({...common, filters: 16 * 2, kernelSize: [1, 3]}),
    tf.layers.avgPool2d({poolSize: 2}),
    tf.layers.depthwiseConv2d({kernelSize: 3, depthMultiplier: 2}),
    tf.layers.separableConv2d({filters: 12, kernelSize: 3}),
    tf.layers.globalAveragePooling2d({}),
    tf.layers.dense({units: Math.floor(SIZE / 3)}),
  ],
});
`,
  'functions, default parameters, destructuring and loops': `
const {layers} = tf;
function block(x, filters, {strides = 1, kernelSize: k = 3, ...rest} = {}) {
  const conv = layers.conv2d({filters, kernelSize: k, strides, padding: 'same', ...rest});
  return layers.activation({activation: 'relu'}).apply(conv.apply(x));
}
const build = (depth = 3, [height, width = height] = [24]) => {
  const input = tf.input({shape: [height, width, 3]});
  let x = input;
  for (let i = 0; i < depth; i++) {
    const shortcut = x;
    x = block(x, 8, {name: \`block_\${i}\`, useBias: i % 2 === 0});
    if (i > 0) x = layers.add().apply([shortcut, x]);
    else continue;
  }
  for (const filters of [16, 32]) x = block(x, filters, {strides: 2});
  return tf.model({inputs: input, outputs: layers.dense({units: 4}).apply(layers.flatten().apply(x))});
};
const model = build();
const deep = build(5, [16, 12]);
`,
  'classes with fields, getters, inheritance and static members': `
class Config {
  static BASE = 8;
  #scale = 2;
  filters = Config.BASE;
  constructor(depth) { this.depth = depth; }
  get width() { return this.filters * this.#scale; }
  static small() { return new Config(1); }
}
class Builder {
  constructor(config) {
    this.config = config;
    this.made = [];
  }
  conv(filters) {
    const layer = tf.layers.conv2d({filters, kernelSize: 3, activation: 'relu'});
    this.made.push(layer);
    return layer;
  }
  body(x) {
    for (const _ of Array(this.config.depth).keys()) x = this.conv(this.config.width).apply(x);
    return x;
  }
  build(shape) {
    const input = tf.input({shape});
    const output = this.head(this.body(input));
    return tf.model({inputs: [input], outputs: output});
  }
  head(x) { return tf.layers.globalMaxPooling2d({}).apply(x); }
}
class Classifier extends Builder {
  constructor(config, classes) {
    super(config);
    this.classes = classes;
  }
  head(x) { return tf.layers.dense({units: this.classes}).apply(super.head(x)); }
}
const model = new Classifier(new Config(2), 7).build([20, 20, 1]);
const small = new Builder(Config.small()).build([9, 9, 2]);
`,
  'array methods, template strings and optional chaining': `
const options = {dense: {units: [64, 32]}, dropout: null};
const units = options.dense?.units ?? [8];
const rate = options.dropout?.rate ?? 0.5;
const hidden = units.map((n, i) => tf.layers.dense({units: n, activation: i ? 'tanh' : 'relu', name: ['hidden', i].join('_')}));
const input = tf.input({shape: [10]});
const features = hidden.reduce((x, layer) => layer.apply(x), input);
const heads = Object.entries({a: 1, b: 3}).map(([name, n]) => tf.layers.dense({units: n, name: \`\${name}Head\`}).apply(features));
const merged = tf.layers.concatenate({axis: -1}).apply([...heads, tf.layers.dropout({rate}).apply(features)]);
const model = tf.model({inputs: input, outputs: merged});
const sizes = Array.from({length: 3}, (_, i) => 2 ** (i + 3)).filter((n) => n !== 16).reverse();
const mlp = tf.sequential();
sizes.forEach((n, i) => mlp.add(tf.layers.dense({units: n, ...(i === 0 && {inputShape: [sizes.length]})})));
`,
  'switch, while, try and conditional expressions': `
function pool(kind) {
  switch (kind) {
    case 'max':
    case 'maximum':
      return tf.layers.maxPooling1d({poolSize: 2});
    case 'avg': {
      const poolSize = 3;
      return tf.layers.averagePooling1d({poolSize, strides: 1});
    }
    default:
      throw new Error('unknown pooling');
  }
}
const model = tf.sequential();
let filters = 4;
model.add(tf.layers.conv1d({inputShape: [64, 2], filters, kernelSize: 3}));
do {
  filters *= 2;
  model.add(tf.layers.conv1d({filters, kernelSize: filters > 8 ? 5 : 3, dilationRate: 2}));
} while (filters < 16);
let n = 0;
while (true) {
  if (n++ >= 2) break;
  model.add(pool(n === 1 ? 'maximum' : 'avg'));
}
try {
  model.add(pool('none'));
} catch ({message}) {
  model.add(tf.layers.globalMaxPooling1d());
} finally {
  model.add(tf.layers.dense({units: 2}));
}
`,
  'models within models and shared layers': `
const encoder = tf.sequential({layers: [
  tf.layers.dense({units: 16, inputShape: [12], activation: 'relu'}),
  tf.layers.dense({units: 4}),
]});
const shared = tf.layers.dense({units: 6, name: 'shared'});
const left = tf.input({shape: [12], name: 'left'});
const right = tf.input({shape: [12], name: 'right'});
const both = [left, right].map((side) => shared.apply(encoder.apply(side)));
const joined = tf.layers.multiply().apply(both);
const model = tf.model({inputs: [left, right], outputs: joined, name: 'siamese'});
`,
  'recursion, closures, generators of settings and async functions': `
function makeCounter(start) {
  let n = start;
  return {next: () => n++, peek() { return n; }};
}
const counter = makeCounter(3);
function stack(x, depth) {
  return depth === 0 ? x : stack(tf.layers.dense({units: counter.next()}).apply(x), depth - 1);
}
const widths = (function* () { yield 5; yield* [6, 7]; })();
async function create() {
  const input = tf.input({shape: [2]});
  let x = stack(input, 3);
  for (const units of widths) x = tf.layers.dense({units}).apply(x);
  await tf.nextFrame();
  return tf.model({inputs: input, outputs: x});
}
const model = await create();
`,
  'the model in a map, with sets and assignment operators': `
const settings = new Map([['units', 3]]);
settings.set('hidden', settings.get('units') << 2);
const seen = new Set([1, 2, 2]);
let size = null;
size ??= seen.size + 4;
size += 1;
let i = 0, extra;
for (i = 0, extra = 1; i < 3; i++, extra += i);
const build = ({units, hidden}) => tf.sequential({layers: [
  tf.layers.inputLayer({inputShape: [size]}),
  tf.layers.dense({units: hidden + extra}),
  tf.layers.dense({units}),
  tf.layers.reshape({targetShape: [1, units]}),
]});
const model = build(Object.fromEntries(settings));
`,
  'an autoencoder with transposed convolutions and padding': `
const input = tf.input({batchShape: [null, 28, 28, 1]});
const down = (x, filters) => tf.layers.conv2d({filters, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu'}).apply(x);
const up = (x, filters) => tf.layers.conv2dTranspose({filters, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu'}).apply(x);
let x = [8, 16].reduce(down, input);
x = [16, 8].reduce(up, x);
x = tf.layers.zeroPadding2d({padding: [[1, 0], [2, 1]]}).apply(x);
x = tf.layers.cropping2D({cropping: [[1, 0], [2, 1]]}).apply(x);
x = tf.layers.upSampling2d({size: [2, 2]}).apply(x);
const model = tf.model({inputs: input, outputs: tf.layers.conv2d({filters: 1, kernelSize: 1, activation: 'sigmoid'}).apply(x)});
`,
  'layers that the program writes itself': `
class Scale extends tf.layers.Layer {
  constructor(config = {}) {
    super(config);
    this.units = config.units ?? 4;
  }
  static get className() { return 'Scale'; }
  build(inputShape) {
    const last = inputShape[inputShape.length - 1];
    this.kernel = this.addWeight('kernel', [last, this.units], 'float32', tf.initializers.ones());
    this.offset = this.addWeight('offset', [this.units], 'float32', tf.initializers.zeros(), null, false);
    this.built = true;
  }
  computeOutputShape(inputShape) { return [...inputShape.slice(0, -1), this.units]; }
  call(inputs) { return tf.tidy(() => tf.matMul(inputs[0] ?? inputs, this.kernel.read())); }
}
class Same extends tf.layers.Layer {
  static className = 'Same';
}
const input = tf.input({shape: [5, 3]});
const model = tf.model({inputs: input, outputs: new Same({name: 'same'}).apply(new Scale({units: 7}).apply(input))});
const list = tf.sequential({layers: [
  new Scale({inputShape: [6]}),
  tf.layers.dense({units: 2}),
]});
`,
  'a model inside of others, applied to other sizes than it declares': `
const input = tf.input({shape: [63, 63, 8]});
const y = tf.layers.conv2d({filters: 4, kernelSize: 3, strides: 2}).apply(tf.layers.dropout({rate: 0.5}).apply(input));
const inner = tf.model({inputs: input, outputs: tf.layers.globalMaxPooling2d({}).apply(y)});
const makeHead = () => tf.sequential({layers: [
  tf.layers.dense({units: 5, inputShape: [16], activation: 'relu'}),
  tf.layers.layerNormalization(),
]});
const image = tf.input({shape: [40, 32, 8]});
const model = tf.model({inputs: image, outputs: makeHead().apply(tf.layers.dense({units: 16}).apply(inner.apply(image)))});
const [, steps, units] = makeHead().apply(tf.input({shape: [7, 16]})).shape;
const other = tf.sequential({layers: [tf.layers.dense({units: 100 * steps + units, inputShape: [2]})]});
`,
};
