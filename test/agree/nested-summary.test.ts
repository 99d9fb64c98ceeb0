/** The layers of models that are used as layers stand in a summary as `summary(expand_nested=True)` of real Keras prints them. */
import { describe, expect, test } from 'vitest';
import { analyze, formatCount, formatShape, modelSummary, type SummaryRow } from '../../src/core';
import { recordedPrograms } from '../support/program-record';

/** Layer with the mark of its depth, output shape, count. */
type PrintedRow = readonly [layer: string, shape: string, count: string];

interface RecordedModel {
  readonly name: string;
  /** Of models with models in them. */
  readonly expanded?: readonly PrintedRow[];
}

const cases = recordedPrograms().flatMap(({ name, text, record }) =>
  (record.models as readonly RecordedModel[]).flatMap(({ name: model, expanded }) =>
    expanded ? [{ program: name, text, model, expanded }] : [],
  ),
);

/** Keras asks a layer of a class for the shape when it prints: it says `?`, or what the layer would give now that its strides are changed. */
const afterwards = new Set(['model-library: └ conv2d (Conv2D)']);

describe('a model with models in it has the rows of Keras', () => {
  test.each(cases)('$program: $model', ({ program, text, model: name, expanded }) => {
    const { graph } = analyze({ kind: 'file', languageId: 'python', text })!;
    const model = graph.models.find((model) => model.name === name)!;
    const rows = modelSummary(model).filter(
      ({ layer }) => model.kind !== 'sequential' || layer.className !== 'InputLayer',
    );
    const ours = rows.flatMap((row) => printed(row, 0));
    expect(ours).toEqual(
      expanded.map(([layer, shape, count], i) => {
        const isOurs = shape === '?' || afterwards.has(`${program}: ${layer.trim()}`);
        return [inputName(layer), isOurs ? ours[i]?.[1] : shape.replace(/^\[(\(.*\))\]$/, '$1'), count];
      }),
    );
  });

  test('in more than one program', () => {
    expect(new Set(cases.map(({ program }) => program)).size).toBeGreaterThan(5);
  });
});

function printed({ layer, outputs, params, inner }: SummaryRow, depth: number): PrintedRow[] {
  const mark = depth === 0 ? '' : `${'   '.repeat(depth)}└ `;
  const shape = outputs.map((each) => (each ? formatShape(each) : '?')).join(', ');
  const own: PrintedRow = [inputName(`${mark}${layer.name} (${layer.className})`), shape, formatCount(params)];
  return [own, ...inner.flatMap((row) => printed(row, depth + 1))];
}

/** Keras numbers the inputs that it makes itself as well, so their names differ. */
function inputName(layer: string): string {
  return layer.replace(/\binput_layer(_\d+)? /, 'input_layer ');
}
