/** Core edits written back into JSON, found by analysis as the rules and fixes find them. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/core/analyze';
import type { Application } from '../../../src/core/graph/graph';
import type { EditValue, ProgramEdit } from '../../../src/core/lang/edit';
import { jsonFrontEnd } from '../../../src/core/languages/json';
import { applyEdits } from '../../../src/core/text/edit';

const number = (value: number): EditValue => ({ kind: 'number', value });

function edited(text: string, className: string, make: (application: Application) => ProgramEdit): string | null {
  const { graph } = analyze({ kind: 'file', languageId: 'json', text })!;
  const application = graph.applications.find(({ layer }) => layer.className === className)!;
  const edits = jsonFrontEnd.render(make(application), text, 0);
  return edits && applyEdits(text, edits);
}

const arg = (application: Application, name: string) => application.layer.args.get(name)!.source!;

describe('in a layer spec', () => {
  const spec =
    '{ "input": [28, 28, 5], "layers": [\n  { "layer": "Conv2D", "filters": 8, "kernelSize": 3 },\n  { "layer": "Dense", "units": 10 }\n] }';

  it('a value is replaced', () => {
    const result = edited(spec, 'Conv2D', (at) => ({
      kind: 'replace-value',
      target: arg(at, 'filters').value,
      value: number(16),
    }));
    expect(result).toBe(spec.replace('"filters": 8', '"filters": 16'));
  });

  it('an axis of the input is replaced', () => {
    const result = edited(spec, 'InputLayer', (at) => {
      const shape = at.layer.call!.args[0]!.value;
      if (shape.kind !== 'sequence') throw new Error('the shape is a list');
      return { kind: 'replace-value', target: shape.items[2]!.value, value: number(1) };
    });
    expect(result).toBe(spec.replace('28, 5]', '28, 1]'));
  });

  it('an argument is added in camel case', () => {
    const result = edited(spec, 'Conv2D', (at) => ({
      kind: 'add-argument',
      call: at.layer.call!,
      name: 'dilation_rate',
      value: number(2),
    }));
    expect(result).toBe(spec.replace('"kernelSize": 3 }', '"kernelSize": 3, "dilationRate": 2 }'));
  });

  it('an argument is added to a layer that is only a name', () => {
    const text = '{"input": [28, 28], "layers": ["Flatten"]}';
    const result = edited(text, 'Flatten', (at) => ({
      kind: 'add-argument',
      call: at.layer.call!,
      name: 'data_format',
      value: { kind: 'none' },
    }));
    expect(result).toBe('{"input": [28, 28], "layers": [{ "layer": "Flatten", "dataFormat": null }]}');
  });

  it('an argument is removed with its comma, and renamed', () => {
    expect(
      edited(spec, 'Conv2D', (at) => ({
        kind: 'remove-argument',
        call: at.layer.call!,
        argument: arg(at, 'kernelSize'),
      })),
    ).toBe(spec.replace(', "kernelSize": 3', ''));
    expect(
      edited(spec, 'Conv2D', (at) => ({ kind: 'remove-argument', call: at.layer.call!, argument: arg(at, 'filters') })),
    ).toBe(spec.replace('"filters": 8, ', ''));
    expect(
      edited(spec, 'Dense', (at) => ({ kind: 'rename-argument', argument: arg(at, 'units'), name: 'use_bias' })),
    ).toBe(spec.replace('"units"', '"useBias"'));
  });

  it('a layer is put on a line of its own in front of another', () => {
    const result = edited(spec, 'Dense', (at) => ({
      kind: 'insert-layer',
      before: at.site!,
      className: 'Flatten',
      args: {},
    }));
    expect(result).toBe(spec.replace('  { "layer": "Dense"', '  "Flatten",\n  { "layer": "Dense"'));
  });

  it('a layer that is put in takes over where its input comes from', () => {
    const text =
      '{"input": [8, 8, 3], "layers": [{"layer": "Conv2D", "name": "c", "filters": 2, "kernelSize": 1}, {"layer": "Dense", "from": "c", "units": 2}]}';
    const result = edited(text, 'Dense', (at) => ({
      kind: 'insert-layer',
      before: at.site!,
      className: 'Reshape',
      args: { target_shape: { kind: 'sequence', items: [number(-1)] } },
    }));
    expect(result).toBe(
      text.replace(
        '{"layer": "Dense", "from": "c", ',
        '{ "layer": "Reshape", "targetShape": [-1], "from": "c" }, {"layer": "Dense", ',
      ),
    );
    expect(analyze({ kind: 'file', languageId: 'json', text: result! })!.graph.models[0]!.outputs[0]!.shape).toEqual([
      null,
      2,
    ]);
  });
});

describe('in a model of Keras', () => {
  const layer = '{"module": "keras.layers", "class_name": "Dense", "config": {"units": 10}, "registered_name": null}';
  const sequential = `{"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "InputLayer", "config": {"batch_shape": [null, 4, 4]}}, ${layer}]}}`;

  it('an argument is added in snake case', () => {
    const result = edited(sequential, 'Dense', (at) => ({
      kind: 'add-argument',
      call: at.layer.call!,
      name: 'use_bias',
      value: { kind: 'boolean', value: false },
    }));
    expect(result).toBe(sequential.replace('"units": 10', '"units": 10, "use_bias": false'));
  });

  it('a layer is put into a sequence', () => {
    const result = edited(sequential, 'Dense', (at) => ({
      kind: 'insert-layer',
      before: at.site!,
      className: 'Flatten',
      args: {},
    }))!;
    expect(JSON.parse(result).config.layers[1]).toEqual({
      module: 'keras.layers',
      class_name: 'Flatten',
      config: {},
      registered_name: null,
    });
    expect(analyze({ kind: 'file', languageId: 'json', text: result })!.graph.models[0]!.outputs[0]!.shape).toEqual([
      null,
      10,
    ]);
  });

  it('no layer is put into a graph of references', () => {
    const model = `{"class_name": "Functional", "config": {"name": "m", "layers": [{"class_name": "InputLayer", "name": "i", "config": {"batch_shape": [null, 4]}, "inbound_nodes": []},
      {"class_name": "Dense", "name": "d", "config": {"units": 3}, "inbound_nodes": [[["i", 0, 0, {}]]]}], "input_layers": ["i", 0, 0], "output_layers": ["d", 0, 0]}}`;
    expect(
      edited(model, 'Dense', (at) => ({ kind: 'insert-layer', before: at.site!, className: 'Flatten', args: {} })),
    ).toBeNull();
  });
});

describe('in a model of TensorFlow.js', () => {
  const text =
    '{"modelTopology": {"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "Conv2D", "config": {"filters": 2, "kernel_size": 3, "data_format": "channels_last", "batch_input_shape": [null, 8, 8, 1]}}]}}}';

  it('words are written in snake case', () => {
    const result = edited(text, 'Conv2D', (at) => ({
      kind: 'replace-value',
      target: arg(at, 'dataFormat').value,
      value: { kind: 'string', value: 'channelsFirst' },
    }));
    expect(result).toBe(text.replace('channels_last', 'channels_first'));
  });
});
