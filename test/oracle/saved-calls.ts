/** Models of single calls that Keras saved as JSON, with what Keras says of each, and the same told of an analysis. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { analyze } from '../../src/core';
import type { Application, Layer, Model } from '../../src/core/graph/graph';
import { trainableCount } from '../../src/core/graph/totals';

export interface Line {
  readonly name: string;
  readonly class: string;
  /** Per application its outputs; the shape is null where Keras does not know how many axes there are. */
  readonly applications: readonly (readonly (readonly [shape: readonly (number | null)[] | null, dtype: string])[])[];
  readonly params: number | null;
  readonly trainable: number | null;
  readonly layers?: readonly Line[];
}

/** A call, what Keras saved of the model that makes it, and the layers of that model. */
export interface SavedCall {
  readonly call: string;
  readonly json: string;
  readonly params: number;
  readonly layers: readonly Line[];
  /** Why Keras cannot load what it wrote; the layers are those of the model that it wrote then. */
  readonly refused?: string;
}

export function savedCalls<T extends SavedCall>(file: string): readonly T[] {
  const packed = readFileSync(new URL(file, import.meta.url));
  return (JSON.parse(brotliDecompressSync(packed).toString()) as { readonly rows: readonly T[] }).rows;
}

export function analysed({ json }: SavedCall) {
  const { graph } = analyze({ kind: 'file', languageId: 'json', text: json })!;
  const model = graph.models.findLast(
    (each) => !graph.models.some(({ layers }) => layers.some(({ model }) => model === each)),
  )!;
  return { graph, model };
}

export function linesOf(model: Model): Line[] {
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

export function number(count: unknown): number | null {
  return typeof count === 'number' ? count : null;
}

/** Lines without the axes that are the concern of another test: which of the calls of a nested model counts as its first. */
export function comparable(lines: readonly Line[]): unknown[] {
  return lines.map(({ layers, applications, ...line }) =>
    layers ? { ...line, layers: comparable(layers) } : { ...line, applications },
  );
}

/** Lines in which what is not known here is not known there either. */
export function asFarAsKnown(found: readonly Line[], said: readonly Line[]): readonly Line[] {
  return said.map((line) => {
    const applications = found.find(({ name }) => name === line.name)?.applications ?? [];
    const known = line.applications.map((outputs, i) =>
      applications[i]?.some(([shape]) => shape === null) ? applications[i]! : outputs,
    );
    return { ...line, applications: known };
  });
}
