/** Events of a run with samples of one kind, small enough to be written out: two classes, three samples. */

import type { SampleForm } from '../../src/protocol/samples';
import type { TrainingEvent } from '../../src/protocol/training';
import type { ImageSet, LoadedDataset, SetContent } from '../../src/train/data/image-set';
import { sampleContent, sampleForm } from '../../src/train/inspect/sample-form';
import { describeWeights } from '../../src/train/inspect/weights-event';

export interface KindOfData {
  readonly content: SetContent;
  readonly set: Omit<ImageSet, 'labels'>;
  readonly sampleShape: readonly number[];
  /** The class and the shape of the first layer's kernel. */
  readonly first: readonly [className: string, kernel: readonly number[]];
}

const COUNT = 3;
const counted = (length: number) => Float32Array.from({ length }, (_value, at) => Math.sin(at));

export const KINDS = {
  colours: {
    content: { kind: 'pictures', areCentred: false },
    set: {
      ...{ count: COUNT, height: 4, width: 6, channels: 3 },
      pixels: Uint8Array.from({ length: COUNT * 72 }, (_value, at) => (37 * at) % 256),
    },
    sampleShape: [4, 6, 3],
    first: ['Conv2D', [3, 3, 3, 5]],
  },
  table: {
    content: { kind: 'values', names: ['sepal length', 'width'] },
    set: {
      ...{ count: COUNT, height: 1, width: 2, channels: 1 },
      pixels: Float32Array.from([5.1, -0.25, 1e6, 3, 0.000125, 1]),
    },
    sampleShape: [2],
    first: ['Dense', [2, 2]],
  },
  sequences: {
    content: { kind: 'values', names: null },
    set: { ...{ count: COUNT, height: 20, width: 3, channels: 1 }, pixels: counted(COUNT * 60) },
    sampleShape: [20, 3],
    first: ['Conv1D', [5, 3, 4]],
  },
  wave: {
    content: { kind: 'values', names: null },
    set: { ...{ count: COUNT, height: 20, width: 1, channels: 1 }, pixels: counted(COUNT * 20) },
    sampleShape: [20, 1],
    first: ['Conv1D', [5, 1, 4]],
  },
} satisfies Readonly<Record<string, KindOfData>>;

/** What a trainer tells from the start to the end of a run with such data, `started` as for any run. */
export function eventsOf(kind: KindOfData, started: TrainingEvent): TrainingEvent[] {
  if (started.type !== 'started') throw new Error(started.type);
  const { set: values, content, sampleShape, first } = kind;
  const set: ImageSet = { ...values, labels: Uint8Array.from([0, 1, 1]) };
  const data: LoadedDataset = { content, train: set, test: set, classes: [], origin: '' };
  const form: SampleForm = sampleForm(data, sampleShape);
  const [className, shape] = first;
  const values1 = counted(shape.reduce((product, dim) => product * dim, 1));
  const rows = [{ name: 'first', className, outputShape: [null, 2], paramCount: values1.length }];
  const weights = describeWeights([{ name: 'first/kernel', shape, values: values1 }], rows, []);
  const samples = [0, 1, 1].map((label, index) => ({
    ...{ index, label, predicted: 1, probabilities: [0.25, 0.75] },
    content: sampleContent(form, set, index),
  }));
  const confusion = [
    [0, 1],
    [0, 2],
  ];
  return [
    { ...started, rows, samples: form },
    { type: 'epoch', time: 1, epoch: 1, metrics: { loss: 1 }, seconds: 1, msPerStep: 1 },
    { type: 'evaluation', time: 2, epoch: 1, classes: ['cat', 'chrysanthemum'], confusion, samples },
    { type: 'weights', time: 3, epoch: 1, ...weights },
  ];
}
