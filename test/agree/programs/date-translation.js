import * as tf from '@tensorflow/tfjs';

class GetLastTimestepLayer extends tf.layers.Layer {
  constructor(config) {
    super(config || {});
    this.supportMasking = true;
  }

  computeOutputShape(inputShape) {
    const outputShape = inputShape.slice();
    outputShape.splice(outputShape.length - 2, 1);
    return outputShape;
  }

  call(input) {
    if (Array.isArray(input)) input = input[0];
    const inputRank = input.shape.length;
    tf.util.assert(inputRank === 3, () => `Invalid input rank: ${inputRank}`);
    return input.gather([input.shape[1] - 1], 1).squeeze([1]);
  }

  static get className() {
    return 'GetLastTimestepLayer';
  }
}
tf.serialization.registerClass(GetLastTimestepLayer);

function createModel(inputVocabSize, outputVocabSize, inputLength, outputLength) {
  const embeddingDims = 64;
  const lstmUnits = 64;
  const encoderInput = tf.input({ shape: [inputLength] });
  const decoderInput = tf.input({ shape: [outputLength] });
  let encoder = tf.layers
    .embedding({ inputDim: inputVocabSize, outputDim: embeddingDims, inputLength, maskZero: true })
    .apply(encoderInput);
  encoder = tf.layers.lstm({ units: lstmUnits, returnSequences: true }).apply(encoder);
  const encoderLast = new GetLastTimestepLayer({ name: 'encoderLast' }).apply(encoder);
  let decoder = tf.layers
    .embedding({ inputDim: outputVocabSize, outputDim: embeddingDims, inputLength: outputLength, maskZero: true })
    .apply(decoderInput);
  decoder = tf.layers
    .lstm({ units: lstmUnits, returnSequences: true })
    .apply(decoder, { initialState: [encoderLast, encoderLast] });
  let attention = tf.layers.dot({ axes: [2, 2] }).apply([decoder, encoder]);
  attention = tf.layers.activation({ activation: 'softmax', name: 'attention' }).apply(attention);
  const context = tf.layers.dot({ axes: [2, 1], name: 'context' }).apply([attention, encoder]);
  const decoderCombinedContext = tf.layers.concatenate().apply([context, decoder]);
  let output = tf.layers
    .timeDistributed({ layer: tf.layers.dense({ units: lstmUnits, activation: 'tanh' }) })
    .apply(decoderCombinedContext);
  output = tf.layers
    .timeDistributed({ layer: tf.layers.dense({ units: outputVocabSize, activation: 'softmax' }) })
    .apply(output);
  const model = tf.model({ inputs: [encoderInput, decoderInput], outputs: output });
  model.compile({ loss: 'categoricalCrossentropy', optimizer: 'adam' });
  return model;
}

const INPUT_VOCAB =
  '\n0123456789/-., ' +
  ['JAN', 'FEB', 'MAR']
    .join('')
    .split('')
    .filter((c, i, all) => all.indexOf(c) === i)
    .join('');
const model = createModel(INPUT_VOCAB.length, 13, 12, 10);
model.summary();
