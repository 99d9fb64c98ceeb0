/** Functions of `tf.signal` that cut frames and put them together again. */
import { add, type Dim, isKnown, multiply, subtract } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { NOT_FOLLOWED, type Operation, type OperationCall, operation } from './operation';

/** How many frames of a length there are at a step; `pads`: the last ones may reach over the end. */
function frames(length: Dim, frame: number, step: number, pads: boolean): Dim {
  if (!isKnown(length)) return null;
  return pads ? Math.ceil(length / step) : Math.max(0, Math.floor((length - frame) / step) + 1);
}

function lengthAndStep(call: OperationCall): readonly [number, number] | null {
  const [length, step] = [call.number(1, 'frame_length'), call.number(2, 'frame_step')];
  return length && step ? [length, step] : null;
}

const frame = operation('Frame', (call) => {
  const given = lengthAndStep(call);
  const axis = call.number(5, 'axis');
  const [shape] = call.shapes;
  if (!given || axis === undefined) return NOT_FOLLOWED;
  const at = transform.axisIndex(axis ?? -1, shape!.length);
  if (at === null) return null;
  const count = frames(shape![at]!, ...given, call.flag(3, 'pad_end'));
  return [...shape!.slice(0, at), count, given[0], ...shape!.slice(at + 1)];
});

/** Half of the spectrum of each frame; as long as the next power of 2 where no length is given. */
const stft = operation('Stft', (call) => {
  const given = lengthAndStep(call);
  const size = call.number(3, 'fft_length');
  const [shape] = call.shapes;
  if (!given || size === undefined || !shape!.length) return NOT_FOLLOWED;
  const length = size ?? 2 ** Math.ceil(Math.log2(given[0]));
  const count = frames(shape!.at(-1)!, ...given, call.flag(5, 'pad_end'));
  const dtype = call.dtypes[0] === 'float64' ? 'complex128' : 'complex64';
  return { shape: [...shape!.slice(0, -1), count, Math.floor(length / 2) + 1], dtype };
});

/** Frames laid over each other at a step. */
const overlapAndAdd = operation('OverlapAndAdd', (call) => {
  const step = call.number(1, 'frame_step');
  const [shape] = call.shapes;
  if (!step) return NOT_FOLLOWED;
  if (shape!.length < 2) return null;
  return [...shape!.slice(0, -2), add(multiply(subtract(shape!.at(-2)!, 1), step), shape!.at(-1)!)];
});

export const tensorflowSignal: readonly (readonly [name: string, operation: Operation])[] = [
  ['signal.frame', frame],
  ['signal.stft', stft],
  ['signal.overlap_and_add', overlapAndAdd],
];
