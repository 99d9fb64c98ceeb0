/**
 * Compares ConvLint with real Keras and real TensorFlow.js on models of published packages: `npm run corpus`, or some of
 * them by name. Packages come from PyPI and npm into `.cache/corpus`; what the framework builds is traced once and kept
 * there. The table of all packages is written to docs/corpus.md.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { compareEntry, type EntryResult } from './corpus/compare';
import { fetchPackages } from './corpus/fetch';
import { fetchNpmPackages } from './corpus/npm/fetch-npm';
import { type NpmPackage, npmEntries } from './corpus/npm/npm-package';
import { traceTfjsEntries } from './corpus/npm/truth-tfjs';
import { driversOf, type Entry, type Package, root } from './corpus/package';
import { corpusTable } from './corpus/table';
import { traceEntries } from './corpus/truth';

const named = argv.slice(2).filter((arg) => !arg.startsWith('--'));
const isVerbose = argv.includes('--verbose');
const [only = null] = argv.flatMap((arg) => (arg.startsWith('--entry=') ? [arg.slice('--entry='.length)] : []));

function listed<P extends { readonly name: string }>(file: string): readonly P[] {
  return JSON.parse(readFileSync(join(root, 'scripts/corpus', file), 'utf8')) as P[];
}
const isChosen = ({ name }: { readonly name: string }): boolean => named.length === 0 || named.includes(name);

const ofPyPi = listed<Package>('packages.json');
const ofNpm = listed<NpmPackage>('npm/packages.json');
const keras = ofPyPi.filter(isChosen).flatMap((each) => driversOf(each, ofPyPi, readdirSync));
const tfjs = npmEntries(ofNpm.filter(isChosen));
const isAsked = ({ id }: Entry): boolean => !only || id.includes(only);
if (keras.length > 0) fetchPackages(ofPyPi);
if (tfjs.length > 0) fetchNpmPackages(ofNpm);
const entries = [...keras, ...tfjs].filter(isAsked);
const truths = new Map([
  ...traceEntries(keras.filter(isAsked)),
  ...(await traceTfjsEntries(tfjs.filter(isAsked), ofNpm)),
]);

const results: EntryResult[] = [];
for (const entry of entries) {
  const truth = truths.get(entry.id)!;
  if (truth.error) {
    console.log(`${entry.id}: left out, the framework stops: ${truth.error}`);
    continue;
  }
  const result = compareEntry(entry, truth);
  results.push(result);
  const { applications, exact, wrong, unknown, alarms, milliseconds } = result;
  console.log(
    `${entry.id}: ${exact}/${applications} exact, ${wrong.length} wrong, ${unknown.length} unknown, ${alarms.length} false alarms (${milliseconds} ms)`,
  );
  for (const line of isVerbose
    ? [...wrong, ...alarms, ...unknown.map(({ what, reason }) => `${what}: ${reason}`)]
    : wrong.slice(0, 5))
    console.log(`    ${line}`);
  if (!isVerbose) for (const alarm of alarms) console.log(`    false alarm: ${alarm}`);
}

const reasons = new Map<string, { count: number; example: string }>();
for (const { entry, unknown } of results) {
  for (const { what, reason } of unknown) {
    const known = reasons.get(reason);
    if (known) known.count++;
    else reasons.set(reason, { count: 1, example: `${entry.id} ${what}` });
  }
}
console.log('Reasons of what is not known:');
for (const [reason, { count, example }] of [...reasons].sort(([, a], [, b]) => b.count - a.count).slice(0, 60))
  console.log(`  ${count} ${reason}   [${example}]`);

const table = corpusTable([...ofPyPi, ...ofNpm], results);
console.log(table.totals);
if (named.length === 0 && !only) writeFileSync(join(root, 'docs/corpus.md'), table.markdown);
