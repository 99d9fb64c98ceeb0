/** The import directions between the units, and that the checker sees what it should. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkImports } from './check-imports';
import { IMPORT_TABLE } from './import-table';
import { projectFiles, projectRoot } from './project-files';

describe('the sources', () => {
  it('import only what their row of the import table allows', () => {
    expect(checkImports(projectFiles(), IMPORT_TABLE)).toEqual([]);
  });

  it.each(IMPORT_TABLE)('have a folder for the row $unit', ({ unit }) => {
    expect(existsSync(join(projectRoot, 'src', unit))).toBe(true);
  });
});

describe('the checker', () => {
  /** The import that is reported when `path` contains `text`, in a project that also has the `others`. */
  const check = (path: string, text: string, others: string[] = []) =>
    checkImports([{ path, text }, ...others.map((other) => ({ path: other, text: '' }))], IMPORT_TABLE);

  it.each([
    ['a language in a layer', 'src/core/layers/x.ts', "import { parse } from '../languages/python/parse';"],
    ['a library in a layer', 'src/core/layers/x.ts', "import { keras } from '../libraries/keras';"],
    ['a rule in a layer', 'src/core/layers/x.ts', "import type { Rule } from '../rules/rule';"],
    ['a layer in a front end', 'src/core/languages/python/x.ts', "import { conv2d } from '../../layers/conv2d';"],
    ['another front end', 'src/core/languages/python/x.ts', "import { parse } from '../javascript/parse';"],
    [
      'a language in a library',
      'src/core/libraries/keras/x.ts',
      "import { parse } from '../../languages/python/parse';",
    ],
    ['a language in a rule', 'src/core/rules/x.ts', "import { parse } from '../languages/python/parse';"],
    ['a library in a rule', 'src/core/rules/x.ts', "import { keras } from '../libraries/keras';"],
    ['a unit above in the text', 'src/core/text/x.ts', "import { dim } from '../shape/dim';"],
    ['Node in the core', 'src/core/eval/x.ts', "import { readFileSync } from 'node:fs';"],
    ['the editor in the server', 'src/server/x.ts', "import * as vscode from 'vscode';"],
    ['the inside of the core in the server', 'src/server/x.ts', "import { dim } from '../core/shape/dim';"],
    ['the core in the client', 'src/client/x.ts', "import { analyze } from '../core';"],
    ['the inside of the trainer in the client', 'src/client/x.ts', "import { loop } from '../train/loop';"],
    ['anything in the protocol', 'src/protocol/x.ts', "import { analyze } from '../core';"],
    ['the core in the trainer', 'src/train/x.ts', "import { analyze } from '../core';"],
    ['the server in a panel', 'src/webview/training/x.ts', "import { serve } from '../../server/serve';"],
    ['the client in the command line', 'src/cli/x.ts', "import { activate } from '../client/extension';"],
    ['a package that no row names', 'src/cli/x.ts', "import chalk from 'chalk';"],
    ['an export from elsewhere', 'src/core/layers/x.ts', "export * from '../libraries/keras';"],
    ['an import at run time', 'src/core/layers/x.ts', "const keras = await import('../libraries/keras');"],
    ['a require', 'src/core/layers/x.ts', "const keras = require('../libraries/keras');"],
    ['an import type', 'src/core/layers/x.ts', "type Keras = import('../libraries/keras').Keras;"],
    [
      'a value where only types may be imported',
      'src/core/lang/x.ts',
      "import { none, type Value } from '../eval/value';",
    ],
  ])('reports %s', (_, path, text) => {
    expect(check(path, text)).toHaveLength(1);
  });

  it('reports a source outside of every row', () => {
    expect(check('src/stray/x.ts', '')).toEqual(['src/stray/x.ts belongs to no row of the import table']);
  });

  it('says where and what', () => {
    const text = "/** A layer. */\nimport { keras } from '../libraries/keras';\n";
    const others = ['src/core/libraries/keras/index.ts'];
    expect(check('src/core/layers/x.ts', text, others)).toEqual([
      'src/core/layers/x.ts:2 core/layers may not import core/libraries/keras/index',
    ]);
  });

  it.each([
    ['a neighbour', 'src/core/layers/x.ts', "import { merge } from './merge';"],
    ['a type', 'src/core/lang/x.ts', "import { type Value } from '../eval/value';"],
    ['the door of the core', 'src/server/x.ts', "import { analyze } from '../core';"],
    ['words in a text', 'src/core/layers/x.ts', 'const text = "import { keras } from \'../libraries/keras\'";'],
  ])('allows %s', (_, path, text) => {
    expect(check(path, text)).toEqual([]);
  });
});
