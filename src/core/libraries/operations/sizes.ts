/** What operations make of tensors whose numbers are sizes, as Keras follows them to give shapes. */
import { type Dim, isKnown, multiply, type Shape, unknownDim } from '../../shape/dim';
import type { Part } from './call-arguments';
import type { Operation, OperationCall, SizeRule } from './operation';

/** The numbers of the result; null where they are those of the data, or no sizes. */
export function sizesAfter({ className, sizes }: Operation, parts: readonly Part[], call: OperationCall): Shape | null {
  const operands = parts.map((part) => part.sizes);
  const rule = sizes ?? rules.get(className);
  if (rule) return rule(operands, call);
  // Of numbers that are all known TensorFlow knows the result of any function.
  const isWhole = operands.length > 0 && operands.every((numbers) => numbers?.every(isKnown));
  return isWhole ? new Array<Dim>(operands[0]!.length).fill(unknownDim()) : null;
}

/** Number by number, a single one being stretched; only where all are known. */
function each(compute: (a: number, b: number) => number): SizeRule {
  return ([a, b]) => {
    if (!a?.every(isKnown) || !b?.every(isKnown)) return null;
    const length = Math.max(a.length, b.length);
    return Array.from({ length }, (_, i) => compute(a[i % a.length] as number, b[i % b.length] as number));
  };
}

/** Of numbers that are all known. */
function ofAll(compute: (numbers: readonly number[]) => readonly number[]): SizeRule {
  return ([own]) => (own?.every(isKnown) ? compute(own as readonly number[]) : null);
}

/** One behind the other; a tensor that holds none has as many of the data. */
const inARow: SizeRule = (operands) => (operands.every((numbers) => numbers) ? operands.flatMap((own) => own!) : null);

const rules: ReadonlyMap<string, SizeRule> = new Map<string, SizeRule>([
  ['Add', each((a, b) => a + b)],
  ['Subtract', each((a, b) => a - b)],
  ['Multiply', each((a, b) => a * b)],
  ['FloorDivide', each((a, b) => Math.floor(a / b))],
  ['Mod', each((a, b) => a - b * Math.floor(a / b))],
  ['Maximum', each(Math.max)],
  ['Minimum', each(Math.min)],
  ['Prod', ofAll((numbers) => [numbers.reduce((a, b) => a * b, 1)])],
  ['Sum', ofAll((numbers) => [numbers.reduce((a, b) => a + b, 0)])],
  ['Max', ofAll((numbers) => [Math.max(...numbers)])],
  ['Min', ofAll((numbers) => [Math.min(...numbers)])],
  ['Reverse', ofAll((numbers) => [...numbers].reverse())],
  ['Cast', ([own]) => own ?? null],
  ...['Identity', 'Reshape', 'ExpandDims', 'Squeeze'].map((name) => [name, ofAll((numbers) => numbers)] as const),
  ['Concatenate', inARow],
  ['Stack', inARow],
  ['ZerosLike', ([own]) => own?.map(() => 0) ?? null],
  ['OnesLike', ([own]) => own?.map(() => 1) ?? null],
  ['Size', (_, { shapes }) => [shapes[0]!.reduce<Dim>(multiply, 1)]],
]);
