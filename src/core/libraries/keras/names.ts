/** Whether Keras has a name or a word in any of its versions, and which of today's is meant by one that it does not have. */
import type { EvalContext } from '../../eval/context';
import type { LackingName } from '../../eval/value';
import { nearest } from '../../graph/layer-args';
import { isOlder } from '../../layers/definition';
import { laterName } from '../common/later-name';
import { keras as firstVersions } from '../first-versions';
import { namesBefore, namesOfToday, wordsOfAll, wordsOfToday } from './recorded-names';

/** The newest version that was asked. */
const RECORDED = [3, 15] as const;

const split = (names: string | undefined): readonly string[] => names?.trim().split(/\s+/) ?? [];

function lists(names: Readonly<Record<string, string>>): (key: string) => readonly string[] {
  const kept = new Map<string, readonly string[]>();
  return (key) => {
    const found = kept.get(key) ?? split(names[key]);
    kept.set(key, found);
    return found;
  };
}

const today = lists(namesOfToday);
const before = lists(namesBefore);
const meant = lists(wordsOfToday);
const taken = lists(wordsOfAll);

/** What to say of a name that `keras.MODULE` never had, or not yet; null if it has or had it. */
export function lacksName(module: string, name: string, context: EvalContext): LackingName | null {
  const later = comesLater(module, name, context);
  if (later) return { message: later, meant: null };
  if (!namesOfToday[module] || name.startsWith('_') || isNewer(context)) return null;
  if (today(module).includes(name) || before(module).includes(name)) return null;
  const near = nearest(name, today(module));
  return { message: `keras.${module} has no '${name}'${near ? `; did you mean '${near}'?` : ''}`, meant: near };
}

/** Keras 2 had some names that Keras 3 took up again only later, so that nothing is said of it. */
function comesLater(module: string, name: string, { target }: EvalContext): string | null {
  const first = firstVersions[module]?.get(name);
  if (!first || target.version[0] < 3 || !isOlder(target.version, first)) return null;
  return laterName(`keras.${module}`, name, first, target);
}

export type WordKind = 'loss' | 'metric' | 'optimizer';

/** Whether a word that `compile` is given is certainly none of Keras, and the word that is meant. */
export function unknownWord(
  kind: WordKind,
  word: string,
  context: EvalContext,
): { readonly near: string | null } | null {
  // What the program registers under a package is called `package>name`.
  if (isNewer(context) || word.includes('>')) return null;
  if (taken(kind).includes(kind === 'optimizer' ? word.toLowerCase() : word)) return null;
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const known = meant(kind);
  const small = known.filter((name) => name === name.toLowerCase());
  const near = known.includes(plain) ? plain : (nearest(word, small) ?? nearest(word, known));
  return { near };
}

function isNewer({ target: { version } }: EvalContext): boolean {
  return isOlder(RECORDED, version);
}
