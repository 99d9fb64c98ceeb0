/** Tells how much of the frameworks the catalogue knows: `npm run coverage`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cwd } from 'node:process';
import { layerDefinition } from '../src/core/layers';
import { creationFunction } from '../src/core/libraries/keras/creation';
import { layersMember } from '../src/core/libraries/keras/layers';
import { tensorFunction } from '../src/core/libraries/operations';
import { undetermined } from '../src/core/libraries/operations/undetermined';
import { factories } from '../src/core/libraries/tfjs/factories';

const recorded = <T>(file: string): T =>
  JSON.parse(readFileSync(join(cwd(), 'test/oracle/signatures', file), 'utf8')) as T;

const { keras, layers } = recorded<{ keras: string; layers: { name: string; kind: string }[] }>('keras-layers.json');
const { ops } = recorded<{ ops: string[] }>('keras-ops.json');

const classes = layers.filter(({ kind }) => kind === 'layer').map(({ name }) => name);
const others = layers.filter(({ kind }) => kind !== 'layer').map(({ name }) => name);

print(`layers of keras.layers ${keras}`, classes, (name) => layerDefinition(name) !== undefined);
print('functions and bases of keras.layers', others, (name) => layersMember(name) !== null);
print(
  'factories of tf.layers 4.22',
  [...factories.keys()],
  (name) => layerDefinition(factories.get(name)!) !== undefined,
);
print(
  `functions of keras.ops ${keras}`,
  ops,
  (name) => creationFunction(name) !== null || tensorFunction('keras.ops', name) !== null,
);
console.log(`  of them unknown with a reason: ${ops.filter((name) => undetermined.has(name)).join(', ')}`);

function print(title: string, names: readonly string[], isKnown: (name: string) => boolean): void {
  const missing = names.filter((name) => !isKnown(name));
  console.log(`${title}: ${names.length - missing.length}/${names.length}`);
  if (missing.length > 0) console.log(`  missing: ${missing.join(', ')}`);
}
