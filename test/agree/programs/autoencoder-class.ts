import * as tf from '@tensorflow/tfjs';

type Activation = 'relu' | 'elu' | 'tanh';
interface Options {
  inputDim: number;
  encoderDims: number[];
  activation?: Activation;
  tie?: boolean;
}

abstract class Net {
  protected model!: tf.LayersModel;
  abstract build(): tf.LayersModel;
  get parameters(): number {
    return this.model.countParams();
  }
}

export class Autoencoder extends Net {
  static readonly defaults = { activation: 'elu' as Activation };
  private readonly options: Required<Options>;

  constructor(options: Options) {
    super();
    this.options = { tie: false, ...Autoencoder.defaults, ...options };
    this.model = this.build();
  }

  build(): tf.LayersModel {
    const { inputDim, encoderDims, activation } = this.options;
    const input = tf.input({ shape: [inputDim] });
    const dims = [...encoderDims, ...encoderDims.slice(0, -1).reverse(), inputDim];
    const output = dims.reduce<tf.SymbolicTensor>((x, units, i) => {
      const isLast = i === dims.length - 1;
      const dense = tf.layers.dense({
        units,
        activation: isLast ? 'linear' : activation,
        name: isLast ? 'reconstruction' : undefined,
      });
      return dense.apply(x) as tf.SymbolicTensor;
    }, input);
    return tf.model({ inputs: input, outputs: output });
  }
}

const nets = [32, 64, 128].map((inputDim) => new Autoencoder({ inputDim, encoderDims: [inputDim / 2, inputDim / 4] }));
const biggest = nets.at(-1)!;
console.log(biggest.parameters, nets.length);
