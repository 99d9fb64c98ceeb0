/** Lowers imports: one statement for each name that is bound. */
import type { Stmt } from '../../../lang/program';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';

export function lowerImport(node: SyntaxNode, source: Source): Stmt[] {
  const { children } = node;
  const importAt = children.findIndex(({ name }) => name === 'import');
  if (importAt < 0) return [];
  const imported = importedNames(children.slice(importAt + 1), source);
  if (children[0]?.name !== 'from') {
    return imported.map(({ path, as, from, to }) =>
      as === null
        ? { kind: 'import', module: path, as: path.split('.')[0]!, span: source.between(from, to) }
        : { kind: 'import', module: path, as, span: source.between(from, to) },
    );
  }
  const module = children
    .slice(1, importAt)
    .filter(({ name }) => name !== '⚠')
    .map((child) => source.textOf(child))
    .join('');
  if (module === '') return [];
  return imported.map(({ path, as, from, to }) => ({
    kind: 'import-from',
    module,
    name: path === '*' ? null : path,
    as: as ?? path,
    span: source.between(from, to),
  }));
}

interface ImportedName {
  readonly path: string;
  readonly as: string | null;
  readonly from: number;
  readonly to: number;
}

function importedNames(nodes: readonly SyntaxNode[], source: Source): ImportedName[] {
  const names: ImportedName[] = [];
  let path = '';
  let as: string | null = null;
  let aliased = false;
  let from = 0;
  let to = 0;
  const flush = (): void => {
    if (path !== '') names.push({ path, as, from, to });
    path = '';
    as = null;
    aliased = false;
  };
  for (const node of nodes) {
    if (node.name === ',') flush();
    else if (node.name === 'as') aliased = true;
    else if (node.name === 'VariableName' || node.name === '.' || node.name === '*') {
      if (aliased) as = source.textOf(node);
      else {
        if (path === '') from = node.from;
        path += source.textOf(node);
      }
      to = node.to;
    }
  }
  flush();
  return names;
}
