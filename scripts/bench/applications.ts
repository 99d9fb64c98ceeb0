/**
 * Measures how long the networks of keras.applications take: built by a program, read from their JSON, and evaluated from
 * their Python source where `scripts/setup.mjs --keras` has fetched it.
 * `npm run bench:applications` prints the processor time of an analysis, warm, and the memory that the JSON of
 * EfficientNetB7 needs; Node is started as the editor starts the language server.
 */
import { memoryUsage } from 'node:process';
import { analyze } from '../../src/core';
import { applicationRecord, recordedApplications } from '../../test/support/application-record';
import { analyzeWithKerasSource, hasKerasSource, programOf } from '../../test/support/keras-source';

const RUNS = 15;

/** Processor time, which others on the machine lengthen less than wall time: the least and the middle of several runs, after a few that are not counted. */
function time(analysis: () => unknown): string {
  const run = (): number => {
    const start = performance.now();
    analysis();
    return performance.now() - start;
  };
  for (let i = 0; i < 5; i++) run();
  const times = Array.from({ length: RUNS }, run).sort((a, b) => a - b);
  return `${times[0]!.toFixed(1)} ms (median ${times[RUNS >> 1]!.toFixed(1)} ms)`;
}

const heaviest = 'EfficientNetB7';
for (const name of recordedApplications()) {
  const { cases, json } = applicationRecord(name);
  const text = `import keras\nmodel = keras.applications.${name}(weights=None)\n`;
  const [file, source] = [JSON.stringify(json), hasKerasSource ? programOf(name, 'weights=None') : null];
  const times = [
    `program ${time(() => analyze({ kind: 'file', languageId: 'python', text }))}`,
    `JSON ${time(() => analyze({ kind: 'file', languageId: 'json', text: file }))}`,
    ...(source === null ? [] : [`source ${time(() => analyzeWithKerasSource(source))}`]),
  ];
  console.log(`${name}: ${cases[0]!.layers.length} layers; ${times.join('; ')}`);
}
if (recordedApplications().includes(heaviest)) {
  const text = JSON.stringify(applicationRecord(heaviest).json);
  globalThis.gc?.();
  const before = memoryUsage().heapUsed;
  const analysis = analyze({ kind: 'file', languageId: 'json', text })!;
  const made = memoryUsage().heapUsed - before;
  globalThis.gc?.();
  const kept = memoryUsage().heapUsed - before;
  const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  console.log(
    `${heaviest}: ${mebibytes(text.length)} of JSON, ${analysis.graph.applications.length} applications; ${mebibytes(made)} allocated, ${mebibytes(kept)} kept`,
  );
}
