/** Whether Keras has a name or a word in any of its versions, and which of today's is meant by one that it does not have. */
import type { EvalContext } from '../../eval/context';
import { nearest } from '../../graph/layer-args';
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

/** What to say of a name that `keras.MODULE` never had; null if it has or had it. */
export function lacksName(module: string, name: string, context: EvalContext): string | null {
  if (!namesOfToday[module] || name.startsWith('_') || isNewer(context)) return null;
  if (today(module).includes(name) || before(module).includes(name)) return null;
  const near = nearest(name, today(module));
  return `keras.${module} has no '${name}'${near ? `; did you mean '${near}'?` : ''}`;
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
  const [major, minor] = version;
  return major > RECORDED[0] || (major === RECORDED[0] && minor > RECORDED[1]);
}
