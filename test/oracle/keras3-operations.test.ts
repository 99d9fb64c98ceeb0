/** JSON that Keras 3 wrote of models with functions of `keras.ops`: the graph has the layers, shapes, dtypes and counts that Keras says. */
import { describe, expect, it } from 'vitest';
import { modelTotals } from '../../src/core/graph/totals';
import { analysed, comparable, linesOf, number, savedCalls } from './saved-calls';

const rows = savedCalls('keras3-operations/recorded.json.br');

describe('a model of Keras 3 with', () => {
  it.each(rows.map((row) => [row.call, row] as const))('%s', (_, row) => {
    const { graph, model } = analysed(row);
    expect(graph.faults).toEqual([]);
    expect(comparable(linesOf(model))).toEqual(comparable(row.layers));
    expect(number(modelTotals(model).params)).toBe(row.params);
  });
});

it('holds the models of more than 1000 calls', () => {
  expect(rows.length).toBeGreaterThan(1000);
});
