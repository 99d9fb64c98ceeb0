/** The frameworks themselves: Keras in a process that lives as long as the comparison, TensorFlow.js in this one. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cwd, env } from 'node:process';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import type { FreshRow } from '../../test/oracle/fresh/generate';
import type { ModelAnswer } from '../../test/oracle/fresh/judge-model';
import type { toJavaScript } from '../../test/oracle/fresh/write-model';
import type { Answer, Json } from '../../test/oracle/load-rows';
import { setUp } from './setup.mjs';

export interface Judge {
  /** The answers in the order of the rows. `run` asks for the call on numbers as well. */
  readonly ask: (layer: string, rows: readonly FreshRow[], run: boolean) => Promise<readonly Answer[]>;
  /** What comes of a program that binds `model`. */
  readonly askModel: (program: string, run: boolean) => Promise<ModelAnswer>;
  readonly stop: () => void;
}

export function kerasJudge(): Judge {
  const python = spawn(setUp(), [join(cwd(), 'scripts/oracle/fresh.py')], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...env, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', COLUMNS: '140' },
  });
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the Python process of Keras has ended');
    return JSON.parse(value);
  };
  const greeted = nextLine();
  return {
    ask: async (layer, rows, run) => {
      await greeted;
      for (const row of rows) python.stdin.write(`${JSON.stringify({ ...row, layer, run })}\n`);
      const answers: Answer[] = [];
      for (const _ of rows) answers.push((await nextLine()) as Answer);
      return answers;
    },
    askModel: async (program, run) => {
      await greeted;
      python.stdin.write(`${JSON.stringify({ program, run })}\n`);
      return (await nextLine()) as ModelAnswer;
    },
    stop: () => python.kill(),
  };
}

export interface TfjsJudge extends Judge {
  /** The factory of a layer of Keras, and its args as TensorFlow.js spells them. */
  readonly spelling: Parameters<typeof toJavaScript>[1];
  readonly has: (layer: string) => boolean;
}

/** What the script that asks TensorFlow.js offers; it is JavaScript without types. */
interface TfjsScript {
  readonly start: () => Promise<void>;
  readonly askRow: (layer: string, make: unknown, row: FreshRow) => Answer;
  readonly askModel: (program: string, run: boolean) => ModelAnswer;
  readonly factoryOf: (layer: string) => { readonly name: string; readonly make: unknown } | undefined;
  readonly toTfjsArgs: (layer: string, args: Readonly<Record<string, unknown>>) => Readonly<Record<string, Json>>;
}

function loadTfjs(): TfjsScript {
  const bundle = join(cwd(), '.cache/ask-tfjs.cjs');
  buildSync({
    entryPoints: [join(cwd(), 'scripts/oracle/ask-tfjs.mjs')],
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    outfile: bundle,
    logLevel: 'error',
  });
  return createRequire(import.meta.url)(bundle);
}

/** Bundled first, since Node cannot load the package with all tensor methods. */
export async function tfjsJudge(): Promise<TfjsJudge> {
  const { askModel, askRow, factoryOf, start, toTfjsArgs } = loadTfjs();
  await start();
  return {
    ask: async (layer, rows) => rows.map((row) => askRow(layer, factoryOf(layer)!.make, row)),
    askModel: async (program, run) => askModel(program, run),
    spelling: ({ className, args }) => ({ name: factoryOf(className)!.name, args: toTfjsArgs(className, args) }),
    has: (layer) => factoryOf(layer) !== undefined,
    stop: () => {},
  };
}
