/** One network, written in every form that is read, is one graph. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Analysis, analyze, layerRows, modelRows, notebookFile, type Source } from '../../src/core';

const examples = new URL('../../examples/', import.meta.url);

const languages: readonly [ending: string, languageId: string][] = [
  ['.convlint.json', 'convlint'],
  ['.json', 'json'],
  ['.py', 'python'],
  ['.ts', 'typescript'],
];

function analyzeExample(name: string): Analysis {
  const text = readFileSync(new URL(name, examples), 'utf8');
  const languageId = languages.find(([ending]) => name.endsWith(ending))?.[1];
  const source: Source = languageId ? { kind: 'file', languageId, text } : notebookFile(text)!.source;
  return analyze(source)!;
}

/** What each layer is and does, and where its inputs come from: everything but names and places. */
function network(analysis: Analysis): unknown {
  const rows = layerRows(analysis);
  const applications = rows.map(({ application }) => application);
  return {
    rows: rows.map((row) => ({
      class: row.class,
      inputs: row.inputs,
      outputs: row.outputs,
      params: row.params,
      trainable: row.trainable,
      macs: row.macs,
      unknown: row.unknown,
      from: row.application.inputs.map(({ producer }) => producer && applications.indexOf(producer)),
    })),
    models: modelRows(analysis).map(({ inputs, outputs, params, trainable, macs, unknown }) => ({
      inputs,
      outputs,
      params,
      trainable,
      macs,
      unknown,
    })),
  };
}

const notebook = analyzeExample('conv_mnist.ipynb');

describe('the example network', () => {
  it('has what the framework said of it', () => {
    const record = JSON.parse(
      readFileSync(new URL('../oracle/models/seed-5-channels-valid.json', import.meta.url), 'utf8'),
    );
    const rows = layerRows(notebook);
    expect(rows.map((row) => ({ class: row.class, outputs: row.outputs, params: row.params }))).toEqual(
      record.rows.map((row: { class: string; applications: unknown[]; params: number }) => ({
        class: row.class,
        outputs: row.applications[0],
        params: row.params,
      })),
    );
    expect(modelRows(notebook).map(({ params }) => params)).toEqual([record.params]);
  });

  it.each([
    'conv_mnist.py',
    'conv_mnist.ts',
    'conv_mnist.convlint.json',
    'conv_mnist_keras3.json',
    'conv_mnist_tfjs/model.json',
  ])('is the same in %s', (name) => {
    expect(network(analyzeExample(name))).toEqual(network(notebook));
  });
});

describe('a network with branches, a function and a loop', () => {
  it('is the same in Python and TypeScript', () => {
    const python = analyzeExample('residual_cifar10.py');
    expect(layerRows(python).filter(({ unknown }) => unknown !== null)).toEqual([]);
    expect(network(analyzeExample('residual_cifar10.ts'))).toEqual(network(python));
  });
});

describe('a network with two inputs and a shared part', () => {
  const record = JSON.parse(readFileSync(new URL('../oracle/models/shared-encoder.json', import.meta.url), 'utf8'));
  const tfjs = JSON.parse(readFileSync(new URL('../oracle/models/shared-encoder.tfjs.json', import.meta.url), 'utf8'));
  const python = analyze({
    kind: 'file',
    languageId: 'python',
    text: readFileSync(new URL('../oracle/models/shared-encoder.py', import.meta.url), 'utf8'),
  })!;
  const json = (value: unknown): Analysis =>
    analyze({ kind: 'file', languageId: 'json', text: typeof value === 'string' ? value : JSON.stringify(value) })!;

  /** A file lists layers in an order of its own, so rows are compared as a set, and by the shapes they join. */
  const summary = (analysis: Analysis): unknown => ({
    rows: layerRows(analysis)
      .map((row) => JSON.stringify([row.class, row.inputs, row.outputs, row.params, row.macs]))
      .sort(),
    totals: modelRows(analysis)
      .map((row) => JSON.stringify([row.inputs, row.outputs, row.params, row.trainable]))
      .sort(),
  });

  it('is the same in Python and in the file of Keras', () => {
    expect(summary(json(record.json))).toEqual(summary(python));
  });

  it('is the same in the file of TensorFlow.js', () => {
    const topology = { format: 'layers-model', generatedBy: 'TensorFlow.js', modelTopology: tfjs.topology };
    expect(summary(json(topology))).toEqual(summary(python));
  });
});
