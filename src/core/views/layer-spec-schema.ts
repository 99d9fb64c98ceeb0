/** The JSON Schema of layer specs, made from the catalogue: completion, hover and validation in any editor. */

import { layerDefinitions } from '../layers';
import type { Target } from '../layers/definition';
import {
  entryKeys,
  entrySchema,
  fromNames,
  layerEntrySchema,
  layerSchema,
  type Schema,
  text,
} from './layer-entry-schema';
import { datasetNames, lossNames, metricNames, optimizerNames } from './layer-spec-words';

/** Draft 07, which editors read. Specs are programs of Keras, so only what Keras has is offered. */
export function layerSpecSchema(target: Target): Schema {
  const layers = layerDefinitions.filter(
    (layer) => layer.name !== 'InputLayer' && (layer.frameworks?.includes(target.framework) ?? true),
  );
  const definitions = Object.fromEntries(layers.map((layer) => [layer.name, layerSchema(layer, target)]));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'ConvLint layer spec',
    description: 'A neural network as a list of layers. Its shapes, parameter counts and costs are those of Keras.',
    ...network({
      name: text('Name of the model'),
      models: modelsSchema,
      compile: compileSchema,
      fit: fitSchema,
      $schema: { type: 'string' },
    }),
    definitions: {
      network: network({ name: text('Name of the model') }),
      shape: {
        type: 'array',
        items: { type: ['integer', 'null'], minimum: 0 },
        description: 'Sizes of the axes without the batch; null where only the running program knows',
      },
      input: inputSchema,
      entry: entrySchema(layers, target),
      layerEntry: layerEntrySchema(layers),
      keys: entryKeys,
      layers: definitions,
    },
  };
}

function network(properties: Schema): Schema {
  return {
    type: 'object',
    required: ['layers'],
    additionalProperties: false,
    properties: {
      ...properties,
      $comment: { type: 'string' },
      input: { $ref: '#/definitions/input', description: 'The shape of one sample, without the batch axis' },
      inputs: {
        type: 'object',
        additionalProperties: { $ref: '#/definitions/input' },
        minProperties: 1,
        description: 'Several inputs by name, instead of "input"',
      },
      layers: {
        type: 'array',
        items: { $ref: '#/definitions/entry' },
        description: 'Each layer takes the output of the one before it, unless it says "from"',
      },
      outputs: { ...fromNames, description: 'Names of the layers that give the outputs; the last layer if left out' },
    },
  };
}

const modelsSchema: Schema = {
  type: 'object',
  additionalProperties: { $ref: '#/definitions/network' },
  description: 'Models to be applied as layers: {"use": "name"}',
};
const inputSchema: Schema = {
  anyOf: [
    { $ref: '#/definitions/shape' },
    {
      type: 'object',
      additionalProperties: false,
      properties: {
        shape: { $ref: '#/definitions/shape' },
        batchShape: { $ref: '#/definitions/shape' },
        batchSize: { type: 'integer', minimum: 1 },
        dtype: { type: 'string' },
        name: { type: 'string' },
        sparse: { type: 'boolean' },
      },
    },
  ],
};
const setting = (known: readonly string[], description: string): Schema => ({
  description,
  anyOf: [
    { enum: known },
    { type: 'string' },
    { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  ],
});

const compileSchema: Schema = {
  type: 'object',
  description: 'Settings of training, as in model.compile',
  additionalProperties: false,
  properties: {
    optimizer: setting(optimizerNames, 'Name, or {"name": "Adam", "learningRate": 0.001}'),
    loss: setting(lossNames, 'Name, or {"name": "SparseCategoricalCrossentropy", "fromLogits": true}'),
    metrics: { type: 'array', items: setting(metricNames, 'Name, or {"name": "TopKCategoricalAccuracy", "k": 3}') },
  },
};

const fitSchema: Schema = {
  type: 'object',
  description: 'The data to train with, as in model.fit',
  required: ['dataset'],
  additionalProperties: false,
  properties: {
    dataset: { enum: datasetNames, description: 'Its images are divided by 255; its test part is the validation data' },
    epochs: { type: 'integer', minimum: 1, default: 1 },
    batchSize: { type: 'integer', minimum: 1, default: 32 },
    shuffle: { type: 'boolean', default: true },
    validationSplit: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'Part of the training data to validate with, instead of the test part',
    },
    labels: {
      enum: ['integers', 'one-hot'],
      default: 'integers',
      description: 'How the classes are given to the loss',
    },
    reshape: { $ref: '#/definitions/shape', description: 'Shape to bring each image into' },
    $comment: { type: 'string' },
  },
};
