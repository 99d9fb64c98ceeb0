/** What the body of a layer of the program does in one call, and how many multiply-accumulates that takes. */
import { addCounts, type Count, elementCount, sumCounts } from '../shape/count';
import { type Dim, type Shape, sameDim } from '../shape/dim';
import type { Application, Tensor } from './graph';

export interface Body {
  /** Layers that it applies, in order. */
  readonly applications: Application[];
  /** Operations on tensors; null for one on weights or data alone. */
  readonly operations: { readonly operation: Application | null; readonly cost: Cost }[];
  /** How many branches of conditions were under way when it began. */
  readonly depth: number;
  /** False if something in it may not run. */
  certain: boolean;
}

/** Multiply-accumulates for one sample, where the samples stand along a first axis of this size. */
export type Cost = (batch: Dim) => Count;

export const noCost: Cost = () => 0;

/** Operations that sum up no products: element by element, over an axis, or of other order. */
const free: ReadonlySet<string> = new Set(
  `Abs Absolute Add AddN All Amax Amin Any Argmax Argmin BiasAdd Cast Clip ClipByValue Concatenate Cos Divide Dropout Elu Equal
   Erf Exp ExpandDims ExtractPatches FloorDivide Gelu GetItem Greater GreaterEqual HardSigmoid HardSwish Identity LeakyRelu Less LessEqual Log
   LogSoftmax LogicalAnd LogicalNot LogicalOr Max Maximum Mean Min Minimum Mod Moveaxis Multiply Negative NotEqual Pad Power
   Reciprocal Relu Relu6 Reshape Rsqrt Selu Sigmoid Sign Silu Sin Softmax Softplus Split Sqrt Square Squeeze Stack Std
   StopGradient Subtract Sum SwapAxes Swish Tanh Transpose TrueDivide Unstack Var Variance Where`.split(/\s+/),
);

/**
 * The sum over the layers that the body applies and the products that it sums up itself, for one sample. Null where one of
 * these is not known, or where the first axis that a layer meets may not be that of the samples any more.
 */
export function bodyMacs({ applications, operations, certain }: Body, input: Shape | null): Count {
  const batch = input?.[0];
  if (!certain || batch === undefined) return null;
  return sumCounts([
    ...applications.map(({ macs, inputs }) => (macs === 0 || startsWith(inputs[0]?.shape, batch) ? macs : null)),
    ...operations.map(({ operation, cost }) =>
      cost !== noCost ? cost(batch) : operation && isFree(operation, batch) ? 0 : null,
    ),
  ]);
}

function isFree({ layer, inputs, outputs, unknown }: Application, batch: Dim): boolean {
  if (unknown !== null || !free.has(layer.className)) return false;
  const [given, made] = [inputs, outputs].map((tensors) => tensors.filter(({ shape }) => startsWith(shape, batch)));
  if (made!.length === 0 || layer.className !== 'Reshape') return true;
  // `reshape(x, (-1, size))` may put samples and other axes together.
  return String(perSample(given!)) === String(perSample(made!));
}

function perSample(tensors: readonly Tensor[]): Count {
  return tensors.reduce<Count>((sum, { shape }) => addCounts(sum, elementCount(shape!.slice(1))), 0);
}

/** The first axis is that of the samples. */
export function startsWith(shape: Shape | null | undefined, batch: Dim): boolean {
  return shape?.[0] !== undefined && (shape[0] === batch || sameDim(shape[0], batch));
}
