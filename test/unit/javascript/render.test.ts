/** Core edits written as JavaScript. */
import { describe, expect, it } from 'vitest';
import type { EditValue, ProgramEdit } from '../../../src/core/lang/edit';
import type { Argument, CallExpr, Expr, Program } from '../../../src/core/lang/program';
import { javascriptFrontEnd } from '../../../src/core/languages/javascript';
import { factoryName } from '../../../src/core/languages/javascript/render/factory-name';
import { factories } from '../../../src/core/libraries/tfjs/factories';
import { applyEdits } from '../../../src/core/text/edit';

const base = 500;
const same: EditValue = { kind: 'string', value: 'same' };
const three: EditValue = { kind: 'number', value: 3 };

/** The nodes of a kind in the order in which they begin. */
function nodes<K extends Expr['kind']>(program: Program, kind: K): Extract<Expr, { kind: K }>[] {
  const found: Extract<Expr, { kind: K }>[] = [];
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if ((part as { kind?: unknown }).kind === kind) found.push(part as Extract<Expr, { kind: K }>);
    for (const child of Object.values(part)) visit(child);
  };
  visit(program.body);
  return found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

/** The text after the edit, which is made from the program that the text is; null where it cannot be made. */
function edited(text: string, edit: (program: Program) => ProgramEdit): string | null {
  const edits = javascriptFrontEnd.render(edit(javascriptFrontEnd.parse(text, base)), text, base);
  return (
    edits &&
    applyEdits(
      text,
      edits.map((each) => ({ ...each, span: { start: each.span.start - base, end: each.span.end - base } })),
    )
  );
}

/** The innermost call: the one that makes the layer. */
function factory(program: Program): CallExpr {
  return nodes(program, 'call').find(
    ({ callee }) =>
      callee.kind === 'attribute' && callee.name !== 'apply' && callee.name !== 'add' && callee.name !== 'sequential',
  )!;
}

function entry(program: Program, name: string): Argument {
  for (const mapping of nodes(program, 'mapping')) {
    for (const { key, value, span } of mapping.entries) {
      if (key?.kind === 'string' && key.value === name) return { value, name, nameSpan: key.span, spread: null, span };
    }
  }
  throw new Error(`there is no ${name}`);
}

describe('adding an argument', () => {
  const add = (text: string, name = 'padding', value: EditValue = same) =>
    edited(text, (program) => ({ kind: 'add-argument', call: factory(program), name, value }));

  it.each([
    ['tf.layers.conv2d({filters: 8});', "tf.layers.conv2d({filters: 8, padding: 'same'});"],
    ['tf.layers.conv2d({ filters: 8, });', "tf.layers.conv2d({ filters: 8, padding: 'same', });"],
    [
      'tf.layers.conv2d({\n  filters: 8,\n  kernelSize: 3,\n});',
      "tf.layers.conv2d({\n  filters: 8,\n  kernelSize: 3,\n  padding: 'same',\n});",
    ],
    ['tf.layers.conv2d({\n  filters: 8\n});', "tf.layers.conv2d({\n  filters: 8,\n  padding: 'same'\n});"],
    ['tf.layers.conv2d({});', "tf.layers.conv2d({padding: 'same'});"],
    ['tf.layers.conv2d();', "tf.layers.conv2d({padding: 'same'});"],
    ['tf.layers.conv2d(settings);', "tf.layers.conv2d({...settings, padding: 'same'});"],
    [
      'tf.layers.dense({activation: "relu", name: "a"});',
      'tf.layers.dense({activation: "relu", name: "a", padding: "same"});',
    ],
  ])('%s', (text, after) => expect(add(text)).toBe(after));

  it('writes names in camel case and lists in brackets', () => {
    const value: EditValue = {
      kind: 'sequence',
      items: [{ kind: 'number', value: 28 }, { kind: 'none' }, { kind: 'boolean', value: true }],
    };
    expect(add('tf.layers.dense({units: 1});', 'input_shape', value)).toBe(
      'tf.layers.dense({units: 1, inputShape: [28, null, true]});',
    );
  });
});

describe('removing an argument', () => {
  it.each([
    ['a({filters: 8, padding: 1});', 'filters', 'a({padding: 1});'],
    ['a({filters: 8, padding: 1});', 'padding', 'a({filters: 8});'],
    ['a({\n  filters: 8,\n  padding: 1,\n});', 'padding', 'a({\n  filters: 8,\n});'],
    ['a({padding: 1,});', 'padding', 'a({});'],
  ])('%s without %s', (text, name, after) => {
    expect(
      edited(text, (program) => ({
        kind: 'remove-argument',
        call: nodes(program, 'call')[0]!,
        argument: entry(program, name),
      })),
    ).toBe(after);
  });
});

describe('renaming an argument', () => {
  it.each([
    ['a({filter: 8});', 'a({filters: 8});'],
    ["a({'filter': 8});", "a({'filters': 8});"],
    ['a({filter});', 'a({filters: filter});'],
  ])('%s', (text, after) => {
    expect(
      edited(text, (program) => ({ kind: 'rename-argument', argument: entry(program, 'filter'), name: 'filters' })),
    ).toBe(after);
  });
});

describe('replacing a value', () => {
  it.each([
    ['a({units: 8});', 'a({units: 3});'],
    ['a({units});', 'a({units: 3});'],
    ['a({units: n});', 'a({units: 3});'],
  ])('%s', (text, after) => {
    expect(
      edited(text, (program) => ({ kind: 'replace-value', target: entry(program, 'units').value, value: three })),
    ).toBe(after);
  });
});

describe('putting a layer before another', () => {
  const flatten = { className: 'Flatten', args: {} };

  it('wraps the input of an application', () => {
    const text = 'const y = tf.layers.dense({units: 10}).apply(x);';
    const after = edited(text, (program) => {
      const input = nodes(program, 'call').find(({ callee }) => callee.kind === 'attribute' && callee.name === 'apply')!
        .args[0]!.value;
      return { kind: 'insert-layer', before: { kind: 'call', input }, ...flatten };
    });
    expect(after).toBe('const y = tf.layers.dense({units: 10}).apply(tf.layers.flatten().apply(x));');
  });

  it.each([
    [
      'layers = [\n  tf.layers.dense({units: 1}),\n];',
      'layers = [\n  tf.layers.flatten(),\n  tf.layers.dense({units: 1}),\n];',
    ],
    ['a = [layers.dense({units: 1})];', 'a = [layers.flatten(), layers.dense({units: 1})];'],
  ])('goes before an element of a list: %s', (text, after) => {
    const edit = (program: Program): ProgramEdit => ({
      kind: 'insert-layer',
      before: { kind: 'element', layer: factory(program) },
      ...flatten,
    });
    expect(edited(text, edit)).toBe(after);
  });

  const beforeAdd = (text: string, className: string, args: Readonly<Record<string, EditValue>>) =>
    edited(text, (program) => {
      const call = nodes(program, 'call').find(({ callee }) => callee.kind === 'attribute' && callee.name === 'add')!;
      return { kind: 'insert-layer', before: { kind: 'add', call, span: call.span }, className, args };
    });

  it('adds a line before another add, in its style', () => {
    expect(beforeAdd('  model.add(tf.layers.dense({units: 1}));', 'Flatten', {})).toBe(
      '  model.add(tf.layers.flatten());\n  model.add(tf.layers.dense({units: 1}));',
    );
    expect(
      beforeAdd('this.net.add(lib.layers.dense({units: 1}))', 'Dropout', { rate: { kind: 'number', value: 0.5 } }),
    ).toBe('this.net.add(lib.layers.dropout({rate: 0.5}))\nthis.net.add(lib.layers.dense({units: 1}))');
  });

  it('takes the name of the import where no layer shows it', () => {
    expect(beforeAdd("import * as t from '@tensorflow/tfjs';\nmodel.add(layer);", 'MaxPooling2D', {})).toBe(
      "import * as t from '@tensorflow/tfjs';\nmodel.add(t.layers.maxPooling2d({}));\nmodel.add(layer);",
    );
  });

  it('leaves an add alone that is no line of its own', () => {
    expect(beforeAdd('if (deep) model.add(layer);', 'Flatten', {})).toBeNull();
  });
});

it('spells the factory of every class as TensorFlow.js does', () => {
  for (const className of new Set(factories.values())) expect(factories.get(factoryName(className))).toBe(className);
});
