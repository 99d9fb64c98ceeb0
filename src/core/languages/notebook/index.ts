/** Notebooks: the file to its cells, and edits of cells back to the file. */
export { cellEdits } from './cell-edits';
export { type RawNotebook, readNotebook } from './read-notebook';
