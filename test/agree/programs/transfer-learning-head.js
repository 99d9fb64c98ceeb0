import * as tf from '@tensorflow/tfjs';

const MOBILE_NET_INPUT_WIDTH = 224;
const CLASS_NAMES = ['cat', 'dog', 'bird'];

/** Stands for the truncated MobileNet that a page loads. */
function featureNet(alpha = 0.25) {
  const input = tf.input({ shape: [MOBILE_NET_INPUT_WIDTH, MOBILE_NET_INPUT_WIDTH, 3] });
  const make = (x, filters, strides, i) => {
    x = tf.layers
      .depthwiseConv2d({ kernelSize: 3, strides, padding: 'same', useBias: false, name: `conv_dw_${i}` })
      .apply(x);
    x = tf.layers.batchNormalization({ name: `conv_dw_${i}_bn` }).apply(x);
    x = tf.layers.reLU({ maxValue: 6, name: `conv_dw_${i}_relu` }).apply(x);
    x = tf.layers
      .conv2d({
        filters: Math.floor(filters * alpha),
        kernelSize: 1,
        padding: 'same',
        useBias: false,
        name: `conv_pw_${i}`,
      })
      .apply(x);
    return tf.layers.reLU({ maxValue: 6, name: `conv_pw_${i}_relu` }).apply(x);
  };
  let x = tf.layers.conv2d({ filters: 32 * alpha, kernelSize: 3, strides: 2, padding: 'same' }).apply(input);
  [
    [64, 1],
    [128, 2],
    [128, 1],
    [256, 2],
    [256, 1],
    [512, 2],
    [1024, 2],
  ].forEach(([filters, stride], i) => {
    x = make(x, filters, stride, i + 1);
  });
  return tf.model({ inputs: input, outputs: x });
}

const mobilenet = featureNet();
mobilenet.layers.forEach((layer) => {
  layer.trainable = false;
});
const layer = mobilenet.getLayer('conv_pw_7_relu');
const truncated = tf.model({ inputs: mobilenet.inputs, outputs: layer.output });

const head = tf.sequential({
  layers: [
    tf.layers.flatten({ inputShape: truncated.outputs[0].shape.slice(1) }),
    tf.layers.dense({ units: 100, activation: 'relu', kernelInitializer: 'varianceScaling', useBias: true }),
    tf.layers.dense({
      units: CLASS_NAMES.length,
      kernelInitializer: 'varianceScaling',
      useBias: false,
      activation: 'softmax',
    }),
  ],
});
head.compile({ optimizer: tf.train.adam(0.0001), loss: 'categoricalCrossentropy' });

const examples = [];
for (let i = 0; i < CLASS_NAMES.length; i++) {
  const y = tf.tidy(() => tf.oneHot(tf.tensor1d([i]).toInt(), CLASS_NAMES.length));
  examples.push({ x: tf.zeros([1, 7, 7, 256]), y });
}
const xs = tf.concat(examples.map((e) => e.x));
const ys = tf.concat(
  examples.map((e) => e.y),
  0,
);
await head.fit(xs, ys, { batchSize: 2, epochs: 1, verbose: 0 });

const whole = tf.sequential();
whole.add(truncated);
whole.add(head);
