/** Runs programs on data and writes what comes out as `recorded/record.py` does. */
import { evaluate } from '../../../src/core/eval/evaluate';
import type { Library } from '../../../src/core/eval/library';
import { builtin, none, type Value } from '../../../src/core/eval/value';
import { pythonFrontEnd } from '../../../src/core/languages/python';
import { kerasLibrary } from '../../../src/core/libraries/keras';
import { numpyLibrary } from '../../../src/core/libraries/numpy';
import { pandasLibrary } from '../../../src/core/libraries/pandas';
import { pythonLibrary } from '../../../src/core/libraries/python';
import { sklearnLibrary } from '../../../src/core/libraries/sklearn';
import { tensorflowLibrary } from '../../../src/core/libraries/tensorflow';
import { formatDim, type Shape } from '../../../src/core/shape/dim';

export function shown(text: string): string[] {
  const values: string[] = [];
  const show = builtin('show', (args, _, context) => {
    // Of a loop that may run any number of times, the first turn is shown.
    if (context.graph.runsAgain) return none;
    values.push(
      ...args.positions.map(({ value }) => write(value, (of) => context.attribute(of, 'shape', { start: 0, end: 0 }))),
    );
    return none;
  });
  const probe: Library = { global: (name) => (name === 'show' ? show : null) };
  evaluate({
    programs: [pythonFrontEnd.parse(text, 0)],
    semantics: pythonFrontEnd.semantics,
    libraries: [kerasLibrary, tensorflowLibrary, numpyLibrary, sklearnLibrary, pandasLibrary, pythonLibrary, probe],
    target: { framework: 'keras', version: [3, 15] },
  });
  return values;
}

function write(value: Value, shapeOf: (value: Value) => Value): string {
  const inner = (each: Value): string => write(each, shapeOf);
  switch (value.kind) {
    case 'array':
      return `${value.dtype ?? '?'}${value.shape ? dims(value.shape) : '?'}`;
    case 'tensor':
      return `${value.tensor.dtype}${value.tensor.shape ? dims(value.tensor.shape) : '?'}`;
    case 'sequence':
      return value.open ? '?' : `(${value.items.map(inner).join(', ')})`;
    case 'mapping':
      return `{${[...value.entries.values()].map((entry) => `${inner(entry.key)}: ${inner(entry.value)}`).join(', ')}}`;
    case 'number':
    case 'boolean':
    case 'string':
      return String(value.value);
    case 'symbolic':
      return formatDim(value.value);
    case 'none':
      return 'None';
    case 'object':
      return value.class.startsWith('pandas.') ? `table${inner(shapeOf(value))}` : `<${value.class}>`;
    case 'unknown':
      return `?: ${value.reason}`;
    default:
      return `<${value.kind}>`;
  }
}

function dims(shape: Shape): string {
  return `(${shape.map(formatDim).join(', ')})`;
}
