/** JSON that Keras 2 wrote of models with functions of TensorFlow: the graph has the layers, shapes, dtypes and counts that Keras 2 says. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/core';
import type { Application, Layer, Model } from '../../src/core/graph/graph';
import { modelTotals, trainableCount } from '../../src/core/graph/totals';

interface Line {
  readonly name: string;
  readonly class: string;
  /** Per application its outputs; the shape is null where Keras does not know how many axes there are. */
  readonly applications: readonly (readonly (readonly [shape: readonly (number | null)[] | null, dtype: string])[])[];
  readonly params: number | null;
  readonly trainable: number | null;
  readonly layers?: readonly Line[];
}

interface Row {
  readonly call: string;
  readonly n: number;
  readonly m: number;
  readonly k: number;
  readonly json: string;
  readonly params: number;
  readonly layers: readonly Line[];
  /** Why Keras 2 cannot load what it wrote; the layers are those of the model that it wrote then. */
  readonly refused?: string;
}

const packed = readFileSync(new URL('keras2-functions/recorded.json.br', import.meta.url));
const { rows } = JSON.parse(brotliDecompressSync(packed).toString()) as { readonly rows: readonly Row[] };

/** Functions whose result is not known here, with the reason. */
const unknown: ReadonlyMap<string, string> = new Map([
  ['tf.nn.ctc_greedy_decoder', 'it gives a sparse tensor, which no shape is told of elsewhere either'],
]);

function analysed({ json }: Row) {
  const { graph } = analyze({ kind: 'file', languageId: 'json', text: json })!;
  const model = graph.models.findLast(
    (each) => !graph.models.some(({ layers }) => layers.some(({ model }) => model === each)),
  )!;
  return { graph, model };
}

function linesOf(model: Model): Line[] {
  const listed = model.layers.filter(({ className }) => model.kind !== 'sequential' || className !== 'InputLayer');
  return listed.map((layer) => lineOf(layer, model));
}

function lineOf(layer: Layer, model: Model): Line {
  const applications = model.applications.filter((application) => application.layer === layer);
  const [first] = applications;
  return {
    name: layer.name,
    class: layer.className,
    applications: applications.map(outputsOf),
    params: number(first?.params),
    trainable: first ? number(trainableCount(first)) : null,
    ...(layer.model ? { layers: linesOf(layer.model) } : {}),
  };
}

function outputsOf({ outputs }: Application) {
  return outputs.map(
    ({ shape, dtype, unknown }) =>
      [unknown ? null : shape!.map((dim) => (typeof dim === 'object' && dim ? `${dim}` : dim)), dtype] as [
        null,
        string,
      ],
  );
}

function number(count: unknown): number | null {
  return typeof count === 'number' ? count : null;
}

/** Lines without the axes that are the concern of another test: which of the calls of a nested model counts as its first. */
function comparable(lines: readonly Line[]): unknown[] {
  return lines.map(({ layers, applications, ...line }) =>
    layers ? { ...line, layers: comparable(layers) } : { ...line, applications },
  );
}

/** Lines in which what is not known here is not known there either. */
function asFarAsKnown(found: readonly Line[], said: readonly Line[]): readonly Line[] {
  return said.map((line) => {
    const applications = found.find(({ name }) => name === line.name)?.applications ?? [];
    const known = line.applications.map((outputs, i) =>
      applications[i]?.some(([shape]) => shape === null) ? applications[i]! : outputs,
    );
    return { ...line, applications: known };
  });
}

describe('a model of Keras 2 with', () => {
  const [whole, broken] = [rows.filter(({ refused }) => !refused), rows.filter(({ refused }) => refused)];

  it.each(whole.map((row) => [row.call, row] as const))('%s', (_, row) => {
    const { graph, model } = analysed(row);
    const found = comparable(linesOf(model));
    const isUnknown = [...unknown.keys()].some((name) => row.call.startsWith(`${name}(`));
    expect(graph.faults).toEqual([]);
    expect(found).toEqual(comparable(isUnknown ? asFarAsKnown(linesOf(model), row.layers) : row.layers));
    if (!isUnknown) expect(number(modelTotals(model).params)).toBe(row.params);
  });

  it.each(broken.map((row) => [row.call, row] as const))(
    '%s, which Keras 2 cannot load, shows nothing wrong',
    (_, row) => {
      const { graph, model } = analysed(row);
      const found = linesOf(model);
      const said = asFarAsKnown(found, row.layers).filter(({ name }) => found.some((line) => line.name === name));
      expect(graph.faults).toEqual([]);
      expect(comparable(found)).toEqual(comparable(said));
    },
  );
});

it('holds the models of more than 250 calls, of which few are not known', () => {
  expect(rows.length).toBeGreaterThan(250);
  expect(unknown.size).toBeLessThan(10);
});
