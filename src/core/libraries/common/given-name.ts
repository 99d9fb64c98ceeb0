/** What a layer or model is called by the program. */
import type { Value } from '../../eval/value';
import { UNKNOWN_NAME } from '../../graph/layer-names';

/** Null where the framework gives a name itself. */
export function givenName(name: Value | undefined): string | null {
  if (!name || name.kind === 'none') return null;
  return name.kind === 'string' ? name.value : UNKNOWN_NAME;
}
