/** Versions that programs compare to know what they run on: `packaging.version`, `distutils.version`. */
import type { Library } from '../../../eval/library';
import { boolean, list, none, number, type ObjectType, string, type Value } from '../../../eval/value';
import { because, define } from '../define';
import { functionsOf, moduleOf } from '../module';

const CLASS = 'packaging.version.Version';

const versionClass = (name: string) =>
  define(name, ['version'], ([value], call) => {
    if (value?.kind === 'object' && value.class === CLASS) return value;
    const release = value?.kind === 'string' ? releaseOf(value.value) : null;
    return value?.kind === 'string' && release
      ? versionOf(value.value, release)
      : because(call, 'the version is not known');
  });

const packagingVersion = moduleOf(
  'packaging.version',
  functionsOf([versionClass('packaging.version.parse'), versionClass(CLASS)]),
);

const packaging = moduleOf('packaging', { version: packagingVersion });

const distutilsVersion = moduleOf(
  'distutils.version',
  functionsOf([versionClass('distutils.version.LooseVersion'), versionClass('distutils.version.StrictVersion')]),
);

export const versionModules = [
  packaging,
  packagingVersion,
  moduleOf('distutils', { version: distutilsVersion }),
  distutilsVersion,
];

/** The numbers at the front (`2.16.1`); null for a text that has something else there or behind. */
function releaseOf(text: string): readonly number[] | null {
  const found = /^\s*v?(\d+(?:\.\d+)*)\s*$/.exec(text);
  return found ? found[1]!.split('.').map(Number) : null;
}

const versionType: ObjectType = {};

function versionOf(text: string, release: readonly number[]): Value {
  const part = (i: number): Value => number(release[i] ?? 0);
  const numbers: Value = { ...list(release.map((each) => number(each))), type: 'tuple' };
  return {
    kind: 'object',
    class: CLASS,
    type: versionType,
    data: new Map<string, Value>([
      ['major', part(0)],
      ['minor', part(1)],
      ['micro', part(2)],
      ['release', numbers],
      ['version', list(release.map((each) => number(each)))],
      ['base_version', string(text.trim())],
      ['public', string(text.trim())],
      ['local', none],
    ]),
  };
}

/** Comparison of two versions, or of a version and a text as `LooseVersion` allows. */
export const compareVersions: NonNullable<Library['binary']> = (operator, left, right) => {
  if (left.kind !== 'object' && right.kind !== 'object') return null;
  const [a, b] = [left, right].map(numbersOf);
  if (!a || !b) return null;
  const order = compare(a, b);
  switch (operator) {
    case '<':
      return boolean(order < 0);
    case '<=':
      return boolean(order <= 0);
    case '>':
      return boolean(order > 0);
    case '>=':
      return boolean(order >= 0);
    case '==':
      return boolean(order === 0);
    case '!=':
      return boolean(order !== 0);
    default:
      return null;
  }
};

function numbersOf(value: Value): readonly number[] | null {
  if (value.kind === 'string') return releaseOf(value.value);
  const release = value.kind === 'object' && value.class === CLASS ? value.data.get('release') : null;
  if (release?.kind !== 'sequence') return null;
  return release.items.map((item) => (item.kind === 'number' ? item.value : 0));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
