/** Layers and models of TensorFlow.js of which something is not known: nothing is said of that, and the reason is. */
import { expect, it } from 'vitest';
import { analyze } from '../../../src/core';
import type { Application } from '../../../src/core/graph/graph';

function lastApplication(text: string): Application {
  return analyze({ kind: 'file', languageId: 'javascript', text })!.graph.applications.at(-1)!;
}

it('the weights of a layer that puts those of another in their place', () => {
  const { params, outputs, unknown } = lastApplication(`
class Timed extends tf.layers.Layer {
  build(inputShape) {
    this.inner = tf.layers.dense({units: 3});
    this.inner.build(inputShape);
    this.trainableWeights = this.inner.trainableWeights;
  }
}
new Timed({}).apply(tf.input({shape: [4, 2]}));
`);
  expect(params).toBeNull();
  expect(outputs[0]?.shape).toEqual([null, 4, 2]);
  expect(unknown).toBe('the layer sets trainableWeights itself');
});

it('what a model inside makes of an input of another size when a layer of the program stands in it', () => {
  const { outputs, unknown } = lastApplication(`
class Half extends tf.layers.Layer {
  computeOutputShape([batch, size]) { return [batch, size / 2]; }
}
const input = tf.input({shape: [8]});
const block = () => tf.model({inputs: input, outputs: new Half({}).apply(input)});
block().apply(block().apply(tf.input({shape: [16]})));
`);
  expect(outputs[0]?.shape).toBeNull();
  expect(unknown).toBe('the model is not followed with inputs of another size');
});
