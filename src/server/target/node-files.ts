/** Which TensorFlow.js a Node project has: `package-lock.json` says it exactly, `package.json` as a range. */
import { maxSatisfying, parse } from 'semver';
import type { Version } from './python-versions';

/** The names of the files, in the order in which they count. */
export const nodeFiles: readonly string[] = ['package-lock.json', 'npm-shrinkwrap.json', 'package.json'];

const packages = [
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-node',
  '@tensorflow/tfjs-node-gpu',
] as const;

/** More minor versions and patches than any major version has had. */
const releases: readonly string[] = [1, 2, 3, 4].flatMap((major) =>
  Array.from({ length: 23 }, (_, minor) =>
    Array.from({ length: 6 }, (_, patch) => `${major}.${minor}.${patch}`),
  ).flat(),
);

/** `newest` where a range leaves it open, null where the file does not name TensorFlow.js or cannot be read. */
export function tfjsIn(name: string, text: string, newest: Version): Version | 'newest' | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const found = name === 'package.json' ? declared(json) : locked(json);
  if (!found) return null;
  const version = parse(found);
  if (!version) return null;
  const { major, minor } = version;
  return major > newest[0] || (major === newest[0] && minor >= newest[1]) ? 'newest' : [major, minor];
}

function locked(json: unknown): string | null {
  for (const name of packages) {
    const version =
      entry(entry(entry(json, 'packages'), `node_modules/${name}`), 'version') ??
      entry(entry(entry(json, 'dependencies'), name), 'version');
    if (typeof version === 'string') return version;
  }
  return null;
}

/** The newest release that the range allows, which is what an installation takes. */
function declared(json: unknown): string | null {
  for (const section of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
    for (const name of packages) {
      const range = entry(entry(json, section), name);
      if (typeof range === 'string') return maxSatisfying([...releases], range);
    }
  }
  return null;
}

function entry(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
