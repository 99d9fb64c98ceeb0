/** How many multiply-accumulates an operation takes for one sample. */
import { type Cost, noCost, startsWith } from '../../graph/body';
import { type Count, elementCount, multiplyCounts, sumCounts } from '../../shape/count';
import type { Dim, Shape } from '../../shape/dim';
import type { Operation, OperationCall, Product } from './operation';

/** Of the whole batch where no operand has an axis of samples: weights multiplied by weights. */
export function costOf({ products }: Operation, call: OperationCall, [output]: readonly Shape[]): Cost {
  if (!products || !output) return noCost;
  return (batch) => {
    const all = products(call, output);
    return all && sumCounts(all.map((product) => perSample(product, batch, call.shapes)));
  };
}

export function perSample({ places, over }: Product, batch: Dim, operands: readonly Shape[]): Count {
  const each = elementCount(over);
  if (startsWith(places, batch)) return multiplyCounts(elementCount(places.slice(1)), each);
  return operands.some((shape) => startsWith(shape, batch)) ? null : multiplyCounts(elementCount(places), each);
}
