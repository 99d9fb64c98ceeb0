/** Runs texts through the Python front end and shows what comes out. */

import { evaluate } from '../../../src/core/eval/evaluate';
import type { Library } from '../../../src/core/eval/library';
import { builtin, none, type Value } from '../../../src/core/eval/value';
import { pythonFrontEnd } from '../../../src/core/languages/python';
import { pythonLibrary } from '../../../src/core/libraries/python';
import { reprOf } from '../../../src/core/libraries/python/text/repr';
import { printProgram } from '../../support/print-program';

/** The core program that a text lowers to, then its syntax errors. */
export function lowered(text: string): string {
  const program = pythonFrontEnd.parse(text, 0);
  const errors = program.syntaxErrors.map(({ span, message }) => `error ${span.start}-${span.end}: ${message}`);
  return [printProgram(program), ...errors].filter((line) => line !== '').join('\n');
}

/** What the program gives to `show(…)`, written as Python's `repr` does. */
export function shown(text: string): string[] {
  const values: string[] = [];
  const show = builtin('show', (args) => {
    values.push(...args.positions.map(({ value }) => write(value)));
    return none;
  });
  const probe: Library = { global: (name) => (name === 'show' ? show : null) };
  const programs = [pythonFrontEnd.parse(text, 0)];
  evaluate({
    programs,
    semantics: pythonFrontEnd.semantics,
    libraries: [pythonLibrary, probe],
    target: { framework: 'keras', version: [3, 15] },
  });
  return values;
}

function write(value: Value): string {
  return value.kind === 'unknown' ? `unknown: ${value.reason}` : (reprOf(value) ?? `<${value.kind}>`);
}
