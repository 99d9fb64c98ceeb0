/** Runs a program in the real TensorFlow.js and tells what its models are. */
import { createRequire } from 'node:module';
import { transformSync } from 'esbuild';
import ts from 'typescript';

const require = createRequire(import.meta.url);

export interface RealLayer {
  readonly name: string;
  readonly className: string;
  readonly shape: unknown;
  readonly params: number;
}

interface Container {
  readonly name: string;
  readonly layers: readonly {
    readonly name: string;
    readonly outputShape: unknown;
    getClassName(): string;
    countParams(): number;
  }[];
}

/** The layers of the models that the program binds to the given names. Names of layers are counted anew for each program. */
export async function layersInTfjs(
  text: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly layers: readonly RealLayer[] }>> {
  const models = (await run(text, names)) as Readonly<Record<string, Container>>;
  return new Map(names.map((name) => [name, { name: models[name]!.name, layers: models[name]!.layers.map(describe) }]));
}

/** Shape and type of the tensors that the program binds to the given names. */
export async function valuesInTfjs(
  text: string,
  names: readonly string[],
): Promise<readonly { readonly shape: readonly number[]; readonly dtype: string }[]> {
  const tensors = (await run(text, names)) as Readonly<Record<string, { shape: number[]; dtype: string }>>;
  return names.map((name) => ({ shape: tensors[name]!.shape, dtype: tensors[name]!.dtype }));
}

async function run(text: string, names: readonly string[]): Promise<unknown> {
  const body = text.replace(/^import .*$/gm, '').replace(/^const tf = require.*$/gm, '');
  const program = new Function('tf', 'console', `return (async () => {${body}\nreturn {${names.join(', ')}};})();`) as (
    tf: unknown,
    console: unknown,
  ) => Promise<unknown>;
  return program(freshTfjs(), { log: () => undefined });
}

/** How TensorFlow.js ends a program, with the lines of the statement that it ended in; null if it works. */
export async function failureInTfjs(
  text: string,
  languageId: 'javascript' | 'typescript',
): Promise<{ error: string; message: string; statements: [number, number][] } | null> {
  const { marked, lines } = withMarks(text);
  const code = languageId === 'typescript' ? transformSync(marked, { loader: 'ts' }).code : marked;
  marks.last = -1;
  try {
    await layersInTfjs(code, []);
    return null;
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'unknown', message: String(error) };
    const at = lines[marks.last];
    return { error: name, message, statements: at ? [at] : [] };
  }
}

/** The statement that runs: an asynchronous error has lost where it comes from. */
const marks = { last: -1 };
(globalThis as { convlintMarks?: typeof marks }).convlintMarks = marks;

function withMarks(text: string): { readonly marked: string; readonly lines: readonly [number, number][] } {
  const file = ts.createSourceFile('program.ts', text, ts.ScriptTarget.ESNext);
  const lineAt = (offset: number): number => file.getLineAndCharacterOfPosition(offset).line + 1;
  const statements: ts.Statement[] = [];
  const visit = (node: ts.Node): void => {
    // `run` takes the imports out, line by line.
    if (ts.isSourceFile(node) || ts.isBlock(node))
      statements.push(...node.statements.filter((each) => !/^(?:import |const tf = require)/.test(each.getText(file))));
    ts.forEachChild(node, visit);
  };
  visit(file);
  statements.sort((a, b) => a.getStart(file) - b.getStart(file));
  let marked = text;
  for (const [i, statement] of [...statements.entries()].reverse()) {
    const start = statement.getStart(file);
    marked = `${marked.slice(0, start)}globalThis.convlintMarks.last = ${i}; ${marked.slice(start)}`;
  }
  return { marked, lines: statements.map((each) => [lineAt(each.getStart(file)), lineAt(each.end)]) };
}

/** What TensorFlow.js raises when it runs the program; null if nothing. */
export async function errorInTfjs(text: string): Promise<string | null> {
  try {
    await layersInTfjs(text, []);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function describe(layer: Container['layers'][number]): RealLayer {
  return { name: layer.name, className: layer.getClassName(), shape: layer.outputShape, params: layer.countParams() };
}

function freshTfjs(): object {
  const path = require.resolve('@tensorflow/tfjs-layers');
  delete require.cache[path];
  const core = require('@tensorflow/tfjs-core') as { disposeVariables(): void };
  // Weights of earlier programs have the same names.
  core.disposeVariables();
  require('@tensorflow/tfjs-backend-cpu');
  addTensorMethods(core);
  return { ...core, ...(require(path) as object) };
}

/** The package for Node comes without the methods that hand a tensor to the function of their name. */
function addTensorMethods(core: object): void {
  const functions = core as Readonly<Record<string, (...args: unknown[]) => unknown>>;
  const { prototype } = functions.Tensor as unknown as { prototype: Record<string, unknown> };
  for (const [name, each] of Object.entries(functions)) {
    if (typeof each !== 'function' || /^[A-Z]/.test(name) || name in prototype) continue;
    prototype[name] = function (this: unknown, ...args: unknown[]) {
      return each(this, ...args);
    };
  }
  prototype.flatten ??= function (this: { size: number }) {
    return functions.reshape!(this, [this.size]);
  };
}
