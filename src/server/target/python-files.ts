/** The files in which a Python project says what it needs: requirements, `pyproject.toml`, `Pipfile` and lock files. */
import { dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { parseRequirement, type Requirement } from './python-versions';

type ReadFile = (path: string) => string | null;

/** The names of the files, in the order in which they count; a lock file says what is installed. */
export const pythonFiles: readonly string[] = [
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'requirements.txt',
  'pyproject.toml',
  'Pipfile',
];

/** The requirements in one of these files; none where the text cannot be read. */
export function requirementsIn(path: string, text: string, readFile: ReadFile): readonly Requirement[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  try {
    switch (name) {
      case 'requirements.txt':
        return requirementLines(path, text, readFile, new Set()).flatMap((line) => parseRequirement(line) ?? []);
      case 'Pipfile.lock':
        return pipfileLock(JSON.parse(text));
      case 'Pipfile':
        return poetryTable(tableAt(parse(text), 'packages'));
      case 'pyproject.toml':
        return pyproject(parse(text));
      default:
        return lockedPackages(parse(text));
    }
  } catch {
    // Half-typed TOML or JSON.
    return [];
  }
}

/** Lines without comments and options; `-r other.txt` is followed. */
function requirementLines(path: string, text: string, readFile: ReadFile, seen: Set<string>): readonly string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  return lines.flatMap((line) => {
    const plain = line.replace(/(^|\s)#.*/, '').trim();
    const other = /^(?:-r|--requirement|-c|--constraint)[\s=]+(\S+)/.exec(plain)?.[1];
    if (!other) return plain && !plain.startsWith('-') ? [plain] : [];
    const place = join(dirname(path), other).replaceAll('\\', '/');
    const content = readFile(place);
    return content === null ? [] : requirementLines(place, content, readFile, seen);
  });
}

function pyproject(toml: unknown): readonly Requirement[] {
  const project = tableAt(toml, 'project');
  const groups = [tableAt(project, 'optional-dependencies'), tableAt(toml, 'dependency-groups')];
  const listed = [project.dependencies, ...groups.flatMap((group) => Object.values(group))];
  const poetry = tableAt(tableAt(toml, 'tool'), 'poetry');
  const poetryGroups = Object.values(tableAt(poetry, 'group')).map((group) => tableAt(group, 'dependencies'));
  return [
    ...listed
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .flatMap((entry) => (typeof entry === 'string' ? (parseRequirement(entry) ?? []) : [])),
    ...[tableAt(poetry, 'dependencies'), ...poetryGroups].flatMap(poetryTable),
  ];
}

/** `keras = "^3.4"`, `keras = {version = "3.4.*"}`. */
function poetryTable(table: Readonly<Record<string, unknown>>): readonly Requirement[] {
  return Object.entries(table).flatMap(([name, value]) => {
    const version = typeof value === 'string' ? value : tableOf(value).version;
    if (typeof version !== 'string') return [];
    return parseRequirement(`${name}${version === '*' ? '' : version.split(',').map(asSpecifier).join(',')}`) ?? [];
  });
}

/** The signs of Poetry: `^3.4` stays below the next major version, `~3.4` below the next minor one, a bare version is exact. */
function asSpecifier(text: string): string {
  const parts = /^\s*([\^~])?(?!=)\s*(\d+)(?:\.(\d+))?(.*)$/.exec(text);
  if (!parts) return text;
  const [, sign, major, minor, rest] = parts;
  const release = `${major}${minor === undefined ? '' : `.${minor}`}${rest}`;
  if (sign === '^') return `>=${release},<${Number(major) + 1}`;
  if (sign === '~') return `>=${release},<${minor === undefined ? Number(major) + 1 : `${major}.${Number(minor) + 1}`}`;
  return `==${release}`;
}

/** `[[package]]` of uv, Poetry and PDM. */
function lockedPackages(toml: unknown): readonly Requirement[] {
  const packages = tableOf(toml).package;
  return (Array.isArray(packages) ? packages : []).flatMap((each) => {
    const { name, version } = tableOf(each);
    return parseRequirement(`${String(name)}==${String(version)}`) ?? [];
  });
}

function pipfileLock(json: unknown): readonly Requirement[] {
  return ['default', 'develop'].flatMap((section) =>
    Object.entries(tableAt(json, section)).flatMap(([name, entry]) => {
      const { version } = tableOf(entry);
      return typeof version === 'string' ? (parseRequirement(`${name}${version}`) ?? []) : [];
    }),
  );
}

function tableAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  return tableOf(tableOf(value)[key]);
}

function tableOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
