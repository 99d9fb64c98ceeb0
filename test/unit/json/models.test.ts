/** Model files that real Keras and TensorFlow.js wrote, analysed and compared with what they say of the models. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/core/analyze';
import type { Application, LayerGraph } from '../../../src/core/graph/graph';

interface Row {
  readonly name: string;
  readonly class: string;
  /** Per application the shapes of its outputs. */
  readonly applications: readonly (readonly (readonly (number | null)[])[])[];
  readonly params: number | null;
  readonly rows?: readonly Row[];
}

const folder = new URL('../../oracle/models/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => /^[\w-]+\.json$/.test(file))
  .map((file) => file.replace('.json', ''));

function load(file: string) {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}

function graphOf(json: unknown): LayerGraph {
  const analysis = analyze({ kind: 'file', languageId: 'json', text: JSON.stringify(json, null, 1) })!;
  expect(analysis.programs[0]!.syntaxErrors).toEqual([]);
  expect(analysis.graph.faults).toEqual([]);
  expect(analysis.graph.applications.flatMap(({ refusals, layer }) => [...refusals, ...layer.refusals])).toEqual([]);
  return analysis.graph;
}

/** The rows of layers that are no models, with those in nested models; input layers stand in a summary of a functional model only. */
function leaves(rows: readonly Row[]): Row[] {
  return rows.flatMap((row) => (row.rows ? leaves(row.rows) : row.class === 'InputLayer' ? [] : [row]));
}

/** What the framework says of a layer and what the graph does, side by side. */
function compare(rows: readonly Row[], graph: LayerGraph) {
  const said = leaves(rows).map(
    (row) => [row.name, row.params, new Set(row.applications.map((shapes) => JSON.stringify(shapes)))] as const,
  );
  const found = new Map<string, Application[]>();
  for (const application of graph.applications)
    found.set(application.layer.name, [...(found.get(application.layer.name) ?? []), application]);
  // A layer without an input is listed by the framework without shapes.
  const hasShapes = ({ outputs }: Application) => outputs.every(({ shape }) => shape !== null);
  const shapesOf = (application: Application) => JSON.stringify(application.outputs.map(({ shape }) => shape));
  const got = said.map(([name]) => {
    const applications = found.get(name) ?? [];
    return [name, applications[0]?.params ?? null, new Set(applications.filter(hasShapes).map(shapesOf))] as const;
  });
  return { said, got };
}

describe.each(names)('%s', (name) => {
  const keras3 = load(`${name}.json`);

  it('has the shapes and counts of Keras in the JSON of Keras 3', () => {
    const { said, got } = compare(keras3.rows, graphOf(keras3.json));
    expect(got).toEqual(said);
  });

  const keras2 = load(`${name}.keras2.json`);
  it.runIf(keras2.json)('has those of Keras 2 in its JSON', () => {
    // Keras 2 lists no layers of a model that it leaves unbuilt.
    const { said, got } = compare(keras2.rows.length > 0 ? keras2.rows : keras3.rows, graphOf(keras2.json));
    expect(withoutNames(got)).toEqual(withoutNames(said));
  });

  const tfjs = load(`${name}.tfjs.json`);
  it.runIf(tfjs.topology)('has the shapes and counts of TensorFlow.js in its own topology', () => {
    const { said, got } = compare(
      tfjs.rows,
      graphOf({ format: 'layers-model', modelTopology: tfjs.topology, weightsManifest: [] }),
    );
    expect(got).toEqual(said);
  });
});

function withoutNames(rows: readonly (readonly [string, ...unknown[]])[]) {
  return rows.map(([, ...rest]) => rest);
}
