/** `import` and `export` in every form. */
import type { SyntaxNode } from '@lezer/common';
import type { Stmt } from '../../../lang/program';
import { lowerClass } from './classes';
import { lowerFunction } from './functions';
import { stringText } from './literals';
import type { Lowering } from './lowering';
import { childNamed, childrenOf, firstExpression, isExpression, splitAtCommas } from './nodes';

export function lowerImport(lower: Lowering, node: SyntaxNode): Stmt[] {
  const children = childrenOf(node);
  const source = childNamed(node, 'String');
  if (!source || children[1]?.name === 'type') return [];
  const module = stringText(lower, source);
  const statements: Stmt[] = [];
  for (const [i, child] of children.entries()) {
    const span = lower.span(child);
    if (child.name === 'VariableDefinition') {
      const whole = children[i - 1]?.name === 'as';
      const as = lower.slice(child);
      statements.push(
        whole ? { kind: 'import', module, as, span } : { kind: 'import-from', module, name: 'default', as, span },
      );
    } else if (child.name === 'ImportGroup') statements.push(...importGroup(lower, child, module));
  }
  return statements;
}

function importGroup(lower: Lowering, node: SyntaxNode, module: string): Stmt[] {
  return splitAtCommas(childrenOf(node)).flatMap((part): Stmt[] => {
    const names = part.filter(({ name }) => name !== 'as' && name !== 'type');
    const [imported] = names;
    if (!imported || part[0]!.name === 'type') return [];
    const as = names.at(-1)!;
    return [
      {
        kind: 'import-from',
        module,
        name: nameIn(lower, imported),
        as: nameIn(lower, as),
        span: lower.spanOf(imported, as),
      },
    ];
  });
}

function nameIn(lower: Lowering, node: SyntaxNode): string {
  return node.name === 'String' ? stringText(lower, node) : lower.slice(node);
}

export function lowerExport(lower: Lowering, node: SyntaxNode): Stmt[] {
  const children = childrenOf(node);
  if (children[1]?.name === 'type') return [];
  if (childNamed(node, 'default')) return exportDefault(lower, node);
  const source = childNamed(node, 'String');
  const group = childNamed(node, 'ExportGroup');
  if (group) return exportGroup(lower, group, source && stringText(lower, source));
  if (childNamed(node, 'Star')) return source ? exportStar(lower, node, stringText(lower, source)) : [];
  const declaration = children[1];
  if (!declaration) return [];
  if (declaration.name === 'Equals') return exportEquals(lower, node);
  const statements = lower.statement(declaration);
  return [
    ...statements,
    ...statements.flatMap((statement) => declaredNames(statement).map((name) => exportOf(lower, name, statement))),
  ];
}

function exportOf(lower: Lowering, name: string, { span }: Stmt): Stmt {
  return { kind: 'export', name, value: lower.name(name, span), span };
}

function exportDefault(lower: Lowering, node: SyntaxNode): Stmt[] {
  const span = lower.span(node);
  const declaration = childrenOf(node).find(
    ({ name }) => name === 'FunctionDeclaration' || name === 'ClassDeclaration',
  );
  const name = declaration && childNamed(declaration, 'VariableDefinition');
  if (declaration && name) {
    const value = lower.name(lower.slice(name), lower.span(name));
    return [...lower.statement(declaration), { kind: 'export', name: 'default', value, span }];
  }
  if (declaration) {
    const value =
      declaration.name === 'ClassDeclaration' ? lowerClass(lower, declaration) : lowerFunction(lower, declaration);
    return [{ kind: 'export', name: 'default', value, span }];
  }
  return [{ kind: 'export', name: 'default', value: lower.exprOr(firstExpression(node), node), span }];
}

/** `export = value` is CommonJS: the value is the module. */
function exportEquals(lower: Lowering, node: SyntaxNode): Stmt[] {
  const value = lower.exprOr(childrenOf(node).find(isExpression), node);
  return ['module.exports', 'default'].map((name) => ({ kind: 'export', name, value, span: lower.span(node) }));
}

/** `export { a as b }`, and `export { a as b } from 'module'`. */
function exportGroup(lower: Lowering, group: SyntaxNode, module: string | null): Stmt[] {
  return splitAtCommas(childrenOf(group)).flatMap((part): Stmt[] => {
    const names = part.filter(({ name }) => name !== 'as');
    const [first] = names;
    if (!first || part[0]!.name === 'type') return [];
    const local = nameIn(lower, first);
    const name = nameIn(lower, names.at(-1)!);
    const span = lower.spanOf(first, names.at(-1)!);
    if (module === null) return [{ kind: 'export', name, value: lower.name(local, lower.span(first)), span }];
    const hidden = lower.hiddenName();
    return [
      { kind: 'import-from', module, name: local, as: hidden, span },
      { kind: 'export', name, value: lower.name(hidden, span), span },
    ];
  });
}

/** `export * as name from 'module'`; without a name the export is called `*` and stands for all of the module. */
function exportStar(lower: Lowering, node: SyntaxNode, module: string): Stmt[] {
  const named = childNamed(node, 'VariableName');
  const span = lower.span(node);
  const hidden = lower.hiddenName();
  return [
    { kind: 'import', module, as: hidden, span },
    { kind: 'export', name: named ? lower.slice(named) : '*', value: lower.name(hidden, span), span },
  ];
}

/** The names that a declaration makes. */
function declaredNames(statement: Stmt): string[] {
  switch (statement.kind) {
    case 'function-def':
    case 'class-def':
      return [statement.name];
    case 'assign':
      return statement.targets.flatMap(namesOf);
    default:
      return [];
  }
}

type Target = Extract<Stmt, { kind: 'assign' }>['targets'][number];

function namesOf(pattern: Target): string[] {
  switch (pattern.kind) {
    case 'name-pattern':
      return [pattern.name];
    case 'sequence-pattern':
      return pattern.items.flatMap(({ target }) => namesOf(target));
    case 'mapping-pattern':
      return [
        ...pattern.entries.flatMap(({ target }) => namesOf(target)),
        ...(pattern.rest ? namesOf(pattern.rest) : []),
      ];
    default:
      return [];
  }
}
