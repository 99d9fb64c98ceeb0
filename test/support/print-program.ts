/** Writes core programs as short text, so that tests can say what a text lowers to. Reads no spans. */
import type {
  Argument,
  CallExpr,
  ComprehensionExpr,
  Expr,
  Parameter,
  Pattern,
  Program,
  Stmt,
} from '../../src/core/lang/program';

export function printProgram(program: Program): string {
  return printBody(program.body, '');
}

function printBody(body: readonly Stmt[], indent: string): string {
  return body.map((stmt) => indent + printStmt(stmt, indent)).join('\n');
}

function block(body: readonly Stmt[], indent: string): string {
  return body.length === 0 ? ' {}' : ` {\n${printBody(body, `${indent}  `)}\n${indent}}`;
}

function printStmt(stmt: Stmt, indent = ''): string {
  const inside = (body: readonly Stmt[]): string => block(body, indent);
  const after = (word: string, body: readonly Stmt[]): string => (body.length === 0 ? '' : ` ${word}${inside(body)}`);
  switch (stmt.kind) {
    case 'expr-stmt':
      return printExpr(stmt.value, indent);
    case 'assign': {
      const declare = stmt.declare === null ? '' : stmt.declare === 'block' ? 'let ' : 'var ';
      return `${declare}${stmt.targets.map(printPattern).join(' = ')} = ${printExpr(stmt.value, indent)}`;
    }
    case 'augmented-assign':
      return `${printPattern(stmt.target)} ${stmt.operator}= ${printExpr(stmt.value, indent)}`;
    case 'if':
      return `if ${printExpr(stmt.test)}${inside(stmt.then)}${after('else', stmt.otherwise)}`;
    case 'while': {
      const update = stmt.update ? ` update ${printExpr(stmt.update)}` : '';
      const word = stmt.testAfter ? 'do while' : 'while';
      return `${word} ${printExpr(stmt.test)}${update}${inside(stmt.body)}${after('else', stmt.otherwise)}`;
    }
    case 'for': {
      const over = stmt.over === 'keys' ? 'in keys of' : 'in';
      return `for ${printPattern(stmt.target)} ${over} ${printExpr(stmt.iterable)}${inside(stmt.body)}${after('else', stmt.otherwise)}`;
    }
    case 'function-def':
    case 'class-def':
      return printExpr(stmt.value, indent);
    case 'return':
      return stmt.value ? `return ${printExpr(stmt.value, indent)}` : 'return';
    case 'break':
    case 'continue':
      return stmt.kind;
    case 'raise':
      return stmt.value ? `raise ${printExpr(stmt.value)}` : 'raise';
    case 'try': {
      const handlers = stmt.handlers.map(({ type, name, body }) => {
        return ` except${type ? ` ${printExpr(type)}` : ''}${name === null ? '' : ` as ${name}`}${inside(body)}`;
      });
      return `try${inside(stmt.body)}${handlers.join('')}${after('else', stmt.otherwise)}${after('finally', stmt.finally)}`;
    }
    case 'with': {
      const items = stmt.items.map(
        ({ value, target }) => printExpr(value) + (target ? ` as ${printPattern(target)}` : ''),
      );
      return `with ${items.join(', ')}${inside(stmt.body)}`;
    }
    case 'import':
      return `import ${stmt.module} as ${stmt.as}`;
    case 'import-from':
      return `from ${stmt.module} import ${stmt.name ?? '*'} as ${stmt.as}`;
    case 'export':
      return `export ${stmt.name} = ${printExpr(stmt.value, indent)}`;
    case 'scope':
      return `${stmt.where} ${stmt.names.join(', ')}`;
    case 'delete':
      return `delete ${stmt.targets.map(printPattern).join(', ')}`;
    case 'assert':
      return `assert ${printExpr(stmt.test)}`;
    case 'block':
      return `block${inside(stmt.body)}`;
    case 'switch': {
      const cases = stmt.cases.map(({ tests, guard, bind, isDefault, body, fallsThrough }) => {
        const head = isDefault ? 'default' : `case ${tests.map((test) => printExpr(test)).join(' | ')}`;
        const bound = bind ? ` as ${printPattern(bind)}` : '';
        const through = fallsThrough ? ' falls through' : '';
        return `${indent}  ${head}${bound}${guard ? ` if ${printExpr(guard)}` : ''}${through}${block(body, `${indent}  `)}`;
      });
      return `switch ${printExpr(stmt.subject)} {\n${cases.join('\n')}\n${indent}}`;
    }
    case 'unreadable-stmt':
      return `<${stmt.reason}>`;
  }
}

function printExpr(expr: Expr, indent = ''): string {
  const of = (inner: Expr): string => printExpr(inner, indent);
  switch (expr.kind) {
    case 'number':
      return expr.float && Number.isInteger(expr.value) ? `${expr.value}.0` : String(expr.value);
    case 'string':
      return JSON.stringify(expr.value);
    case 'boolean':
      return String(expr.value);
    case 'none':
      return 'none';
    case 'name':
      return expr.name;
    case 'library':
      return `<${expr.path}>`;
    case 'sequence': {
      const items = expr.items.map(({ value, spread }) => (spread ? '*' : '') + of(value)).join(', ');
      if (expr.type === 'tuple') return expr.items.length === 1 ? `(${items},)` : `(${items})`;
      return expr.type === 'list' ? `[${items}]` : `{${items}}`;
    }
    case 'mapping':
      return `{${expr.entries.map(({ key, value }) => (key ? `${of(key)}: ${of(value)}` : `**${of(value)}`)).join(', ')}}`;
    case 'attribute':
      return `${of(expr.object)}${expr.optional ? '?.' : '.'}${expr.name}`;
    case 'index':
      return `${of(expr.object)}${expr.optional ? '?.' : ''}[${of(expr.index)}]`;
    case 'slice': {
      const bound = (side: Expr | null): string => (side ? of(side) : '');
      return `${bound(expr.lower)}:${bound(expr.upper)}${expr.step ? `:${of(expr.step)}` : ''}`;
    }
    case 'ellipsis':
      return '...';
    case 'call':
      return printCall(expr, indent);
    case 'unary':
      return /[a-z]/.test(expr.operator)
        ? `(${expr.operator} ${of(expr.operand)})`
        : `(${expr.operator}${of(expr.operand)})`;
    case 'binary':
    case 'logical':
      return `(${of(expr.left)} ${expr.operator} ${of(expr.right)})`;
    case 'conditional':
      return `(${of(expr.test)} ? ${of(expr.then)} : ${of(expr.otherwise)})`;
    case 'function': {
      const head =
        `${printDecorators(expr.decorators)}${expr.generator ? 'generator' : 'function'} ${expr.name ?? ''}`.trimEnd();
      return `${head}(${expr.params.map(printParameter).join(', ')})${block(expr.body, indent)}`;
    }
    case 'class': {
      const inherited = [...expr.bases.map(of), ...expr.keywords.map((keyword) => printArgument(keyword, indent))].join(
        ', ',
      );
      return `${printDecorators(expr.decorators)}class ${expr.name ?? ''}(${inherited})${block(expr.body, indent)}`;
    }
    case 'comprehension':
      return printComprehension(expr, indent);
    case 'template':
      return `\`${expr.parts.map((part) => (typeof part === 'string' ? part : `\${${of(part.value)}${part.format ? `:${part.format}` : ''}}`)).join('')}\``;
    case 'assign-expr':
      return `(${printPattern(expr.target)} := ${of(expr.value)}${expr.givesOld ? ', giving the old value' : ''})`;
    case 'await':
      return `await ${of(expr.value)}`;
    case 'yield':
      return `(yield${expr.from ? ' from' : ''}${expr.value ? ` ${of(expr.value)}` : ''})`;
    case 'unreadable':
      return `<${expr.reason}>`;
  }
}

function printPattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'name-pattern':
      return pattern.name;
    case 'attribute-pattern':
      return `${printExpr(pattern.object)}.${pattern.name}`;
    case 'index-pattern':
      return `${printExpr(pattern.object)}[${printExpr(pattern.index)}]`;
    case 'sequence-pattern': {
      const items = pattern.items.map(({ target, rest, default: fallback }) => {
        return (rest ? '*' : '') + printPattern(target) + (fallback ? ` = ${printExpr(fallback)}` : '');
      });
      return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
    }
    case 'mapping-pattern': {
      const entries = pattern.entries.map(({ key, target, default: fallback }) => {
        return `${printExpr(key)}: ${printPattern(target)}${fallback ? ` = ${printExpr(fallback)}` : ''}`;
      });
      return `{${[...entries, ...(pattern.rest ? [`**${printPattern(pattern.rest)}`] : [])].join(', ')}}`;
    }
    case 'ignored-pattern':
      return '_';
  }
}

function printCall(expr: CallExpr, indent: string): string {
  const args = expr.args.map((arg) => printArgument(arg, indent)).join(', ');
  return `${printExpr(expr.callee, indent)}${expr.optional ? '?.' : ''}(${args})`;
}

function printArgument(arg: Argument, indent: string): string {
  const value = printExpr(arg.value, indent);
  if (arg.spread !== null) return (arg.spread === 'positions' ? '*' : '**') + value;
  return arg.name === null ? value : `${arg.name}=${value}`;
}

function printParameter(param: Parameter): string {
  const star = param.rest === null ? '' : param.rest === 'positions' ? '*' : '**';
  const named = param.namedOnly ? 'named ' : '';
  return named + star + printPattern(param.target) + (param.default ? `=${printExpr(param.default)}` : '');
}

function printComprehension(expr: ComprehensionExpr, indent: string): string {
  const element = (expr.key ? `${printExpr(expr.key)}: ` : '') + printExpr(expr.element, indent);
  const clauses = expr.clauses.map(({ target, iterable, conditions }) => {
    const tests = conditions.map((condition) => ` if ${printExpr(condition)}`).join('');
    return ` for ${printPattern(target)} in ${printExpr(iterable)}${tests}`;
  });
  return `${expr.type}(${element}${clauses.join('')})`;
}

function printDecorators(decorators: readonly Expr[]): string {
  return decorators.map((decorator) => `@${printExpr(decorator)} `).join('');
}
