/** Weights beside a `model.json`, as real TensorFlow.js saves them and refuses to load them when they are changed. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import { readdirSync, readFileSync } from 'node:fs';
import type { io } from '@tensorflow/tfjs-core';
import {
  input,
  type LayersModel,
  layers,
  loadLayersModel,
  model as makeModel,
  sequential,
} from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { analyze, problemsOf } from '../../../src/core';

const folder = new URL('../../oracle/models/', import.meta.url);

interface Saved {
  readonly modelTopology: object;
  readonly specs: io.WeightsManifestEntry[];
}

/** What `model.save` hands over to be written. */
async function save(model: LayersModel): Promise<Saved> {
  let saved: io.ModelArtifacts | null = null;
  await model.save({
    save: async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  const { modelTopology, weightSpecs } = saved! as io.ModelArtifacts;
  return { modelTopology: modelTopology as object, specs: weightSpecs! };
}

/** Why TensorFlow.js does not load the model with weights like these; null if it does. */
async function refusal({ modelTopology, specs }: Saved): Promise<string | null> {
  const bytes = specs.reduce((sum, { shape }) => sum + 4 * shape.reduce((product, size) => product * size, 1), 0);
  try {
    await loadLayersModel({
      load: async () => ({ modelTopology, weightSpecs: specs, weightData: new ArrayBuffer(bytes) }),
    });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The problems of the `model.json` that TensorFlow.js writes for it, with the text that each points at. */
function problems({ modelTopology, specs }: Saved): [string, string][] {
  const file = {
    format: 'layers-model',
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
  };
  const text = JSON.stringify(file);
  const analysis = analyze({ kind: 'file', languageId: 'json', text })!;
  return problemsOf(analysis)
    .filter(({ rule }) => rule === 'saved-weight-mismatch')
    .map(({ span, message }) => [text.slice(span.start, span.end), message]);
}

const recorded = readdirSync(folder).filter((file) => file.endsWith('.tfjs.json'));
const models: [string, () => Promise<LayersModel>][] = recorded.flatMap((file) => {
  const { topology } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  // A model without an input has no weights to save.
  return topology && !file.startsWith('not-built')
    ? [[file, () => loadLayersModel({ load: async () => ({ modelTopology: topology }) })]]
    : [];
});

/** Layers around other layers, cells, and a model without an input of its own. */
async function wrapped(): Promise<LayersModel> {
  const x = input({ shape: [5, 6] });
  const cell = layers.lstm({ units: 3, returnSequences: true }) as never;
  let y = layers.bidirectional({ layer: cell, mergeMode: 'concat' }).apply(x);
  y = layers.timeDistributed({ layer: layers.dense({ units: 4 }) }).apply(y);
  y = layers
    .rnn({ cell: [layers.lstmCell({ units: 3 }), layers.gruCell({ units: 2 })], returnSequences: true })
    .apply(y);
  y = layers.timeDistributed({ layer: layers.batchNormalization() }).apply(y);
  y = layers.conv1d({ filters: 2, kernelSize: 2 }).apply(y);
  y = sequential({ layers: [layers.dense({ inputShape: [4, 2], units: 3 }), layers.dense({ units: 3 })] }).apply(y);
  return makeModel({ inputs: x, outputs: y as never });
}

/** Wrappers and cells one in the other. */
async function wrappedTwice(): Promise<LayersModel> {
  const x = input({ shape: [4, 6, 5] });
  const both = layers.bidirectional({
    name: 'both',
    layer: layers.gru({ name: 'inner', units: 3 }) as never,
    mergeMode: 'sum',
  });
  let y = layers.timeDistributed({ layer: both }).apply(x);
  const cells = [layers.simpleRNNCell({ units: 3 }), layers.lstmCell({ units: 2, name: 'last' })];
  y = layers.rnn({ cell: layers.stackedRNNCells({ cells } as never), returnSequences: true }).apply(y);
  y = layers.rnn({ cell: layers.gruCell({ units: 4 }), returnSequences: true }).apply(y);
  y = layers.timeDistributed({ layer: layers.dense({ units: 2 }) }).apply(y);
  return makeModel({ inputs: x, outputs: y as never });
}

/** The weights of a model in a wrapper have the names of its layers. */
async function wrappedModel(): Promise<LayersModel> {
  const x = input({ shape: [5, 6] });
  const inner = sequential({ layers: [layers.dense({ inputShape: [6], units: 3 }), layers.dense({ units: 2 })] });
  const y = layers.timeDistributed({ layer: inner as never }).apply(x);
  return makeModel({ inputs: x, outputs: layers.dense({ units: 2 }).apply(y) as never });
}

/** Layers whose weights have names of their own. */
async function various(): Promise<LayersModel> {
  const x = input({ shape: [8, 8, 4] });
  let y = layers.separableConv2d({ filters: 3, kernelSize: 2 }).apply(x);
  y = layers.depthwiseConv2d({ kernelSize: 2 }).apply(y);
  y = layers.conv2dTranspose({ filters: 2, kernelSize: 2 }).apply(y);
  y = layers.prelu().apply(y);
  y = layers.layerNormalization().apply(y);
  y = layers.reshape({ targetShape: [7, 7, 1, 2] }).apply(y);
  y = layers.convLstm2d({ filters: 2, kernelSize: 1 } as never).apply(y);
  return makeModel({ inputs: x, outputs: y as never });
}

const others: [string, () => Promise<LayersModel>][] = [
  ['wrapped', wrapped],
  ['wrapped twice', wrappedTwice],
  ['a model in a wrapper', wrappedModel],
  ['various', various],
];

describe.each([...models, ...others])('%s', (_, load) => {
  it('has no problem as it is saved', async () => {
    const saved = await save(await load());
    expect([await refusal(saved), problems(saved)]).toEqual([null, []]);
  });
});

describe('a list that was changed', () => {
  type Change = (specs: io.WeightsManifestEntry[]) => io.WeightsManifestEntry[];
  const change =
    (at: number, by: (spec: io.WeightsManifestEntry) => Partial<io.WeightsManifestEntry>): Change =>
    (specs) =>
      specs.map((spec, i) => (i === at ? { ...spec, ...by(spec) } : spec));
  const changes: [string, Change, boolean][] = [
    ['a shape', change(0, ({ shape }) => ({ shape: [shape[0]! + 1, ...shape.slice(1)] })), true],
    ['a rank', change(1, ({ shape }) => ({ shape: [...shape, 1] })), true],
    ['a name', change(1, () => ({ name: 'other/kernel' })), true],
    ['a weight less', (specs) => specs.slice(1), true],
    ['a weight more', (specs) => [...specs, { name: 'more/bias', shape: [2], dtype: 'float32' }], true],
    ['a dtype', change(0, () => ({ dtype: 'int32' })), true],
    ['another order', (specs) => [...specs].reverse(), false],
    ['the name of a cell', change(0, ({ name }) => ({ name: name.replace(/[^/]+$/, 'cell/$&') })), false],
    [
      'the state of an optimizer',
      (specs) => [...specs, { name: 'iter', shape: [], dtype: 'int32', group: 'optimizer' }],
      false,
    ],
  ];
  const file = (name: string) => [...models, ...others].find(([each]) => each === name)![1];

  it.each(
    ['lenet.tfjs.json', 'nested.tfjs.json', 'recurrent.tfjs.json', 'wrapped', 'wrapped twice'].flatMap((name) =>
      changes.map(([what, by, isRefused]) => [name, what, by, isRefused] as const),
    ),
  )('%s with %s is refused where TensorFlow.js refuses it', async (name, _, by, isRefused) => {
    const { modelTopology, specs } = await save(await file(name)());
    const changed = { modelTopology, specs: by(specs) };
    expect((await refusal(changed)) !== null).toBe(isRefused);
    expect(problems(changed).length > 0).toBe(isRefused);
  });

  it.each(others)('%s: a changed shape of any weight is found', async (name, load) => {
    const { modelTopology, specs } = await save(await load());
    const told = specs.map(
      (_, at) => problems({ modelTopology, specs: change(at, () => ({ shape: [99] }))(specs) }).length,
    );
    // Those of a model in a wrapper cannot be told from others.
    const hidden = name === 'a model in a wrapper' ? 4 : 0;
    expect(told).toEqual(specs.map((_, at) => (at < hidden ? 0 : 1)));
  });

  it('is told at its place', async () => {
    const { modelTopology, specs } = await save(await file('lenet.tfjs.json')());
    const told = (by: Change) => problems({ modelTopology, specs: by(specs) });
    expect(told(change(4, () => ({ shape: [256, 120] })))).toEqual([
      ['[256,120]', '"dense/kernel" is saved with the shape (256, 120), but the layer has (400, 120)'],
    ]);
    expect(told((all) => all.slice(1))).toEqual([
      ['weightsManifest', '1 of the 10 weights of the model is not in the list: conv2d/kernel'],
    ]);
    expect(told(change(0, () => ({ name: 'conv/kernel' })))).toContainEqual([
      '"conv/kernel"',
      'the model has no weight "conv/kernel", so it cannot be loaded',
    ]);
  });

  it('is silent for weights of fewer bits', async () => {
    const { modelTopology, specs } = await save(await file('mlp.tfjs.json')());
    const small = specs.map((spec) => ({ ...spec, quantization: { dtype: 'uint8' as const, scale: 1, min: 0 } }));
    expect(await refusal({ modelTopology, specs: small })).toBeNull();
    expect(problems({ modelTopology, specs: small })).toEqual([]);
  });
});
