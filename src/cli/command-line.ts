/** The arguments of `convlint`, handed over to its commands. Commands are loaded when they are called. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version as ownVersion } from '../../package.json';
import { parseVersion } from '../server/target/given-versions';
import type { CheckOptions } from './commands/check';
import type { SummaryOptions } from './commands/summary';
import { EXIT, endQuietlyOnClosedPipe } from './exit';
import { languageNames } from './languages';
import type { ReadOptions } from './sources';

const PATHS = 'files, folders or globs; - for standard input';

async function main(): Promise<void> {
  try {
    endQuietlyOnClosedPipe();
    await commandLine().parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT.misuse;
      return;
    }
    console.error(`convlint: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = EXIT.misuse;
  }
}

function commandLine(): Command {
  const program = new Command('convlint')
    .description('Exact output shapes, parameter counts and costs of neural network layers, without running the code.')
    .version(ownVersion)
    .exitOverride()
    .showHelpAfterError('(convlint --help tells more)');

  program
    .command('summary')
    .description('print every layer with its output shape, parameter count and cost')
    .argument('<path...>', PATHS)
    .addOption(format(['table', 'json', 'markdown']))
    .option('--expand-nested', 'list the layers of models that are used as layers, below them')
    .option('--coverage', 'tell how many layers could be resolved, and why not the others')
    .addOption(language())
    .addOption(kerasVersion())
    .addOption(tfjsVersion())
    .action(async (paths: string[], options: SummaryOptions) => {
      const { summary } = await import('./commands/summary');
      process.exitCode = await summary(paths, options);
    });

  program
    .command('check')
    .description('report problems; exits 1 if there are any')
    .argument('<path...>', PATHS)
    .addOption(format(['text', 'json', 'sarif', 'github']))
    .option('--max-warnings <n>', 'accept up to so many warnings', wholeNumber(0), 0)
    .option('--fix', 'make the preferred fixes in the files, each proven by a new analysis')
    .option('--dry-run', 'with --fix: print the changes as a patch and leave the files; exits 1 if there are any')
    .addOption(language())
    .addOption(kerasVersion())
    .addOption(tfjsVersion())
    .action(async (paths: string[], options: CheckOptions) => {
      if (options.dryRun && !options.fix) throw new Error('--dry-run shows what --fix would do: give both');
      const { check } = await import('./commands/check');
      process.exitCode = await check(paths, options);
    });

  program
    .command('explain')
    .description('explain the numbers of the layer at a place')
    .argument('<place>', 'FILE:LINE, for a notebook FILE#CELL:LINE')
    .addOption(kerasVersion())
    .addOption(tfjsVersion())
    .action(async (place: string, options: ReadOptions) => {
      const { explainPlace } = await import('./commands/explain');
      process.exitCode = await explainPlace(place, options);
    });

  program
    .command('train')
    .description('train a model of a file and show how it learns')
    .argument('<file>', 'the file with the model')
    .option('--model <name>', 'the model, if the file has several')
    .addOption(
      new Option(
        '--dataset <name|path>',
        'data to train on: mnist, fashion_mnist, kmnist, cifar10, cifar100, or an .npz, a .csv, IDX files or a folder with pictures; what the program loads, else mnist, if left out',
      ),
    )
    .addOption(new Option('--data <name|path>', 'the same as --dataset').conflicts('dataset'))
    .option('--epochs <n>', 'passes over the data; from the source if left out', wholeNumber(1))
    .option('--batch-size <n>', 'samples per step; from the source if left out', wholeNumber(1))
    .option('--limit <n>', 'use at most so many samples', wholeNumber(1))
    .addOption(new Option('--subset <n>', 'the same as --limit').argParser(wholeNumber(1)).conflicts('limit'))
    .option('--data-dir <dir>', "where downloaded data are kept; in the user's cache folder if left out")
    .option('--seed <n>', 'start of the random numbers', wholeNumber(0), 1)
    .addOption(new Option('--engine <name>', 'what computes').choices(['auto', 'native', 'built-in']).default('auto'))
    .addOption(new Option('--format <format>', 'how progress is shown').choices(['text', 'jsonl']).default('text'))
    .option('--report <file.html>', 'write a report that opens in any browser')
    .option('--save <dir>', 'keep the run (model, metrics) in this folder')
    .option('--csv <file>', 'write losses and metrics, one line per epoch')
    .option('--keras <file.py>', 'write a Keras program that goes on training, with its weights beside it')
    .action(async (file: string, { data, subset, ...options }) => {
      const { train } = await import('./commands/train');
      process.exitCode = await train(file, { dataset: data, limit: subset, ...options });
    });

  program
    .command('lsp')
    .description('serve an editor over the Language Server Protocol')
    .option('--stdio', 'talk over standard input and output', true)
    .action(async () => {
      const { lsp } = await import('./commands/lsp');
      lsp();
    });

  return program;
}

function language(): Option {
  return new Option('--language <language>', 'the language of standard input').choices([...languageNames]);
}

function kerasVersion(): Option {
  return new Option(
    '--keras-version <version>',
    'the Keras that the program is for, such as 3.4; from requirements.txt, pyproject.toml or a lock file if left out, else the newest',
  ).argParser(version);
}

function tfjsVersion(): Option {
  return new Option(
    '--tfjs-version <version>',
    'the TensorFlow.js that the program is for; from package-lock.json or package.json if left out, else the newest',
  ).argParser(version);
}

function version(text: string): string {
  if (!parseVersion(text)) throw new InvalidArgumentError('must be a version such as 3.4');
  return text;
}

function format(choices: readonly string[]): Option {
  return new Option('--format <format>', 'how the result is written').choices([...choices]).default(choices[0]);
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least)
      throw new InvalidArgumentError(`must be a whole number of at least ${least}`);
    return value;
  };
}

void main();
