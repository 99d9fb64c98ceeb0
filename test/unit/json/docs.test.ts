/** The examples in docs/layer-spec.md are specs without problems. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/core/analyze';
import { layerSpecSchema } from '../../../src/core/views/layer-spec-schema';

const page = readFileSync(new URL('../../../docs/layer-spec.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```jsonc\n([\s\S]*?)```/g)].map(([, text]) => text!);
const ajv = new Ajv({ strict: false });
const validate = ajv.compile(layerSpecSchema({ framework: 'keras', version: [3, 15] }));

describe('the page on layer specs', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(1);
  });

  it.each(examples)('shows what is right: %s', (text) => {
    const { programs, graph } = analyze({ kind: 'file', languageId: 'json', text })!;
    expect(programs[0]!.syntaxErrors).toEqual([]);
    expect(graph.faults).toEqual([]);
    expect(graph.applications.filter(({ unknown, refusals }) => unknown !== null || refusals.length > 0)).toEqual([]);
    expect(validate(parse(text)), ajv.errorsText(validate.errors)).toBe(true);
  });
});
