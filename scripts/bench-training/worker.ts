/**
 * Trains with one engine of ConvLint when told to: `node worker.cjs graph|eager|built-in BATCH ROOT`. Prints `ready`,
 * then for each line with a number of steps on standard input one line of JSON with what they took.
 */

import path from 'node:path';
import { createInterface } from 'node:readline';
import { planCompile } from '../../src/train/compile/plan';
import { shuffledBatches } from '../../src/train/data/batches';
import { sliceImages } from '../../src/train/data/image-set';
import { loadMnist } from '../../src/train/data/mnist';
import type { BuiltModel } from '../../src/train/engine';
import { buildLayersModel } from '../../src/train/engines/layers-model';
import { findNativeEngine, loadNativeEngine, loadTfjsNode } from '../../src/train/engines/native';
import { Meter } from '../../src/train/meter';
import { seededRandom, seedMathRandom } from '../../src/train/random';
import { COMPILE, TOPOLOGY } from './network';

const [engine, batchArgument, root] = process.argv.slice(2);
const batchSize = Number(batchArgument);

async function build(): Promise<BuiltModel> {
  if (engine === 'built-in') {
    const { loadBuiltInEngine } = await import('../../src/train/engines/built-in');
    return (await loadBuiltInEngine([path.resolve(root!)])).build(TOPOLOGY);
  }
  const folder = findNativeEngine(root!);
  if (folder === null) throw new Error('the native engine is not installed');
  return engine === 'graph'
    ? loadNativeEngine(folder).build(TOPOLOGY)
    : buildLayersModel(loadTfjsNode(folder), TOPOLOGY);
}

async function main(): Promise<void> {
  console.log = console.error;
  const print = (line: string) => process.stdout.write(`${line}\n`);
  seedMathRandom(1);
  const plan = planCompile(COMPILE, 'sparse', 10);
  const built = await build();
  const model = built.compile({ plan, sampleShape: [28, 28, 1], scale: 255, labels: 'sparse' });
  const { train } = loadMnist({ folder: null, packageRoot: root! });
  const random = seededRandom(1);
  print('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    const images = sliceImages(train, 0, Math.min(train.count, Number(line) * batchSize));
    const meter = new Meter(plan.metrics);
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    let steps = 0;
    for (const batch of shuffledBatches(images, batchSize, random)) {
      meter.add(batch, await model.trainOnBatch(batch));
      steps++;
    }
    const { user, system } = process.cpuUsage(cpu);
    const milliseconds = performance.now() - start;
    print(JSON.stringify({ steps, milliseconds, cpu: (user + system) / 1000, loss: meter.values().loss }));
  }
}

void main();
