/** Model files of real frameworks in which one value is of another type than it should be: everything is still answered. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  analyze,
  fixesFor,
  hoverAt,
  inlayHints,
  layerRows,
  modelLenses,
  modelRows,
  problemsOf,
  toMarkdown,
} from '../../../src/core';

type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

const recorded = (file: string): { readonly json?: Value; readonly topology?: Value } =>
  JSON.parse(readFileSync(new URL(`../../oracle/models/${file}.json`, import.meta.url), 'utf8'));
const tfjs = (name: string): Value => ({
  format: 'layers-model',
  modelTopology: recorded(`${name}.tfjs`).topology!,
  weightsManifest: [],
});

const models: Readonly<Record<string, Value>> = {
  'branches of Keras 3': recorded('many-inputs-and-outputs').json!,
  'branches of Keras 2': recorded('many-inputs-and-outputs.keras2').json!,
  'branches of TensorFlow.js': tfjs('residual'),
  'a model in a model of Keras 3': recorded('shared-nested').json!,
  'a model in a model of Keras 2': recorded('shared-nested.keras2').json!,
  'a chain of Keras 3': recorded('lenet').json!,
  'recurrent layers of Keras 3': recorded('recurrent').json!,
  'recurrent layers of Keras 2': recorded('recurrent.keras2').json!,
  'operations of Keras 3': recorded('gates').json!,
};

/** One of every type, and numbers that no size can be. */
const wrong: readonly Value[] = [
  null,
  true,
  -1,
  0,
  0.5,
  1e308,
  'x',
  '',
  [],
  {},
  [null],
  [[['x', 0, 0, {}]]],
  { class_name: 'Dense', config: {} },
  { class_name: 'Sequential', config: { layers: [] } },
];

/** Where values stand, as ways from the root. */
function places(value: Value, way: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (value === null || typeof value !== 'object') return [way];
  const inner = Array.isArray(value)
    ? value.flatMap((item, i) => places(item, [...way, i]))
    : Object.entries(value).flatMap(([key, item]) => places(item, [...way, key]));
  return [way, ...inner];
}

function replaced(value: Value, [first, ...rest]: readonly (string | number)[], by: Value): Value {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item, i) => (i === first ? replaced(item, rest, by) : item));
  const object = value as { [key: string]: Value };
  return { ...object, [first]: replaced(object[first]!, rest, by) };
}

/** Asks for all that a user can see; throws where the analysis does. */
function answer(text: string): void {
  const analysis = analyze({ kind: 'file', languageId: 'json', text })!;
  for (const problem of problemsOf(analysis).slice(0, 3)) {
    expect(problem.span.start).toBeLessThanOrEqual(problem.span.end);
    expect(problem.span.end).toBeLessThanOrEqual(text.length);
    fixesFor(analysis, problem);
  }
  inlayHints(analysis);
  modelLenses(analysis);
  modelRows(analysis);
  for (const { span } of layerRows(analysis).slice(0, 4)) {
    const hover = hoverAt(analysis, span.start + 1);
    if (hover) toMarkdown(hover);
  }
}

/** So many changed files of each model: the places are spread over all of it. */
const CHANGES = 200;

describe.each(Object.entries(models))('%s', (_, model) => {
  it('is answered whatever one of its values is, or is not', { timeout: 120_000 }, () => {
    const all = places(model);
    for (let i = 0; i < CHANGES; i++) {
      const way = all[Math.floor((i * all.length) / CHANGES)]!;
      const by = wrong[i % wrong.length]!;
      const text = JSON.stringify(replaced(model, way, by));
      const start = performance.now();
      try {
        answer(text);
      } catch (error) {
        throw new Error(`${way.join('.')} := ${JSON.stringify(by)}`, { cause: error });
      }
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });
});
