/** The signature of the layer whose call is being written, with the arg under the cursor. */
import type { Analysis } from '../analyze';
import { argNotes } from './arg-notes';
import { callPlaceAt } from './call-place';
import { givenArgs, noteAt } from './completion';

export interface Signature {
  /** `Conv2D(filters, kernel_size, strides=(1, 1), …)`. */
  readonly label: string;
  readonly summary: string;
  /** Places of the args within the label, with what they take. */
  readonly args: readonly { readonly start: number; readonly end: number; readonly doc: string }[];
  /** Index of the arg under the cursor; null if it is none of them. */
  readonly active: number | null;
}

export function signatureAt(analysis: Analysis, offset: number): Signature | null {
  const place = callPlaceAt(analysis, offset);
  if (!place) return null;
  const { target } = analysis;
  const notes = argNotes(place.definition, target);
  const keras = target.framework === 'keras';
  let label = `${place.definition.name}${keras ? '(' : '({'}`;
  const args = notes.map(({ written, default: value, takes, doc }, i) => {
    if (i > 0) label += ', ';
    const start = label.length;
    label += value === null ? written : keras ? `${written}=${value}` : `${written}: ${value}`;
    return { start, end: label.length, doc: `${doc}. Takes: ${takes}` };
  });
  label += keras ? ')' : '})';
  const note = noteAt(notes, place, givenArgs(place, offset));
  return { label, summary: place.definition.summary, args, active: note ? notes.indexOf(note) : null };
}
