/** Functions of a library that exist and whose results are not followed. */
import { type BuiltinValue, builtin, unknown } from '../../eval/value';

/** `path` names it in the reason: `keras.random.shuffle`. */
export function notFollowed(path: string): BuiltinValue {
  return builtin(path, (_, site) => unknown(`${path} computes it`, site.span));
}
