/** JavaScript and TypeScript as source languages. */
import type { FrontEnd } from '../front-end';
import { commentsOf, type Dialect, parse } from './parse';
import { render } from './render/render';
import { semantics } from './semantics';

export const javascriptFrontEnd: FrontEnd = frontEnd('javascript');
export const typescriptFrontEnd: FrontEnd = frontEnd('typescript');
/** TypeScript with JSX. */
export const tsxFrontEnd: FrontEnd = frontEnd('tsx');

function frontEnd(dialect: Dialect): FrontEnd {
  return {
    semantics,
    comments: { mark: '//', of: (text) => commentsOf(text, dialect) },
    parse: (text, base) => parse(text, base, dialect),
    render: (edit, text, base) => render(edit, text, base, dialect),
  };
}
