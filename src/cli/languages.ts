/** What `--language` takes: the languages that standard input can be in. */
export const languageNames = ['python', 'notebook', 'typescript', 'javascript', 'json', 'convlint'] as const;
