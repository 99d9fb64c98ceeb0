/** Promises are not followed in time: a promise is the value that it comes to, and `then` calls at once. */
import type { Value } from '../../../eval/value';
import { argument, bound, callBack } from './arguments';

/** `then`, `catch` and `finally` of any value. */
export function promiseMethod(object: Value, name: string): Value | null {
  switch (name) {
    case 'then':
      return bound('Promise', name, object, (value, args, site, context) => {
        const callee = argument(args, 0);
        return callee.kind === 'none' ? value : callBack(callee, [value], site, context);
      });
    case 'catch':
      return bound('Promise', name, object, (value) => value);
    case 'finally':
      return bound('Promise', name, object, (value, args, site, context) => {
        callBack(argument(args, 0), [], site, context);
        return value;
      });
    default:
      return null;
  }
}
