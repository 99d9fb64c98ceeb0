/** The analysis of one source: parsed, evaluated, checked. */
import { evaluate } from './eval/evaluate';
import type { Library } from './eval/library';
import { firstDifference, orderOfRuns } from './execution-order';
import type { LayerGraph, OtherOrder } from './graph/graph';
import { ownGraph } from './graph/own-graph';
import type { Program } from './lang/program';
import type { FrontEnd } from './languages/front-end';
import { javascriptFrontEnd, tsxFrontEnd, typescriptFrontEnd } from './languages/javascript';
import { jsonFrontEnd, layerSpecFrontEnd } from './languages/json';
import { pythonFrontEnd } from './languages/python';
import { type Framework, newestVersions, type Target } from './layers/definition';
import { jsLibrary } from './libraries/js';
import { kerasLibrary } from './libraries/keras';
import { numpyLibrary } from './libraries/numpy';
import { pandasLibrary } from './libraries/pandas';
import { pythonLibrary } from './libraries/python';
import { sklearnLibrary } from './libraries/sklearn';
import { tensorflowLibrary } from './libraries/tensorflow';
import { tfjsLibrary } from './libraries/tfjs';
import type { ModuleHost } from './modules/host';
import { ModuleLoader } from './modules/module-loader';
import { parsedFile } from './modules/parsed-files';
import { type Piece, piecesOf, type Source } from './source';

interface Language {
  readonly frontEnd: FrontEnd;
  readonly libraries: readonly Library[];
  readonly framework: Framework;
}

const python: Language = {
  frontEnd: pythonFrontEnd,
  libraries: [kerasLibrary, tensorflowLibrary, numpyLibrary, sklearnLibrary, pandasLibrary, pythonLibrary],
  framework: 'keras',
};
const javascript: Language = { frontEnd: javascriptFrontEnd, libraries: [tfjsLibrary, jsLibrary], framework: 'tfjs' };
const typescript: Language = { ...javascript, frontEnd: typescriptFrontEnd };
const tsx: Language = { ...javascript, frontEnd: tsxFrontEnd };
const json: Language = {
  frontEnd: jsonFrontEnd,
  libraries: [kerasLibrary, tensorflowLibrary, numpyLibrary],
  framework: 'keras',
};

/** By the language ids of VS Code. */
const languages: ReadonlyMap<string, Language> = new Map([
  ['python', python],
  ['javascript', javascript],
  ['javascriptreact', javascript],
  ['typescript', typescript],
  ['typescriptreact', tsx],
  ['json', json],
  ['jsonc', json],
  // A layer spec by its file name, however little of it is typed.
  ['convlint', { ...json, frontEnd: layerSpecFrontEnd }],
]);

/** A version that the project uses, and what says so: `requirements.txt`, `the settings`. */
export interface HostVersion {
  readonly version: readonly [number, number];
  readonly said: string;
}

export type HostVersions = Readonly<Partial<Record<Framework, HostVersion>>>;

/** What the core needs from outside. */
export interface Host {
  /** The framework versions that the program targets; the newest where left out. */
  readonly versions?: HostVersions;
  /** Where imports of other files are answered; they are unknown if left out. */
  readonly modules?: ModuleHost;
}

export interface Analysis {
  readonly source: Source;
  readonly pieces: readonly Piece[];
  readonly programs: readonly Program[];
  readonly frontEnd: FrontEnd;
  readonly target: Target;
  readonly graph: LayerGraph;
  readonly host: Host;
  /** Files whose change makes this analysis another one: those that imports mean, and those they were looked for in. */
  readonly dependencies: ReadonlySet<string>;
}

export function isSupported(languageId: string): boolean {
  return languages.has(languageId);
}

/** Analyses any text. Never throws for what the text says. Null for a language that is not known. */
export function analyze(source: Source, host: Host = {}): Analysis | null {
  const language = languages.get(source.languageId);
  if (!language) return null;
  const { frontEnd, libraries } = language;
  const pieces = piecesOf(source);
  const programs = pieces.map(({ text, base }) => frontEnd.parse(text, base));
  const framework = programs.find((program) => program.framework)?.framework ?? language.framework;
  const target: Target = { framework, version: host.versions?.[framework]?.version ?? newestVersions[framework] };
  const loader = host.modules ? moduleLoader(host.modules, frontEnd) : null;
  const graphOf = (inOrder: readonly Program[]): LayerGraph => {
    const evaluated = evaluate({
      programs: inOrder,
      semantics: frontEnd.semantics,
      libraries,
      target,
      parseText: (text) => parsedFile(`text:${text}`, text, frontEnd).program,
      ...(loader ? { importModule: loader.load } : {}),
    });
    return loader ? ownGraph(evaluated) : evaluated;
  };
  const graph = graphOf(programs);
  return {
    source,
    pieces,
    programs,
    frontEnd,
    target,
    graph: { ...graph, otherOrder: otherOrderOf(source, programs, graph, graphOf) },
    host,
    dependencies: loader?.dependencies ?? new Set(),
  };
}

function otherOrderOf(
  source: Source,
  programs: readonly Program[],
  graph: LayerGraph,
  graphOf: (inOrder: readonly Program[]) => LayerGraph,
): OtherOrder | null {
  if (source.kind !== 'notebook') return null;
  const order = orderOfRuns(source.cells);
  if (!order) return null;
  const numbers = source.cells.flatMap(({ ran }) => ran ?? []).join(', ');
  return firstDifference(graph, graphOf(order.map((at) => programs[at]!)), numbers);
}

function moduleLoader(modules: ModuleHost, { semantics }: FrontEnd): ModuleLoader | null {
  switch (semantics.name) {
    case 'python':
      return new ModuleLoader(modules, (path) => (path.endsWith('.py') ? pythonFrontEnd : null), 'python');
    case 'javascript':
      return new ModuleLoader(modules, javascriptFile, 'javascript');
    case 'json':
      return null;
  }
}

function javascriptFile(path: string): FrontEnd | null {
  if (/\.[mc]?ts$/.test(path)) return typescriptFrontEnd;
  if (path.endsWith('.tsx')) return tsxFrontEnd;
  return /\.(?:[mc]?js|jsx|json)$/.test(path) ? javascriptFrontEnd : null;
}
