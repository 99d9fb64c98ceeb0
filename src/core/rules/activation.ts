/** Whether a layer has an activation. */
import type { Layer } from '../graph/graph';

/** The name of the activation, null for none, undefined if it is not known or the layer has no such arg. */
export function activationOf(layer: Layer): string | null | undefined {
  const arg = layer.args.get('activation');
  if (!arg || layer.values === null) return undefined;
  if (typeof arg.value === 'string') return arg.value;
  // Null is what is read for none, for `linear` and for what is not known: only the first two are told apart here.
  if (arg.span === null) return layer.unknown === null ? null : undefined;
  const written = arg.source?.value;
  return written?.kind === 'none' || (written?.kind === 'string' && written.value === 'linear') ? null : undefined;
}
