/** Model files that are wrong: each fault is told at its place, and the rest is read. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../../src/core/lang/program';
import { jsonFrontEnd, layerSpecFrontEnd } from '../../../src/core/languages/json';
import { printProgram } from '../../support/print-program';

/** Messages with the text they point at. */
function problems(text: string, frontEnd = jsonFrontEnd): [string, string][] {
  return frontEnd.parse(text, 0).syntaxErrors.map(({ span, message }) => [text.slice(span.start, span.end), message]);
}

const spec = (layers: string): string => `{"input": [4], "layers": [${layers}]}`;
const dense = '{"layer": "Dense", "units": 2, "name": "d"}';

describe('a layer spec', () => {
  it.each([
    [
      spec(`${dense}, {"layer": "Add", "from": ["d", "x"]}`),
      '"x"',
      'there is no layer or input named "x" before this place',
    ],
    [spec('{"layer": "Dense", "from": 3}'), '3', 'this must be the name of a layer or an input'],
    [
      spec(`${dense}, {"units": 2}`),
      '{"units": 2}',
      'a layer needs "layer" with the name of its class, such as "Conv2D", or "use"',
    ],
    [spec(`${dense}, 7`), '7', 'a layer is the name of its class, or an object with "layer" in it'],
    [spec(`${dense}, ${dense}`), '"d"', 'two layers are named "d"'],
    [spec('{"use": "nothing"}'), '"nothing"', 'there is no layer or model named "nothing" before this place'],
    [
      '{"input": 28, "layers": [{"layer": "Flatten"}]}',
      '28',
      'an input is a shape without the batch axis, such as [28, 28, 1]',
    ],
    [
      `{"input": [4], "layers": [${dense}], "fit": {"dataset": "imdb"}}`,
      '"imdb"',
      '"dataset" must be one of "mnist", "fashion_mnist", "cifar10", "cifar100"',
    ],
    [
      `{"input": [4], "layers": [${dense}], "compile": 3}`,
      '3',
      '"compile" must be an object: {"optimizer": "adam", "loss": "…"}',
    ],
    [`{"input": [4], "layers": [${dense}`, '', '"]" expected'],
  ])('%s', (text, at, message) => {
    expect(problems(text)).toContainEqual([at, message]);
  });

  it('is read as far as it is typed', () => {
    const program = layerSpecFrontEnd.parse(
      '{"input": [28, 28], "layers": ["Flatten", {"layer": "Dense", "units": ',
      0,
    );
    expect(printProgram(program)).toContain('<keras.layers.Dense>(units=<"units" has no value yet>)');
    const key = layerSpecFrontEnd.parse('{"input": [28], "layers": [{"layer": "Dense", "units": 2, ""}]}', 0);
    expect(printProgram(key)).toContain('<keras.layers.Dense>(units=2)');
  });
});

describe('a Keras model', () => {
  const layer = (name: string, inbound: string): string =>
    `{"class_name": "Dense", "name": "${name}", "config": {"units": 2}, "inbound_nodes": [${inbound}]}`;
  const input = '{"class_name": "InputLayer", "name": "i", "config": {"batch_shape": [null, 4]}, "inbound_nodes": []}';
  const model = (layers: string, output = '["a", 0, 0]'): string =>
    `{"class_name": "Functional", "config": {"name": "m", "layers": [${input}, ${layers}], "input_layers": ["i", 0, 0], "output_layers": ${output}}}`;
  const from = (name: string, at = 0): string => `[["${name}", ${at}, 0, {}]]`;

  it.each([
    [model(layer('a', from('x'))), '["x", 0, 0, {}]', 'there is no layer named "x"'],
    [model(layer('a', from('i', 2))), '["i", 2, 0, {}]', '"i" is called once, so it has no call number 2'],
    [
      model(`${layer('a', from('b'))}, ${layer('b', from('a'))}`),
      '["a", 0, 0, {}]',
      'the layers form a cycle: "a" needs its own output',
    ],
    [model(`${layer('a', from('i'))}, ${layer('a', from('i'))}`), '"Dense"', 'two layers are named "a"'],
    [model(layer('a', from('i')), '["z", 0, 0]'), '["z", 0, 0]', 'there is no layer named "z"'],
    [model(layer('a', from('i')), '[3]'), '3', 'this must refer to a layer as ["name", 0, 0]'],
    [model(`${layer('a', from('i'))}, 5`), '5', 'a layer must be an object'],
    [model(layer('a', from('i')).replace('[[[', '3, "was": [[[')), '3', '"inbound_nodes" must be an array'],
    [
      '{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {"units": 2}},]}}',
      ',',
      'JSON that a framework reads cannot have a comma after the last element',
    ],
    [
      '{"class_name": "Sequential", /* */ "config": {"layers": []}}',
      '/* */',
      'JSON that a framework reads cannot hold comments',
    ],
  ])('%s', (text, at, message) => {
    expect(problems(text)).toContainEqual([at, message]);
  });

  it.each([
    ['{"class_name": "Functional", "config": {"name": "m", ', '{"name": "m", ', 'the config of a model needs "layers"'],
    ['{"class_name": "Sequential"}', '"Sequential"', 'a model needs a "config" with "layers" in it'],
    ['{"class_name": "Model", "config": 3}', '3', 'the config of a model needs "layers"'],
    ['{"class_name": "Model", "config": {"layers": {}}}', '{}', 'the "layers" of a model must be an array'],
    ['{"format": "layers-model", "modelTopology": []}', '[]', '"modelTopology" must be an object'],
    ['{"format": "layers-model", "modelTopology": {}}', '{}', 'the topology of a model needs "class_name"'],
    [
      '{"modelTopology": {"model_config": {"class_name": "Model", "config": {"layers": "x"}}}}',
      '"x"',
      'the "layers" of a model must be an array',
    ],
  ])('without layers is told: %s', (text, at, message) => {
    expect(problems(text)).toContainEqual([at, message]);
  });

  it.each([
    '{"format": "graph-model", "modelTopology": {"node": [], "versions": {}}}',
    '{"class_name": "Model", "registered_name": "mine>Model", "config": {"units": 3}}',
    '{"class_name": "Person", "config": {"name": "a"}}',
    '{"class_name": "Sequential", "config": [',
  ])('is something else: %s', (text) => {
    expect(problems(text).filter(([, message]) => !message.includes('expected'))).toEqual([]);
  });

  it('is analysed beside its faults', () => {
    const program = jsonFrontEnd.parse(model(`${layer('a', from('i'))}, ${layer('b', from('x'))}`), 0);
    expect(printProgram(program)).toContain('a:0 = a(i:0)');
    expect(program.syntaxErrors).toHaveLength(1);
  });
});

describe('any text', () => {
  const texts = ['conv_mnist_keras3.json', 'branches.convlint.json', 'conv_mnist_tfjs/model.json'].map((file) =>
    readFileSync(new URL(`../../../examples/${file}`, import.meta.url), 'utf8'),
  );

  it('is read without throwing wherever it is cut off', () => {
    for (const text of texts) {
      for (let end = 0; end < text.length; end += 29) {
        expectSound(jsonFrontEnd.parse(text.slice(0, end), 0), end);
        expectSound(layerSpecFrontEnd.parse(text.slice(0, end), 0), end);
      }
    }
  });

  it('is read without throwing whatever is taken out of it', () => {
    for (const text of texts) {
      for (let start = 0; start < text.length; start += 61) {
        const cut = text.slice(0, start) + text.slice(start + 5);
        expectSound(jsonFrontEnd.parse(cut, 0), cut.length);
      }
    }
  });

  it.each([
    '',
    'null',
    '3',
    '"',
    '[',
    '{',
    '{"',
    '{"layers',
    '{"layers":',
    '\u0000\u0001\ufffe',
    '[1,2',
    '{"class_name":"Model","config":{"layers":[[]]}}',
  ])('%j is read', (text) => {
    expectSound(jsonFrontEnd.parse(text, 0), text.length);
    expectSound(layerSpecFrontEnd.parse(text, 0), text.length);
  });

  it('may nest deeper than a stack holds', () => {
    const text = `{"class_name": "Sequential", "config": {"layers": ${'['.repeat(200_000)}`;
    const { syntaxErrors } = jsonFrontEnd.parse(text, 0);
    expect(syntaxErrors[0]!.message).toContain('nest deeper');
  });

  it('may be too long to be a model', () => {
    const text = `{"class_name": "Sequential", "config": {"layers": [], "junk": "${'x'.repeat(25_000_000)}"}}`;
    expect(jsonFrontEnd.parse(text, 0).syntaxErrors).toHaveLength(1);
    expect(jsonFrontEnd.parse(`["${'x'.repeat(25_000_000)}"]`, 0).syntaxErrors).toEqual([]);
  });

  it('may be a chain of layers in the wrong order, or one that needs itself', () => {
    const count = 3000;
    const layers = Array.from({ length: count }, (_, i) => ({
      class_name: 'Dense',
      name: `l${i}`,
      config: {},
      inbound_nodes: [[[`l${(i + 1) % count}`, 0, 0, {}]]],
    }));
    const text = JSON.stringify({
      class_name: 'Functional',
      config: { layers, input_layers: [['l0', 0, 0]], output_layers: [['l0', 0, 0]] },
    });
    expect(jsonFrontEnd.parse(text, 0).syntaxErrors.map(({ message }) => message)).toEqual([
      'the layers form a cycle: "l0" needs its own output',
    ]);
  });
});

/** Spans lie in the text, and the program can be printed. */
function expectSound(program: Program, length: number): void {
  printProgram(program);
  for (const { span } of program.syntaxErrors) {
    expect(span.start).toBeLessThanOrEqual(span.end);
    expect(span.end).toBeLessThanOrEqual(length + 1);
  }
}
