/** Which Keras the requirements of a Python project lead to: names and specifiers as `pip` reads them (PEP 508, PEP 440). */

export type Version = readonly [major: number, minor: number];

/** `keras>=3.3,<3.6` in its parts; null where no version is to be had from it (a URL, a path, an option). */
export interface Requirement {
  readonly name: string;
  readonly specifiers: readonly Specifier[];
}

interface Specifier {
  readonly operator: '==' | '!=' | '<=' | '>=' | '<' | '>' | '~=';
  /** Release numbers; `3.4.*` has two of them. */
  readonly release: readonly number[];
  readonly wildcard: boolean;
}

/** The last TensorFlow that comes with Keras 2: TensorFlow 2.x takes Keras 2.x up to here, any Keras 3 after it. */
const LAST_WITH_KERAS2 = 15;
/** More patches than any release has had. */
const PATCHES = 12;

const tensorflowNames = /^tensorflow(-(cpu|gpu|macos|intel|rocm|cpu-aws))?$/;

export function parseRequirement(text: string): Requirement | null {
  const parts = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;#()]*)\)?/.exec(text);
  if (!parts || parts[2]!.includes('@') || parts[2]!.includes('/')) return null;
  const specifiers = parts[2]!
    .replace(/\s--.*/, '')
    .split(',')
    .map((part) => part.replace(/\s/g, ''))
    .filter(Boolean);
  const read = specifiers.map(parseSpecifier);
  return read.every((each) => each !== null)
    ? { name: parts[1]!.toLowerCase().replace(/[-_.]+/g, '-'), specifiers: read as Specifier[] }
    : null;
}

function parseSpecifier(text: string): Specifier | null {
  const parts = /^(===?|!=|<=|>=|<|>|~=)\s*v?(\d+(?:\.\d+)*)(\.\*)?/.exec(text);
  if (!parts) return null;
  const operator = parts[1] === '===' ? '==' : (parts[1] as Specifier['operator']);
  return { operator, release: parts[2]!.split('.').map(Number), wildcard: parts[3] !== undefined };
}

/**
 * The Keras that is installed for the requirements: the newest that all of them allow. `newest` where they leave it open,
 * null where they name neither Keras nor TensorFlow or contradict each other.
 */
export function kerasFor(requirements: readonly Requirement[], newest: Version): Version | 'newest' | null {
  const specifiersOf = (isName: (name: string) => boolean): readonly Specifier[] | null => {
    const found = requirements.filter(({ name }) => isName(name));
    return found.length ? found.flatMap(({ specifiers }) => specifiers) : null;
  };
  const keras = specifiersOf((name) => name === 'keras');
  const tensorflow = specifiersOf((name) => tensorflowNames.test(name));
  if (!keras && !tensorflow) return null;
  const own = keras ? newestAllowed(kerasVersions(newest), keras) : null;
  if (keras && !own) return null;
  // Keras 3 stands beside an old TensorFlow only where it is asked for by name.
  const isAsked = keras?.some(({ operator, release }) => release[0] === 3 && /^(==|>=|~=)$/.test(operator)) ?? false;
  if (tensorflow && !isAsked) {
    const found = newestAllowed(tensorflowVersions, tensorflow);
    if (!found) return own ? atMost(own, newest) : null;
    if (found[1] <= LAST_WITH_KERAS2) return found;
  }
  return own ? atMost(own, newest) : 'newest';
}

/** The newest first. From 2.4 on they count along with those of TensorFlow, up to 2.15. */
function kerasVersions([major, minor]: Version): readonly Version[] {
  return [
    ...downFrom(minor).map((each): Version => [major, each]),
    ...downFrom(LAST_WITH_KERAS2).map((each): Version => [2, each]),
  ];
}

const tensorflowVersions: readonly Version[] = downFrom(40).map((minor): Version => [2, minor]);

function atMost(version: Version, newest: Version): Version | 'newest' {
  const isOlder = version[0] < newest[0] || (version[0] === newest[0] && version[1] < newest[1]);
  return isOlder ? version : 'newest';
}

function newestAllowed(versions: readonly Version[], specifiers: readonly Specifier[]): Version | null {
  return (
    versions.find(([major, minor]) =>
      downFrom(PATCHES).some((patch) => specifiers.every((specifier) => allows(specifier, [major, minor, patch]))),
    ) ?? null
  );
}

function allows({ operator, release, wildcard }: Specifier, version: readonly number[]): boolean {
  const order = compare(version, release);
  const isWithin = release.every((part, i) => part === (version[i] ?? 0));
  switch (operator) {
    case '==':
      return wildcard ? isWithin : order === 0;
    case '!=':
      return !(wildcard ? isWithin : order === 0);
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '~=':
      return order >= 0 && release.slice(0, -1).every((part, i) => part === version[i]);
  }
}

function compare(version: readonly number[], release: readonly number[]): number {
  for (let i = 0; i < Math.max(version.length, release.length); i++) {
    const difference = (version[i] ?? 0) - (release[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function downFrom(greatest: number): readonly number[] {
  return Array.from({ length: greatest + 1 }, (_, i) => greatest - i);
}
