const tf = require('@tensorflow/tfjs-node');

class TextData {
  constructor(text, sampleLen, sampleStep) {
    this.text = text;
    this.charSet = [...new Set(text)].sort();
    this.sampleLen = sampleLen;
    this.sampleStep = sampleStep;
    this.indices = Array.from(text, (c) => this.charSet.indexOf(c));
  }

  nextDataEpoch(numExamples) {
    const xsBuffer = tf.buffer([numExamples, this.sampleLen, this.charSet.length]);
    const ysBuffer = tf.buffer([numExamples, this.charSet.length]);
    for (let i = 0; i < numExamples; ++i) {
      const begin = (i * this.sampleStep) % (this.indices.length - this.sampleLen - 1);
      for (let j = 0; j < this.sampleLen; ++j) xsBuffer.set(1, i, j, this.indices[begin + j]);
      ysBuffer.set(1, i, this.indices[begin + this.sampleLen]);
    }
    return [xsBuffer.toTensor(), ysBuffer.toTensor()];
  }
}

function createModel(sampleLen, charSetSize, lstmLayerSizes) {
  if (!Array.isArray(lstmLayerSizes)) lstmLayerSizes = [lstmLayerSizes];
  const model = tf.sequential();
  for (let i = 0; i < lstmLayerSizes.length; ++i) {
    const lstmLayerSize = lstmLayerSizes[i];
    model.add(
      tf.layers.lstm({
        units: lstmLayerSize,
        returnSequences: i < lstmLayerSizes.length - 1,
        inputShape: i === 0 ? [sampleLen, charSetSize] : undefined,
      }),
    );
  }
  model.add(tf.layers.dense({ units: charSetSize, activation: 'softmax' }));
  return model;
}

const data = new TextData('hello world this is some text '.repeat(10), 20, 3);
const model = createModel(20, data.charSet.length, [64, 32]);
model.compile({ optimizer: tf.train.rmsprop(0.01), loss: 'categoricalCrossentropy' });
const [xs, ys] = data.nextDataEpoch(8);

model.summary();
