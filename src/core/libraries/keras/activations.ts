/** `keras.activations`: functions that are applied to every value, and the words that name them. */
import { builtin, unknown, type Value } from '../../eval/value';
import { notFollowed } from '../common/not-followed';
import { tensorFunction } from '../operations';

export function activationsMember(name: string): Value {
  return name === 'get' ? getActivation : activation(name);
}

/** What `activations.get` makes of a word, None or a function: a function. */
export function activationOf(given: Value): Value {
  if (given.kind === 'none') return activation('linear');
  return given.kind === 'string' ? activation(given.value) : given;
}

const getActivation: Value = builtin('keras.activations.get', (args, site) => {
  const given = args.positions[0]?.value ?? args.names.get('identifier')?.value;
  return given ? activationOf(given) : unknown('an argument is missing', site.span);
});

/** Names that stand for a function with another name, which a summary shows. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['swish', 'silu'],
  ['hard_swish', 'hard_silu'],
  ['exponential', 'exp'],
]);

function activation(name: string): Value {
  return tensorFunction('keras.ops', aliases.get(name) ?? name) ?? notFollowed(`keras.activations.${name}`);
}
