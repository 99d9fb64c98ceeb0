/** Names, order and defaults of the args against the recorded signatures of real Keras. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  argSpecs,
  layerDefinition,
  layerDefinitions,
  type Plain,
  type Target,
  toSnakeCase,
} from '../support/catalogue';

interface Signature {
  readonly name: string;
  readonly aliasOf?: string;
  readonly args: readonly { readonly name: string; readonly default?: Plain; readonly keywordOnly?: boolean }[];
}

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'signatures/keras-layers.json'), 'utf8')) as {
  readonly keras: string;
  readonly layers: readonly Signature[];
};
const [major, minor] = recorded.keras.split('.').map(Number);
const target: Target = { framework: 'keras', version: [major!, minor!] };
const signatures = new Map(recorded.layers.map((signature) => [signature.name, signature]));

test('knows every other name of its layers', () => {
  const aliases = recorded.layers.filter(({ aliasOf }) => aliasOf && layerDefinition(aliasOf));
  expect(aliases.map(({ name }) => [name, layerDefinition(name)?.name])).toEqual(
    aliases.map(({ name, aliasOf }) => [name, aliasOf]),
  );
  const claimed = layerDefinitions.flatMap(({ aliases: names }) => names ?? []);
  expect(claimed.filter((name) => !signatures.get(name)?.aliasOf)).toEqual([]);
});

// Layers that only TensorFlow.js has are not in Keras' list.
const inKeras = layerDefinitions.filter(({ frameworks }) => frameworks?.includes('keras') ?? true);

describe.each(inKeras.map((definition) => [definition.name, definition] as const))('%s', (name, definition) => {
  const { args } = signatures.get(name) ?? recorded.layers.find(({ aliasOf }) => aliasOf === name)!;
  const specs = new Map(argSpecs(definition, target));

  test('takes the args of Keras in their order', () => {
    const own = [...specs].filter(([, spec]) => !spec.namedOnly).map(([arg]) => toSnakeCase(arg));
    expect([...own, ...(definition.commonByPosition ?? [])]).toEqual(args.map((arg) => arg.name));
  });

  test('has the defaults of Keras', () => {
    const defaults = args.filter((arg) => !definition.commonByPosition?.includes(arg.name));
    const byName = new Map([...specs].map(([arg, spec]) => [toSnakeCase(arg), spec]));
    for (const arg of defaults) {
      const spec = byName.get(arg.name)!;
      expect(spec.default === undefined, `${arg.name} must be given`).toBe(!('default' in arg));
      if (arg.default === undefined || spec.default === undefined) continue;
      expect(spec.read(spec.default, target), arg.name).toEqual(spec.read(arg.default, target));
    }
  });
});
