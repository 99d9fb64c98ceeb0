/** How the program ends, and what it says of files that it could not read. */

export const EXIT = { good: 0, problems: 1, misuse: 2 } as const;

/** On standard error, so that reports on standard output stay whole. */
export function tellFailures(failures: readonly string[]): void {
  for (const message of failures) console.error(`convlint: ${message}`);
}

/** A reader that has seen enough (`| head`) closes the pipe; that is no fault of anybody. */
export function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}
