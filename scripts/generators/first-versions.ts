/** Writes the versions with which names came, as they were recorded from the published packages (`npm run record:versions`). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedFile } from '../generate';

interface Recorded {
  readonly newest: string;
  readonly oldest: string;
  readonly modules: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export default function firstVersions(root: string): readonly GeneratedFile[] {
  const text = readFileSync(join(root, 'test/oracle/signatures/first-versions.json'), 'utf8');
  const { keras, tfjs } = JSON.parse(text) as Record<'keras' | 'tfjs', Recorded>;
  return [
    {
      path: 'src/core/libraries/first-versions.ts',
      text: `/** Generated from test/oracle/signatures/first-versions.json by \`npm run generate\`: names that came after Keras ${keras.oldest} and TensorFlow.js ${tfjs.oldest}. */

type Version = readonly [major: number, minor: number];

/** By module and name, for the names that the newest version has. */
type FirstVersions = Readonly<Record<string, ReadonlyMap<string, Version>>>;

export const keras: FirstVersions = ${literal(keras)};

export const tfjs: FirstVersions = ${literal(tfjs)};
`,
    },
  ];
}

function literal({ modules }: Recorded): string {
  const filled = Object.entries(modules).filter(([, names]) => Object.keys(names).length > 0);
  const entries = filled.map(([module, names]) => {
    const lines = Object.entries(names).map(([name, version]) => `    ['${name}', [${version.replace('.', ', ')}]],\n`);
    return `  ${module}: new Map<string, Version>([\n${lines.join('')}  ]),\n`;
  });
  return `{\n${entries.join('')}}`;
}
