/** Spellings of names, compared with the names that real Keras gave to the layers of the recorded models. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { argSpecs, layerDefinitions, toCamelCase, toLayerName, toSnakeCase } from '../../support/catalogue';

const models = join(import.meta.dirname, '../../oracle/models');

describe('automatic names', () => {
  test.each(namedByKeras())('%s is named %s by Keras', (className, name) => {
    expect(name.replace(/_\d+$/, '')).toBe(toLayerName(className));
  });
});

describe('names of args', () => {
  test('come back from camel case as they were', () => {
    const names = layerDefinitions.flatMap((definition) =>
      argSpecs(definition, { framework: 'keras', version: [3, 15] }).map(([name]) => name),
    );
    expect(names.map(toSnakeCase).map(toCamelCase)).toEqual(names);
  });

  test('keep digits with the word before them', () => {
    expect(['kernel_size', 'l2', 'return_sequences', '_name', 'kernelSize'].map(toCamelCase)).toEqual([
      'kernelSize',
      'l2',
      'returnSequences',
      '_name',
      'kernelSize',
    ]);
  });
});

/** Class and name of every layer that its program does not name. */
function namedByKeras(): [className: string, name: string][] {
  const pairs = new Map<string, [string, string]>();
  for (const file of readdirSync(models).filter((name) => name.endsWith('.py'))) {
    const program = readFileSync(join(models, file), 'utf8');
    const record = readFileSync(join(models, file.replace('.py', '.json')), 'utf8');
    for (const [, name, className] of record.matchAll(/ ([a-z]\w*) \(([A-Z]\w*)\) /g)) {
      if (name && className && !program.includes(`"${name}"`) && !program.includes(`'${name}'`))
        pairs.set(className, [className, name]);
    }
  }
  return [...pairs.values()];
}
