/** Words of messages. */

/** `1 output`, `2 outputs`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
