/** The module six: names of Python 3 for programs that also ran on Python 2. */
import { boolean, builtin, type ModuleValue, type Value } from '../../../eval/value';
import { functionsOf, moduleOf, opaqueModule } from '../module';
import { passThrough } from './functools';

/** `builtins` are those of Python, `reduce` is that of functools. */
export function sixModules(builtins: ReadonlyMap<string, Value>, reduce: Value): readonly ModuleValue[] {
  const own = (name: string): Value => builtins.get(name)!;
  const moves = opaqueModule('six.moves', 'it is not followed', {
    ...Object.fromEntries(['range', 'zip', 'map', 'filter', 'input'].map((name) => [name, own(name)])),
    xrange: own('range'),
    reduce,
  });
  const six = moduleOf('six', {
    moves,
    PY2: boolean(false),
    PY3: boolean(true),
    string_types: own('str'),
    text_type: own('str'),
    integer_types: own('int'),
    ...functionsOf([
      passThrough('six.add_metaclass'),
      passThrough('six.python_2_unicode_compatible'),
      builtin('six.iteritems', (args, site, context) => {
        const items = context.attribute(args.positions[0]!.value, 'items', site.span);
        return context.call(items, { positions: [], names: new Map(), open: null }, site);
      }),
    ]),
  });
  return [six, moves];
}
