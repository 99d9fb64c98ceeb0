/** analysis-stopped: the program is followed up to a place and no further, so nothing is said of what comes after. */
import { defineRule } from './rule';

export const analysisStopped = defineRule({
  name: 'analysis-stopped',
  severity: 'information',
  summary: 'The program is followed up to this place and no further.',
  why: `ConvLint follows a program step by step without running it, and every step draws on a budget, so that no text makes the editor
hang. A function that calls itself a great many times uses it up, and a file that is too large or nested too deep is not read. What stands before
the place is known; shapes, counts and problems after it are missing. Moving work that has nothing to do with the model into
another file, or behind the model, brings them back.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, layers
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
units = fibonacci(30)
model = Sequential([layers.Input((8,)), layers.Dense(4)])
`,
      good: `from keras import Sequential, layers
model = Sequential([layers.Input((8,)), layers.Dense(4)])
`,
    },
  ],
  check: ({ stopped }) =>
    stopped
      ? [
          {
            span: firstLine(stopped.span),
            message: `what comes after this place is not known because ${stopped.reason}`,
          },
        ]
      : [],
});

/** A mark over a whole loop would hide what is in it. */
function firstLine({ start }: { readonly start: number }): { start: number; end: number } {
  return { start, end: start + 1 };
}
