/** The JSON Schema of layer specs: what it accepts, what it refuses, and that it is valid itself. */
import { readdirSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { layerDefinitions } from '../../../src/core/layers';
import { layerSpecSchema } from '../../../src/core/views/layer-spec-schema';

const schema = layerSpecSchema({ framework: 'keras', version: [3, 15] });
// The words that editors understand beside those of JSON Schema.
const ajv = new Ajv({
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  keywords: ['enumDescriptions', 'defaultSnippets'],
});
const validate = ajv.compile(schema);

function isValid(layer: unknown): boolean {
  return validate({ input: [28, 28, 1], layers: [layer] });
}

const examples = new URL('../../../examples/', import.meta.url);
const specs = readdirSync(examples).filter((file) => file.endsWith('.convlint.json'));

describe('the schema of layer specs', () => {
  it('is the committed one', () => {
    const committed = readFileSync(new URL('../../../schemas/layer-spec.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it('accepts the examples', () => {
    expect(specs.length).toBeGreaterThan(1);
    for (const file of specs) {
      const text = readFileSync(new URL(file, examples), 'utf8').replace(/^\s*\/\/.*$/gm, '');
      expect(validate(JSON.parse(text)), `${file}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    }
  });

  it('knows every layer of the catalogue that Keras has', () => {
    const { layers } = (schema as { definitions: { layers: Record<string, unknown> } }).definitions;
    const missing = layerDefinitions.filter(
      ({ name, frameworks }) => (frameworks?.includes('keras') ?? true) && !(name in layers),
    );
    expect(missing.map(({ name }) => name)).toEqual(['InputLayer']);
  });

  it.each([
    ['Flatten'],
    [{ layer: 'Conv2D', filters: 8, kernelSize: 3 }],
    [{ layer: 'Conv2D', filters: 8, kernel_size: [3, 3], name: 'first', from: 'input', trainable: false }],
    [{ layer: 'Add', from: ['a', 'b'] }],
    [{ use: 'a' }],
    [{ layer: 'LayerOfTomorrow', anything: 1 }],
  ])('accepts %j', (layer) => {
    expect(isValid(layer)).toBe(true);
  });

  it.each([
    [{ layer: 'Conv2D', filters: 8 }],
    [{ layer: 'Conv2D', filters: -1, kernelSize: 3 }],
    [{ layer: 'Conv2D', filters: 8, kernelSize: 3, padding: 'vaild' }],
    [{ layer: 'Conv2D', filters: 8, kernelSize: [3, 3, 3] }],
    [{ layer: 'Dense', units: 8, filters: 3 }],
    [{ units: 8 }],
    [8],
  ])('refuses %j', (layer) => {
    expect(isValid(layer)).toBe(false);
  });

  it('refuses keys that a spec does not have', () => {
    expect(validate({ input: [4], layers: [], layer: 'Dense' })).toBe(false);
    expect(validate({ input: 4, layers: [] })).toBe(false);
    expect(validate({ input: [4], layers: [], fit: { epochs: 3 } })).toBe(false);
  });
});
