/** `convlint lsp --stdio`: the language server for any editor. It is a file of its own, so that the other commands start sooner. */
import { createRequire } from 'node:module';

export function lsp(): void {
  createRequire(import.meta.url)('./server.cjs');
}
