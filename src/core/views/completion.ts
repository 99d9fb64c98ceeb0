/** What can be written next inside the call of a layer: names of its args, words that an arg takes. */
import type { Analysis } from '../analyze';
import type { Span } from '../text/span';
import { type ArgNote, argNotes } from './arg-notes';
import { type CallPlace, callPlaceAt } from './call-place';

export interface Completion {
  readonly kind: 'argument' | 'word';
  readonly label: string;
  /** What takes the place of `span`. */
  readonly insert: string;
  readonly span: Span;
  /** Short, beside the label: the default, what it takes. */
  readonly detail: string;
  readonly doc: string;
  /** Offered first. */
  readonly needed: boolean;
  /** True if words are offered for what comes after it. */
  readonly opens: boolean;
}

export function completionsAt(analysis: Analysis, offset: number): readonly Completion[] {
  const place = callPlaceAt(analysis, offset);
  if (!place || place.nested) return [];
  const notes = argNotes(place.definition, analysis.target);
  const given = givenArgs(place, offset);
  const note = noteAt(notes, place, given);
  if (place.quote !== null || place.name !== null) return note ? wordCompletions(note, place, offset, analysis) : [];
  if (!/^[\w$]*$/.test(place.text)) return [];
  return nameCompletions(notes, given, place, offset, analysis);
}

/** The arg under the place, by its name or its position. */
export function noteAt(notes: readonly ArgNote[], place: CallPlace, given: ReadonlySet<string>): ArgNote | null {
  const { name, index } = place;
  if (name !== null) return notes.find((note) => note.written === name || note.name === name) ?? null;
  const note = notes.filter(({ byPosition }) => byPosition)[index];
  return note && !given.has(note.name) ? note : null;
}

/** Args given elsewhere in the call. */
export function givenArgs({ layer, start }: CallPlace, offset: number): ReadonlySet<string> {
  const given = new Set<string>();
  for (const { name, source } of layer.args.values()) {
    if (source && !(source.span.start <= offset && offset <= source.span.end) && source.span.start !== start)
      given.add(name);
  }
  return given;
}

function nameCompletions(
  notes: readonly ArgNote[],
  given: ReadonlySet<string>,
  { wordStart }: CallPlace,
  offset: number,
  { target }: Analysis,
): readonly Completion[] {
  const keras = target.framework === 'keras';
  return notes
    .filter(({ name }) => !given.has(name))
    .map((note) => ({
      kind: 'argument',
      label: keras ? `${note.written}=` : note.written,
      insert: keras ? `${note.written}=` : `${note.written}: `,
      span: { start: wordStart, end: offset },
      detail: note.default === null ? 'must be given' : note.default,
      doc: `${note.doc}\n\nTakes: ${note.takes}`,
      needed: note.default === null,
      opens: note.words.length > 0,
    }));
}

function wordCompletions(
  note: ArgNote,
  { quote, wordStart, text }: CallPlace,
  offset: number,
  { target }: Analysis,
): readonly Completion[] {
  // Behind a name only its value is offered: `padding=` and the first letters.
  if (quote === null && !/(?:=|:)\s*[\w$]*$/.test(text)) return [];
  const quoted = (word: string): string => (quote === null ? `'${word}'` : word);
  const words = note.words.map((word): Completion => {
    const isDefault = note.default === `'${word}'`;
    return {
      kind: 'word',
      label: quoted(word),
      insert: quoted(word),
      span: { start: wordStart, end: offset },
      detail: isDefault ? 'default' : '',
      doc: note.doc,
      needed: isDefault,
      opens: false,
    };
  });
  if (words.length > 0 || quote !== null || !/^true or false$/i.test(note.takes)) return words;
  return (target.framework === 'keras' ? ['True', 'False'] : ['true', 'false']).map((word) => ({
    kind: 'word',
    label: word,
    insert: word,
    span: { start: wordStart, end: offset },
    detail: note.default === word ? 'default' : '',
    doc: note.doc,
    needed: note.default === word,
    opens: false,
  }));
}
