/** Python as a source language. */
import type { FrontEnd } from '../front-end';
import { commentsOf, parsePython } from './parse';
import { renderEdit } from './render';
import { pythonSemantics } from './semantics';

export const pythonFrontEnd: FrontEnd = {
  semantics: pythonSemantics,
  comments: { mark: '#', of: commentsOf },
  parse: parsePython,
  render: renderEdit,
};
