/**
 * Which unit may import what. A unit is a folder under src; a file belongs to the row with the longest folder that
 * contains it. Whatever a row does not name is forbidden to it.
 */
export interface ImportRow {
  /** Folder under src. */
  readonly unit: string;
  /** Folders or modules under src; a unit may always import itself. */
  readonly imports: readonly string[];
  /** Folders or modules under src of which only types may be imported. */
  readonly types?: readonly string[];
  /** npm packages, `node` for Node's own modules, `vscode` for the editor's API. */
  readonly packages: readonly string[];
}

const LANGUAGE = ['core/text', 'core/shape', 'core/lang', 'core/eval', 'core/languages'];
/** A front end knows its own language only; what all of them share lies directly in core/languages. */
const language = (name: string, packages: string[], others: string[] = []): ImportRow => ({
  unit: `core/languages/${name}`,
  imports: [
    ...LANGUAGE.slice(0, -1),
    'core/languages/front-end',
    'core/languages/incremental',
    'core/languages/length',
    ...others,
  ],
  packages,
});

export const IMPORT_TABLE: readonly ImportRow[] = [
  { unit: 'core/text', imports: [], packages: [] },
  { unit: 'core/shape', imports: [], packages: [] },
  { unit: 'core/lang', imports: ['core/text'], types: ['core/eval'], packages: [] },
  // Layers do not know which language or library named them.
  { unit: 'core/layers', imports: ['core/text', 'core/shape'], packages: [] },
  { unit: 'core/graph', imports: ['core/text', 'core/shape', 'core/lang', 'core/layers', 'core/eval'], packages: [] },
  { unit: 'core/eval', imports: ['core/text', 'core/shape', 'core/lang', 'core/layers', 'core/graph'], packages: [] },
  // Front ends do not know which layers exist.
  { unit: 'core/languages', imports: LANGUAGE, packages: ['@lezer/common'] },
  // The methods of a language's own types are its standard library's, which the interpreter asks for too.
  language('python', ['@lezer/common', '@lezer/python'], ['core/libraries/python']),
  language('javascript', ['@lezer/common', '@lezer/javascript'], ['core/libraries/js']),
  language('json', ['jsonc-parser']),
  language('notebook', ['jsonc-parser'], ['core/languages/python', 'core/languages/json']),
  // Libraries say what names mean, whatever language they stand in.
  {
    unit: 'core/libraries',
    imports: ['core/text', 'core/shape', 'core/lang', 'core/eval', 'core/graph', 'core/layers'],
    packages: [],
  },
  // Rules know neither language nor library.
  { unit: 'core/rules', imports: ['core/text', 'core/shape', 'core/lang', 'core/layers', 'core/graph'], packages: [] },
  {
    unit: 'core/views',
    imports: [
      'core/text',
      'core/shape',
      'core/lang',
      'core/layers',
      'core/graph',
      'core/rules',
      'core/source',
      'core/eval/plain',
    ],
    types: ['core/eval', 'core/analyze'],
    packages: [],
  },
  // Imports of other files: found by name, parsed and evaluated.
  {
    unit: 'core/modules',
    imports: ['core/text', 'core/lang', 'core/eval', 'core/languages/front-end'],
    packages: ['jsonc-parser'],
  },
  // The door to the core, and what stands beside it.
  { unit: 'core', imports: ['core'], packages: [] },
  { unit: 'protocol', imports: [], packages: ['valibot'] },
  {
    unit: 'server',
    imports: ['core/index', 'protocol'],
    packages: ['node', 'semver', 'smol-toml', 'vscode-languageserver', 'vscode-languageserver-textdocument'],
  },
  {
    unit: 'client',
    imports: [
      'protocol',
      'train/run-trainer',
      'train/run-folder',
      'train/run-events',
      'train/inspector-process',
      'train/shown-path',
      'train/describe-data',
      'train/export/export-run',
    ],
    packages: ['node', 'vscode', 'vscode-languageclient'],
  },
  {
    unit: 'train',
    imports: ['protocol'],
    packages: [
      'node',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-layers',
      '@tensorflow/tfjs-node',
      'fflate',
      'jpeg-js',
      'nanotar',
      'papaparse',
      'pngjs',
      'protobufjs',
      'valibot',
    ],
  },
  { unit: 'webview', imports: ['protocol'], packages: ['uplot', '@vscode-elements/elements'] },
  {
    unit: 'cli',
    imports: [
      'core/index',
      'protocol',
      'server',
      'train/run-trainer',
      'train/run-folder',
      'train/describe-data',
      'train/export/export-run',
    ],
    packages: ['node', 'cli-progress', 'commander', 'diff', 'fflate', 'ignore', 'picocolors', 'tinyglobby'],
  },
];
