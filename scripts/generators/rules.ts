/** Writes the index of the rules from the files of their folder, a page for each rule, and the rules that the settings name. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule, RuleExample } from '../../src/core/rules/rule';
import type { GeneratedFile } from '../generate';

const SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'];

interface RuleFile {
  readonly module: string;
  readonly exported: string;
}

export default async function ruleFiles(root: string): Promise<readonly GeneratedFile[]> {
  const files = ruleModules(join(root, 'src/core/rules'));
  const rules = await Promise.all(files.map((file) => load(root, file)));
  return [
    { path: 'src/core/rules/index.ts', text: indexOf(files) },
    { path: 'docs/rules/README.md', text: listOf(rules) },
    { path: 'package.json', text: withRules(readFileSync(join(root, 'package.json'), 'utf8'), rules) },
    ...rules.map((rule) => ({ path: `docs/rules/${rule.name}.md`, text: pageOf(rule) })),
  ];
}

/** The files that export a rule under their own name. */
function ruleModules(folder: string): readonly RuleFile[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const module = name.replace(/\.ts$/, '');
      const exported = module.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
      const text = readFileSync(join(folder, name), 'utf8');
      return new RegExp(`export const ${exported} = (defineRule|faultRule)\\(`).test(text)
        ? [{ module, exported }]
        : [];
    });
}

async function load(root: string, { module, exported }: RuleFile): Promise<Rule> {
  const url = pathToFileURL(join(root, 'src/core/rules', `${module}.ts`)).href;
  const rule = ((await import(url)) as Record<string, Rule>)[exported]!;
  if (rule.name !== module) throw new Error(`src/core/rules/${module}.ts holds the rule ${rule.name}`);
  return rule;
}

function indexOf(files: readonly RuleFile[]): string {
  const imports = [
    ...files.map(({ module, exported }) => [module, `import { ${exported} } from './${module}';`] as const),
    ['rule', "import type { Rule } from './rule';"] as const,
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  return `/** All rules. Generated from the files of this folder by \`npm run generate\`. */
${imports.map(([, line]) => line).join('\n')}

export const rules: readonly Rule[] = [
${files.map(({ exported }) => `  ${exported},`).join('\n')}
];
`;
}

/** The settings editor offers the rules by name; each is shown with what it reports. */
function withRules(manifest: string, rules: readonly Rule[]): string {
  const json = JSON.parse(manifest);
  const setting = json.contributes.configuration
    .map(({ properties }: { properties: Record<string, object> }) => properties['convlint.rules'])
    .find(Boolean);
  setting.properties = Object.fromEntries(
    rules.map(({ name, severity, summary }) => [
      name,
      { type: 'string', enum: SEVERITIES, description: summary, default: severity },
    ]),
  );
  return `${JSON.stringify(json, null, 2)}\n`;
}

function listOf(rules: readonly Rule[]): string {
  const rows = rules.map(({ name, severity, summary }) => `| [${name}](${name}.md) | ${severity} | ${summary} |`);
  return `<!-- Generated from src/core/rules by \`npm run generate\`. -->
# Rules

What ConvLint reports. The severity of each rule can be changed, or the rule switched off, in the settings
(\`convlint.rules\`). A comment silences one place, and the lightbulb writes it:

\`\`\`python
x = layers.Conv2D(8, 3)(x)  # convlint: ignore[linear-stack]

# convlint: ignore[linear-stack, stride-drops-pixels]
x = layers.Conv2D(8, 3, strides=2)(x)
\`\`\`

Without brackets it silences every rule; \`# convlint: ignore-file[linear-stack]\` silences a whole file or notebook.
In TypeScript, JavaScript and layer specs the comment begins with \`//\`.

| rule | severity | reports |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function pageOf({ name, severity, summary, why, examples }: Rule): string {
  return `<!-- Generated from src/core/rules/${name}.ts by \`npm run generate\`. -->
# ${name}

${summary}

Severity: ${severity}, unless the settings say otherwise.

${why}

${examples.map(exampleText).join('\n')}`;
}

function exampleText({ languageId, bad, good }: RuleExample): string {
  const block = (text: string): string =>
    `\`\`\`${languageId === 'notebook' ? 'python' : languageId}\n${text.trimEnd()}\n\`\`\`\n`;
  return `## Reported\n\n${block(bad)}\n## Not reported\n\n${block(good)}`;
}
