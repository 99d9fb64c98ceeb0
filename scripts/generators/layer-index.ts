/** Makes the index of the catalogue from the files that define a layer. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Generator } from '../generate';

const folder = 'src/core/layers';

const generate: Generator = (root) => {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts') && file !== 'index.ts');
  const layers = files.sort().flatMap((file) => {
    const [, name] = /^export const (\w+) = \w+Layer\(/m.exec(readFileSync(join(root, folder, file), 'utf8')) ?? [];
    return name ? [{ name, module: `./${file.replace(/\.ts$/, '')}` }] : [];
  });
  const imports = [
    ...layers.map(({ name, module }) => ({ module, text: `import { ${name} } from '${module}';` })),
    definitionImport,
  ];
  const text = [
    '/** The catalogue: every layer by its Keras class name. Generated from the files of this folder. */',
    ...imports.sort((a, b) => (a.module < b.module ? -1 : 1)).map((line) => line.text),
    '',
    'export const layerDefinitions: readonly LayerDefinition[] = [',
    ...layers.map(({ name }) => `  ${name},`),
    '];',
    '',
    'const byName = new Map<string, LayerDefinition>(',
    '  layerDefinitions.flatMap((definition) =>',
    '    [definition.name, ...(definition.aliases ?? [])].map((name) => [name, definition] as const),',
    '  ),',
    ');',
    '',
    '/** The definition of a Keras class name or one of its aliases. */',
    'export function layerDefinition(name: string): LayerDefinition | undefined {',
    '  return byName.get(name);',
    '}',
    '',
  ];
  return [{ path: `${folder}/index.ts`, text: text.join('\n') }];
};

const definitionImport = { module: './definition', text: "import type { LayerDefinition } from './definition';" };

export default generate;
