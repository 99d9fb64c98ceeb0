/** JSON that Keras 2 wrote of models with functions of TensorFlow: the graph has the layers, shapes, dtypes and counts that Keras 2 says. */
import { describe, expect, it } from 'vitest';
import { modelTotals } from '../../src/core/graph/totals';
import { analysed, asFarAsKnown, comparable, linesOf, number, savedCalls } from './saved-calls';

const rows = savedCalls('keras2-functions/recorded.json.br');

/** Functions whose result is not known here, with the reason. */
const unknown: ReadonlyMap<string, string> = new Map([
  ['tf.nn.ctc_greedy_decoder', 'it gives a sparse tensor, which no shape is told of elsewhere either'],
]);

describe('a model of Keras 2 with', () => {
  const [whole, broken] = [rows.filter(({ refused }) => !refused), rows.filter(({ refused }) => refused)];

  it.each(whole.map((row) => [row.call, row] as const))('%s', (_, row) => {
    const { graph, model } = analysed(row);
    const found = comparable(linesOf(model));
    const isUnknown = [...unknown.keys()].some((name) => row.call.startsWith(`${name}(`));
    expect(graph.faults).toEqual([]);
    expect(found).toEqual(comparable(isUnknown ? asFarAsKnown(linesOf(model), row.layers) : row.layers));
    if (!isUnknown) expect(number(modelTotals(model).params)).toBe(row.params);
  });

  it.each(broken.map((row) => [row.call, row] as const))(
    '%s, which Keras 2 cannot load, shows nothing wrong',
    (_, row) => {
      const { graph, model } = analysed(row);
      const found = linesOf(model);
      const said = asFarAsKnown(found, row.layers).filter(({ name }) => found.some((line) => line.name === name));
      expect(graph.faults).toEqual([]);
      expect(comparable(found)).toEqual(comparable(said));
    },
  );
});

it('holds the models of more than 250 calls, of which few are not known', () => {
  expect(rows.length).toBeGreaterThan(250);
  expect(unknown.size).toBeLessThan(10);
});
