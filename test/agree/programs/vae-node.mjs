import * as tf from '@tensorflow/tfjs-node';

class ZLayer extends tf.layers.Layer {
  constructor(config) {
    super(config);
  }
  computeOutputShape(inputShape) {
    tf.util.assert(inputShape.length === 2 && Array.isArray(inputShape), () => `Expected exactly 2 input shapes.`);
    return inputShape[0];
  }
  call(inputs, kwargs) {
    const [zMean, zLogVar] = inputs;
    const batch = zMean.shape[0];
    const dim = zMean.shape[1];
    const epsilon = tf.randomNormal([batch, dim]);
    return zMean.add(zLogVar.mul(0.5).exp().mul(epsilon));
  }
  static get className() {
    return 'ZLayer';
  }
}
tf.serialization.registerClass(ZLayer);

function encoder({ originalDim, intermediateDim, latentDim }) {
  const inputs = tf.input({ shape: [originalDim], name: 'encoder_input' });
  const x = tf.layers.dense({ units: intermediateDim, activation: 'relu' }).apply(inputs);
  const zMean = tf.layers.dense({ units: latentDim, name: 'z_mean' }).apply(x);
  const zLogVar = tf.layers.dense({ units: latentDim, name: 'z_log_var' }).apply(x);
  const z = new ZLayer({ name: 'z', outputShape: [latentDim] }).apply([zMean, zLogVar]);
  return tf.model({ inputs, outputs: [zMean, zLogVar, z], name: 'encoder' });
}

function decoder(opts) {
  const { originalDim, intermediateDim, latentDim } = opts;
  const input = tf.input({ shape: [latentDim] });
  let y = tf.layers.dense({ units: intermediateDim, activation: 'relu' }).apply(input);
  y = tf.layers.dense({ units: originalDim, activation: 'sigmoid' }).apply(y);
  return tf.model({ inputs: input, outputs: y, name: 'decoder' });
}

function vae(enc, dec) {
  const inputs = enc.inputs;
  const encoderOutputs = enc.apply(inputs);
  const encoded = encoderOutputs[2];
  const decoderOutput = dec.apply(encoded);
  return tf.model({ inputs, outputs: [decoderOutput, ...encoderOutputs], name: 'vae_mlp' });
}

const opts = { originalDim: 784, intermediateDim: 512, latentDim: 2 };
const model = vae(encoder(opts), decoder(opts));
const out = model.predict(tf.zeros([3, 784]));
