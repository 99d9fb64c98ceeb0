/** Core edits as changes to JavaScript or TypeScript text. */
import type { ProgramEdit } from '../../../lang/edit';
import type { TextEdit } from '../../../text/edit';
import type { Dialect } from '../parse';
import { addArgument, removeArgument, renameArgument, replaceValue } from './argument-edits';
import { insertLayer } from './insert-layer';
import { Source } from './source';

export function render(edit: ProgramEdit, text: string, base: number, dialect: Dialect): TextEdit[] | null {
  const source = new Source(text, base, dialect);
  switch (edit.kind) {
    case 'replace-value':
      return replaceValue(edit.target, edit.value, source);
    case 'add-argument':
      return addArgument(edit.call, edit.name, edit.value, source);
    case 'remove-argument':
      return removeArgument(edit.call, edit.argument);
    case 'rename-argument':
      return renameArgument(edit.argument, edit.name, source);
    case 'rename':
      return [{ span: edit.span, text: edit.name }];
    case 'insert-layer':
      return insertLayer(edit.before, edit.className, edit.args, source);
  }
}
