/** The network of the example notebook in every JSON form is the network of the notebook. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/core/analyze';
import type { LayerGraph } from '../../../src/core/graph/graph';
import { notebookFile } from '../../../src/core/notebook';
import type { Source } from '../../../src/core/source';

const examples = new URL('../../../examples/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, examples), 'utf8');

function graphOf(source: Source): LayerGraph {
  const { graph, programs } = analyze(source)!;
  expect(programs.flatMap(({ syntaxErrors }) => syntaxErrors)).toEqual([]);
  return graph;
}

const rows = (graph: LayerGraph) =>
  graph.applications.map(({ layer, outputs, params, macs }) => [
    layer.className,
    outputs.map(({ shape }) => shape),
    params,
    macs,
  ]);

const notebook = graphOf(notebookFile(read('conv_mnist.ipynb'))!.source);

describe('the example network', () => {
  it.each(['conv_mnist.convlint.json', 'conv_mnist_keras3.json', 'conv_mnist_tfjs/model.json'])('in %s', (file) => {
    const graph = graphOf({ kind: 'file', languageId: 'json', text: read(file) });
    expect(rows(graph)).toEqual(rows(notebook));
    expect(graph.models.map(({ name, kind, unknown }) => ({ name, kind, unknown }))).toEqual([
      { name: 'mynet', kind: 'functional', unknown: null },
    ]);
    expect(graph.models[0]!.compile!.loss!.name).toBe(notebook.models[0]!.compile!.loss!.name);
  });

  it('meets the same data in the layer spec', () => {
    const spec = graphOf({ kind: 'file', languageId: 'json', text: read('conv_mnist.convlint.json') });
    const data = (graph: LayerGraph) =>
      graph.dataCalls.map(({ kind, x, y, validation, settings }) => ({
        kind,
        settings,
        parts: [x, y, validation?.x, validation?.y].map((part) =>
          part?.map(({ shape, dtype, facts }) => [shape, dtype, facts]),
        ),
      }));
    expect(data(spec)).toEqual(data(notebook));
  });
});
