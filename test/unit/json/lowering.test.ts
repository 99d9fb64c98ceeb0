/** JSON texts and the core programs that they lower to. */
import { describe, expect, it } from 'vitest';
import { jsonFrontEnd, layerSpecFrontEnd } from '../../../src/core/languages/json';
import { printProgram } from '../../support/print-program';

function lowered(json: unknown, frontEnd = jsonFrontEnd): string[] {
  const program = frontEnd.parse(typeof json === 'string' ? json : JSON.stringify(json), 0);
  expect(program.syntaxErrors).toEqual([]);
  return printProgram(program).split('\n');
}

describe('a layer spec', () => {
  it('is layers that take the output before them', () => {
    const spec = {
      name: 'net',
      input: [28, 28, 1],
      layers: [{ layer: 'Conv2D', filters: 8, kernelSize: [3, 5] }, 'Flatten'],
    };
    expect(lowered(spec)).toEqual([
      'input = <keras.Input>(shape=[28, 28, 1])',
      'Conv2D = <keras.layers.Conv2D>(filters=8, kernel_size=[3, 5])',
      'Conv2D:out = Conv2D(input)',
      'Flatten = <keras.layers.Flatten>()',
      'Flatten:out = Flatten(Conv2D:out)',
      'net = <keras.Model>(inputs=input, outputs=Flatten:out, name="net")',
    ]);
  });

  it('joins, branches and names outputs', () => {
    const spec = {
      inputs: { a: [4], b: { shape: [null, 4], dtype: 'int32' } },
      layers: [
        { layer: 'Dense', name: 'd', units: 4, from: 'a' },
        { use: 'd', name: 'again', from: 'b' },
        { layer: 'Add', from: ['d', 'again'] },
        { layer: 'MultiHeadAttention', num_heads: 2, keyDim: 3, from: { query: 'd', value: 'b' } },
      ],
      outputs: ['d', 'again'],
    };
    expect(lowered(spec)).toEqual([
      'a = <keras.Input>(shape=[4], name="a")',
      'b = <keras.Input>(shape=[none, 4], dtype="int32", name="b")',
      'd = <keras.layers.Dense>(name="d", units=4)',
      'd:out = d(a)',
      'again:out = d(b)',
      'Add = <keras.layers.Add>()',
      'Add:out = Add([d:out, again:out])',
      'MultiHeadAttention = <keras.layers.MultiHeadAttention>(num_heads=2, key_dim=3)',
      'MultiHeadAttention:out = MultiHeadAttention(query=d:out, value=b)',
      'model = <keras.Model>(inputs=[a, b], outputs=[d:out, again:out])',
    ]);
  });

  it('wraps layers, uses models, and takes one of several outputs', () => {
    const spec = {
      input: [8, 4],
      models: { encoder: { input: [4], layers: ['Flatten'] } },
      layers: [
        { layer: 'Bidirectional', wraps: { layer: 'LSTM', units: 3, returnState: true }, name: 'both' },
        { layer: 'TimeDistributed', wraps: { use: 'encoder' }, from: 'both/0' },
      ],
    };
    expect(lowered(spec)).toEqual([
      'encoder/input = <keras.Input>(shape=[4])',
      'encoder/Flatten = <keras.layers.Flatten>()',
      'encoder/Flatten:out = encoder/Flatten(encoder/input)',
      'encoder = <keras.Model>(inputs=encoder/input, outputs=encoder/Flatten:out, name="encoder")',
      'input = <keras.Input>(shape=[8, 4])',
      'both = <keras.layers.Bidirectional>(layer=<keras.layers.LSTM>(units=3, return_state=true), name="both")',
      'both:out = both(input)',
      'TimeDistributed = <keras.layers.TimeDistributed>(layer=encoder)',
      'TimeDistributed:out = TimeDistributed(both:out[0])',
      'model = <keras.Model>(inputs=input, outputs=TimeDistributed:out)',
    ]);
  });

  it('compiles and fits as a program would', () => {
    const spec = {
      input: [784],
      layers: [{ layer: 'Dense', units: 10 }],
      compile: {
        optimizer: { name: 'sgd', learningRate: 0.1 },
        loss: 'categorical_crossentropy',
        metrics: ['accuracy'],
      },
      fit: { dataset: 'mnist', reshape: [784], labels: 'one-hot', epochs: 2, batchSize: 64, validationSplit: 0.1 },
    };
    expect(lowered(spec).slice(1)).toEqual([
      'Dense = <keras.layers.Dense>(units=10)',
      'Dense:out = Dense(input)',
      'model = <keras.Model>(inputs=input, outputs=Dense:out)',
      'model.compile(optimizer=<keras.optimizers.SGD>(learning_rate=0.1), loss="categorical_crossentropy", metrics=["accuracy"])',
      '((x_train, y_train), (x_test, y_test)) = <keras.datasets.mnist.load_data>()',
      'x_train = (x_train.astype("float32") / 255)',
      'x_train = <numpy.reshape>(x_train, [-1, 784])',
      'x_test = (x_test.astype("float32") / 255)',
      'x_test = <numpy.reshape>(x_test, [-1, 784])',
      'y_train = <keras.utils.to_categorical>(y_train, 10)',
      'y_test = <keras.utils.to_categorical>(y_test, 10)',
      'model.fit(x_train, y_train, epochs=2, batch_size=64, validation_split=0.1)',
    ]);
  });

  it('may hold comments and trailing commas', () => {
    expect(lowered('{ "input": [4], /* four */ "layers": [ { "layer": "Dense", "units": 2, }, ], }')).toHaveLength(4);
  });

  it('is told from other files by its content, or by its name', () => {
    expect(lowered({ layers: [{ ddd: 0, ty: 4 }], name: 'an animation' })).toEqual(['']);
    expect(lowered({ name: 'a package', version: '1.0.0' })).toEqual(['']);
    expect(lowered({ input: [4], layers: [] }, layerSpecFrontEnd)).toEqual([
      'input = <keras.Input>(shape=[4])',
      'model = <keras.Model>(inputs=input, outputs=input)',
    ]);
  });
});

describe('a Keras model', () => {
  const dense = (name: string, inbound: unknown[]) => ({
    class_name: 'Dense',
    name,
    config: { name, units: 2 },
    inbound_nodes: inbound,
  });
  const input = {
    class_name: 'InputLayer',
    name: 'i',
    config: { batch_input_shape: [null, 4], dtype: 'float32', sparse: false, name: 'i' },
    inbound_nodes: [],
  };
  const model = (layers: unknown[], outputs: unknown[]) => ({
    class_name: 'Functional',
    config: { name: 'm', layers, input_layers: [['i', 0, 0]], output_layers: outputs },
  });

  it('calls layers in an order that the graph allows', () => {
    expect(
      lowered(model([dense('b', [[['a', 0, 0, {}]]]), dense('a', [[['i', 0, 0, {}]]]), input], [['b', 0, 0]])),
    ).toEqual([
      'i:0 = <keras.Input>(batch_shape=[none, 4], dtype="float32", name="i")',
      'a = <keras.layers.Dense>(name="a", units=2)',
      'a:0 = a(i:0)',
      'b = <keras.layers.Dense>(name="b", units=2)',
      'b:0 = b(a:0)',
      'm = <keras.Model>(inputs=i:0, outputs=b:0, name="m")',
    ]);
  });

  it('leaves out what only serialisation writes', () => {
    const config = {
      name: 'l',
      trainable: true,
      dtype: { module: 'keras', class_name: 'DTypePolicy', config: { name: 'mixed_float16' }, registered_name: null },
      units: 3,
      time_major: false,
      implementation: 2,
      zero_output_for_mask: true,
      kernel_initializer: { class_name: 'Zeros', config: {} },
    };
    const sequential = { class_name: 'Sequential', config: { name: 's', layers: [{ class_name: 'LSTM', config }] } };
    expect(lowered(sequential)).toEqual([
      's = <keras.Sequential>([<keras.layers.LSTM>(name="l", dtype="mixed_float16", units=3, kernel_initializer=<keras.initializers.Zeros>())], name="s")',
    ]);
  });

  it('keeps a layer frozen', () => {
    const frozen = { class_name: 'Dense', config: { units: 1, trainable: false } };
    expect(lowered({ class_name: 'Sequential', config: [frozen] })).toEqual([
      'sequential = <keras.Sequential>([<keras.layers.Dense>(units=1, trainable=false)])',
    ]);
  });

  it('counts the calls of a nested model from one where its own graph is the first', () => {
    const inner = {
      ...model([input, dense('d', [[['i', 0, 0, {}]]])], [['d', 0, 0]]),
      name: 'inner',
      inbound_nodes: [[['i', 0, 0, {}]]],
    };
    expect(lowered(model([input, inner], [['inner', 1, 0]])).at(-1)).toBe(
      'm = <keras.Model>(inputs=i:0, outputs=inner:0, name="m")',
    );
  });

  it('does not know classes of the program that wrote it', () => {
    const custom = { module: 'my_code', class_name: 'Mine', config: { size: 3 }, registered_name: 'my_code>Mine' };
    expect(lowered({ class_name: 'Sequential', config: { name: 's', layers: [custom] } })[0]).toContain(
      'Mine is a class of the program that wrote the file',
    );
  });
});
