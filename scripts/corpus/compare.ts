/** What the analysis of a program says of each layer that the real framework applied in it. */
import { readFileSync } from 'node:fs';
import { diffArrays } from 'diff';
import { analyze, LineMap, problemsOf } from '../../src/core';
import type { Application, Layer } from '../../src/core/graph/graph';
import { moduleFiles } from '../../src/server/module-files';
import type { Entry } from './package';
import type { Dims, TracedLayer, Truth } from './truth';

export interface EntryResult {
  readonly entry: Entry;
  /** Different applications of all layers that the framework applied: by layer and output shapes. */
  readonly applications: number;
  /** Those found with exact shapes and parameter count. */
  readonly exact: number;
  /** What the analysis says and the framework denies. */
  readonly wrong: readonly string[];
  readonly unknown: readonly { readonly what: string; readonly reason: string }[];
  /** Errors on a program that runs. */
  readonly alarms: readonly string[];
  readonly milliseconds: number;
}

/** A layer with its applications. */
type Own = readonly [Layer, readonly Application[]];

export function compareEntry(entry: Entry, truth: Truth): EntryResult {
  const text = readFileSync(entry.program, 'utf8');
  const start = performance.now();
  const modules = moduleFiles(entry.standsAt, entry.folders);
  const analysis = analyze({ kind: 'file', languageId: entry.language, text }, { modules })!;
  const milliseconds = Math.round(performance.now() - start);
  const lines = new LineMap(text);
  const lineOf = (offset: number): number => lines.positionAt(offset).line + 1;

  const layers = ownLayers(analysis.graph.applications, truth);
  const stopped = analysis.graph.stopped?.reason ?? null;
  const result = { exact: 0, wrong: [] as string[], unknown: [] as { what: string; reason: string }[] };
  for (const [theirs, ours] of pairs(truth.layers, layers, ([, [first]]) => lineOf(first!.span.start))) {
    if (theirs) compareLayer(theirs, ours, stopped ?? missingReason(layers), result);
    else if (ours?.[1].every(({ unknown }) => unknown === null))
      result.wrong.push(
        `line ${lineOf(ours[1][0]!.span.start)}: ${ours[0].className} ${ours[0].name}: the framework applies none`,
      );
  }
  const alarms = problemsOf(analysis)
    .filter(({ severity }) => severity === 'error')
    .map(({ span, message, rule }) => `line ${lineOf(span.start)}: ${rule}: ${message}`);
  const applications = truth.layers.reduce((sum, { outputs }) => sum + outputs.length, 0);
  return { entry, applications, ...result, alarms, milliseconds };
}

function grouped<T>(items: readonly T[], key: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Layers in the order in which they are first applied; operations on tensors and input layers are none that the framework applies. */
function ownLayers(applications: readonly Application[], { layers }: Truth): readonly Own[] {
  const classes = new Set(layers.map((layer) => layer.class));
  const applied = new Map<Layer, Application[]>();
  for (const application of applications) {
    const { layer } = application;
    const isLayer = layer.definition ?? layer.model ?? layer.holds ?? classes.has(layer.className);
    if (!isLayer || layer.className === 'InputLayer' || layer.id < 0) continue;
    applied.set(layer, [...(applied.get(layer) ?? []), application]);
  }
  return [...applied];
}

/** Why a layer may not be found: the first thing that is not known. */
function missingReason(layers: readonly Own[]): string {
  const first = layers.flatMap(([, applications]) => applications).find(({ unknown }) => unknown !== null);
  return first ? `not found; before it: ${first.unknown}` : 'not found';
}

/**
 * Both lists matched by class and name: in order within each line of the program, where they agree; what is left by
 * class and name wherever they agree, by class where they agree, and last by class alone, in order.
 */
function* pairs(
  theirs: readonly TracedLayer[],
  ours: readonly Own[],
  lineOf: (own: Own) => number,
): Iterable<readonly [TracedLayer | null, Own | null]> {
  const left: [TracedLayer[], Own[]] = [[], []];
  const ownLines = grouped(ours, lineOf);
  const theirLines = grouped(theirs, ({ programLine }) => programLine);
  for (const line of new Set([...theirLines.keys(), ...ownLines.keys()])) {
    const inOrder = aligned(
      theirLines.get(line) ?? [],
      ownLines.get(line) ?? [],
      (layer) => `${layer.class} ${layer.name}`,
      ([layer]) => `${layer.className} ${layer.name}`,
    );
    for (const [their, own] of inOrder) {
      if (their && own && agree(their, own)) yield [their, own];
      else {
        if (their) left[0].push(their);
        if (own) left[1].push(own);
      }
    }
  }
  const [others, rest] = left;
  const isSameClass = (their: TracedLayer, [own]: Own): boolean => own.className === their.class;
  for (const isSame of [
    (their: TracedLayer, own: Own): boolean =>
      isSameClass(their, own) && own[0].name === their.name && agree(their, own),
    (their: TracedLayer, own: Own): boolean => isSameClass(their, own) && agree(their, own),
    isSameClass,
  ]) {
    for (const their of [...others]) {
      const at = rest.findIndex((own) => isSame(their, own));
      if (at < 0) continue;
      others.splice(others.indexOf(their), 1);
      yield [their, rest.splice(at, 1)[0]!];
    }
  }
  for (const their of others) yield [their, null];
  for (const own of rest) yield [null, own];
}

/** All that is said of the layer is what Keras says, and not nothing. */
function agree({ params, outputs }: TracedLayer, [, applications]: Own): boolean {
  const last = applications.at(-1)!;
  const shapes = applications.map((application) => application.outputs.map(({ shape }) => shape));
  return last.params === params && shapes.every((own) => outputs.some((output) => sameOutput(own, output)));
}

function* aligned<A, B>(
  a: readonly A[],
  b: readonly B[],
  keyOfA: (item: A) => string,
  keyOfB: (item: B) => string,
): Iterable<readonly [A | null, B | null]> {
  let [i, j] = [0, 0];
  for (const { added, removed, count } of diffArrays(a.map(keyOfA), b.map(keyOfB))) {
    for (let n = 0; n < count; n++) yield [added ? null : a[i++]!, removed ? null : b[j++]!];
  }
}

function compareLayer(
  theirs: TracedLayer,
  ours: Own | null,
  missing: string,
  result: { exact: number; readonly wrong: string[]; readonly unknown: { what: string; reason: string }[] },
): void {
  const what = `${theirs.file}:${theirs.line} ${theirs.class} ${theirs.name}`;
  const unknown = (reason: string): void => {
    result.unknown.push(...theirs.outputs.map(() => ({ what, reason })));
  };
  if (!ours) {
    unknown(missing);
    return;
  }
  const [, applications] = ours;
  const { params, unknown: reason } = applications.at(-1)!;
  const isCounted = typeof params === 'number';
  if (isCounted && params !== theirs.params) {
    result.wrong.push(`${what}: ${params} parameters, the framework says ${theirs.params}`);
    return;
  }
  const found = new Set<number>();
  let reasonOfShape: string | null = null;
  for (const application of applications) {
    const own = application.outputs.map(({ shape }) => shape);
    const i = theirs.outputs.findIndex((output) => sameOutput(own, output));
    if (i >= 0) found.add(i);
    else if (own.length > 0 && own.every((shape) => shape?.every(isPlain)))
      result.wrong.push(`${what}: ${JSON.stringify(own)}, the framework says ${JSON.stringify(theirs.outputs)}`);
    else reasonOfShape ??= application.unknown ?? 'a size is only known as an expression';
  }
  for (const i of theirs.outputs.keys()) {
    if (found.has(i) && isCounted) result.exact++;
    else
      result.unknown.push({
        what,
        reason: (found.has(i) ? null : reasonOfShape) ?? reason ?? 'an application is not found',
      });
  }
}

function isPlain(dim: unknown): boolean {
  return dim === null || typeof dim === 'number';
}

/** The batch may be open in one and that of the data in the other. */
function sameOutput(ours: readonly (readonly unknown[] | null)[], theirs: readonly (Dims | null)[]): boolean {
  return (
    ours.length === theirs.length &&
    ours.every((shape, i) => {
      const other = theirs[i];
      if (!shape || !other || shape.length !== other.length) return false;
      return shape.every((dim, axis) => dim === other[axis] || (axis === 0 && (dim === null || other[axis] === null)));
    })
  );
}
