/** What a script is called with is not known: its arguments are sizes by their names, and their defaults where it says so itself. */
import { expect, it } from 'vitest';
import { analyze, layerRows } from '../../../src/core';
import { formatShape } from '../../../src/core/shape/dim';

const head = `import argparse
import types
import keras
from keras import layers
parser = argparse.ArgumentParser()
group = parser.add_argument_group("model")
group.add_argument("--hidden-units", "-u", type=int, default=64)
parser.add_argument("--scale", type=int, default="3")
parser.add_argument("--flat", action="store_true")
parser.add_argument("classes", type=int)
parser.set_defaults(extra=5)
`;

function units(body: string): string | null {
  const text = `${head}${body}\nlayers.Dense(units)(keras.Input((4,)))\n`;
  const shape = layerRows(analyze({ kind: 'file', languageId: 'python', text }, {})!).at(-1)!.outputs[0];
  return shape ? formatShape(shape) : null;
}

it.each([
  ['args = parser.parse_args()\nunits = args.hidden_units * 2', '(None, 2*hidden_units)'],
  ['args, others = parser.parse_known_args()\nunits = args.classes', '(None, classes)'],
  ['args = parser.parse_args(["-u", "8"])\nunits = args.hidden_units', '(None, hidden_units)'],
  ['args = parser.parse_args([])\nunits = args.hidden_units', '(None, 64)'],
  ['args = parser.parse_args(args=[])\nunits = args.scale * args.extra', '(None, 15)'],
  ['args, others = parser.parse_known_args([])\nunits = 8 if args.flat else 9', '(None, 9)'],
  ['args = parser.parse_args([])\nargs.hidden_units = 7\nunits = vars(args)["hidden_units"]', '(None, 7)'],
  ['args = argparse.Namespace(units=6)\nunits = args.units', '(None, 6)'],
  ['args = types.SimpleNamespace(**{"units": 6})\nargs.units += 1\nunits = args.units', '(None, 7)'],
])('%s', (body, shape) => {
  expect(units(body)).toBe(shape);
});
