import * as tf from '@tensorflow/tfjs';

class AttentionPooling extends tf.layers.Layer {
  constructor({ units, ...rest }) {
    super(rest);
    this.units = units;
  }

  build(inputShape) {
    const features = inputShape[inputShape.length - 1];
    this.w = this.addWeight('w', [features, this.units], 'float32', tf.initializers.glorotUniform({}));
    this.b = this.addWeight('b', [this.units], 'float32', tf.initializers.zeros());
    this.u = this.addWeight('u', [this.units, 1], 'float32', tf.initializers.glorotUniform({}));
    this.built = true;
  }

  computeOutputShape(inputShape) {
    return [inputShape[0], inputShape[2]];
  }

  call(inputs) {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const [batch, steps, features] = x.shape;
      const flat = x.reshape([-1, features]);
      const scores = tf.matMul(tf.tanh(tf.add(tf.matMul(flat, this.w.read()), this.b.read())), this.u.read());
      const weights = tf.softmax(scores.reshape([-1, steps]));
      return x.mul(weights.expandDims(-1)).sum(1);
    });
  }

  getConfig() {
    return { ...super.getConfig(), units: this.units };
  }

  static get className() {
    return 'AttentionPooling';
  }
}
tf.serialization.registerClass(AttentionPooling);

const maxLen = 30;
const model = tf.sequential();
model.add(tf.layers.embedding({ inputDim: 1000, outputDim: 24, inputLength: maxLen }));
model.add(tf.layers.spatialDropout1d ? tf.layers.spatialDropout1d({ rate: 0.2 }) : tf.layers.dropout({ rate: 0.2 }));
model.add(tf.layers.bidirectional({ layer: tf.layers.gru({ units: 16, returnSequences: true }), mergeMode: 'concat' }));
model.add(new AttentionPooling({ units: 12 }));
model.add(tf.layers.dense({ units: 3, activation: 'softmax' }));
model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
