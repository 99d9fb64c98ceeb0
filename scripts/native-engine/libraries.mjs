/** Gets the TensorFlow C library of this platform from a package registry and unpacks it. */

import fs from 'node:fs';
import path from 'node:path';
import { isThere, NotPossible, run } from './commands.mjs';
import { unpackZip } from './zip.mjs';

/** The Java bindings carry the C library; 1.1.0 holds TensorFlow 2.18.0. */
const MAVEN_VERSION = '1.1.0';
/** The wheel that holds a C library of the same interface. */
const WHEEL_VERSION = '2.16.2';

const MAVEN_PLATFORMS = {
  'linux-x64': 'linux-x86_64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'macosx-arm64',
};
const WHEEL_PLATFORMS = { 'linux-x64': 'x86_64', 'linux-arm64': 'aarch64' };

const LIBRARY = /^(libtensorflow_(cc|framework)(\.so\.2|\.2\.dylib)|libomp.*\.so.*)$/;

/**
 * Where the library can come from on this machine, the best first.
 * @returns {{ name: string, fetch: (cache: string) => string }[]}
 */
export function librarySources() {
  const here = `${process.platform}-${process.arch}`;
  const sources = [];
  const maven = MAVEN_PLATFORMS[here];
  if (maven && isThere('mvn')) {
    sources.push({ name: `maven tensorflow-core-native ${MAVEN_VERSION}`, fetch: (cache) => fetchJar(cache, maven) });
  }
  const wheel = WHEEL_PLATFORMS[here];
  if (wheel && isThere('python3', ['-m', 'pip', '--version'])) {
    sources.push({ name: `pip tensorflow-cpu ${WHEEL_VERSION}`, fetch: (cache) => fetchWheel(cache, wheel) });
  }
  return sources;
}

/** Unpacks the library files of an archive into `folder` and returns their names. */
export async function unpackLibraries(archive, folder) {
  const written = await unpackZip(archive, (member) => {
    const name = path.posix.basename(member);
    return LIBRARY.test(name) ? path.join(folder, name) : null;
  });
  const names = written.map((file) => path.basename(file));
  if (names.length < 2) throw new NotPossible(`${path.basename(archive)} does not hold the TensorFlow C library.`);
  return names;
}

function fetchJar(cache, platform) {
  const name = `tensorflow-core-native-${MAVEN_VERSION}-${platform}.jar`;
  const artifact = `org.tensorflow:tensorflow-core-native:${MAVEN_VERSION}:jar:${platform}`;
  return fetchOnce(
    cache,
    (found) => found === name,
    'Getting the TensorFlow library with Maven',
    'mvn',
    (folder) => [...['-q', '-B', 'dependency:copy'], ...[`-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`]],
  );
}

function fetchWheel(cache, platform) {
  const isWheel = (name) => name.startsWith(`tensorflow_cpu-${WHEEL_VERSION}-`) && name.endsWith('.whl');
  const platforms = ['manylinux_2_17', 'manylinux2014'].flatMap((tag) => ['--platform', `${tag}_${platform}`]);
  const python = ['--implementation', 'cp', '--python-version', '3.11', '--abi', 'cp311'];
  return fetchOnce(cache, isWheel, 'Getting the TensorFlow library with pip', 'python3', (folder) => [
    ...['-m', 'pip', 'download', '-q', '--no-deps', '--only-binary=:all:', ...python, ...platforms],
    ...['-d', folder, `tensorflow-cpu==${WHEEL_VERSION}`],
  ]);
}

/** The archive in `cache`; fetched beside it first, so that one that is there is complete. */
function fetchOnce(cache, isArchive, purpose, command, argumentsFor) {
  const find = (folder) => fs.readdirSync(folder).find(isArchive);
  const known = find(cache);
  if (known !== undefined) return path.join(cache, known);
  const part = fs.mkdtempSync(path.join(cache, 'part-'));
  try {
    run(purpose, command, argumentsFor(part), { cwd: part });
    const name = find(part);
    if (name === undefined) throw new NotPossible(`${command} reported success but left no archive.`);
    fs.renameSync(path.join(part, name), path.join(cache, name));
    return path.join(cache, name);
  } finally {
    fs.rmSync(part, { recursive: true, force: true });
  }
}
