/** Every architecture that Keras offers is known and recorded. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { architectures } from '../../src/core/libraries/keras/applications/families';
import { recordedApplications } from '../support/application-record';

test('every architecture of keras.applications is known and held against Keras', () => {
  const file = new URL('../oracle/signatures/keras-names.json', import.meta.url);
  const { names } = JSON.parse(readFileSync(file, 'utf8')) as { names: { applications: string[] } };
  // Modules are in small letters; the names are also those of Keras 2, whose RegNet and ResNetRS went with Keras 3.
  const offered = names.applications.filter((name) => /^[A-Z]/.test(name) && !/^(RegNet|ResNetRS)/.test(name)).sort();
  expect(offered.length).toBe(40);
  expect([...recordedApplications()].sort()).toEqual(offered);
  expect(architectures.map(({ name }) => name).sort()).toEqual(offered);
});
