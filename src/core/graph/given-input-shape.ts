/** The input shape that a layer is given itself: `input_shape=`, `batch_shape=`, `input_dim=`. */
import { type Plain, PlainUnknown } from '../layers/plain';
import { type Dim, type Shape, unknownDim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import type { Layer } from './graph';
import { type LayerArgs, located } from './layer-args';

export function givenInputShape(common: LayerArgs['common']): {
  inputShape: Shape | null;
  arg: Layer['inputShapeArg'];
} {
  for (const [name, batched] of [
    ['batchInputShape', true],
    ['batchShape', true],
    ['inputShape', false],
    ['inputDim', false],
  ] as const) {
    const entry = common.get(name);
    if (!entry || entry.plain instanceof PlainUnknown) continue;
    const given = Array.isArray(entry.plain) ? (entry.plain as readonly Plain[]) : [entry.plain];
    const plain = given.map((dim) => (dim instanceof PlainUnknown ? (dim.size ?? unknownDim()) : dim));
    if (!plain.every((dim) => dim === null || typeof dim === 'number' || dim instanceof Symbolic)) continue;
    const dims = plain as readonly Dim[];
    return { inputShape: batched ? dims : [null, ...dims], arg: located(name, dims, entry.given) };
  }
  return { inputShape: null, arg: null };
}
