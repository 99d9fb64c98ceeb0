/**
 * The VS Code that the tests run in: the server half of code-server 4.100.3 (VS Code 1.100.3), from npm, pinned by hash.
 * It needs no compiler: the few native parts come as prebuilt npm packages or are replaced. Node built-ins only.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from './command.mjs';

/** @typedef {{ name: string, version: string, integrity: string }} PinnedPackage */

/** @type {PinnedPackage} */
const CODE_SERVER = {
  name: 'code-server',
  version: '4.100.3',
  integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
};

/**
 * Prebuilt binaries, unpacked into packages whose own install scripts would download or compile them: ripgrep serves
 * quick open and file search, node-pty the terminal. Where there is none for the platform, those two do not work.
 * @type {Record<string, (PinnedPackage & { member: string, folder: string })[]>}
 */
const PREBUILT = {
  'linux-x64': [
    {
      name: '@vscode/ripgrep-linux-x64',
      version: '1.18.0',
      integrity: 'sha512-mQ3bVrUpnD2vs7QT0vX90Lt0cnUq467uFtEktIdsJJmW296RoSULRGqWgzG1AKxyBpNDD6l4ZO4qKf6SgyC23Q==',
      member: 'package/bin/rg',
      folder: '@vscode/ripgrep/bin',
    },
    {
      name: '@lydell/node-pty-linux-x64',
      version: '1.1.0',
      integrity: 'sha512-NcNqRTD14QT+vXcEuqSSvmWY+0+WUBn2uRE8EN0zKtDpIEr9d+YiFj16Uqds6QfcLCHfZmC+Ls7YzwTaqDnanA==',
      member: 'package/pty.node',
      folder: 'node-pty/build/Release',
    },
  ],
};

/** Goes up when the steps below change, so that older installations are made anew. */
const RECIPE = '1';

/**
 * Folder of VS Code's server (the one with `out/server-main.js`), installed first if need be.
 * @param {string} root The project's folder. @param {(message: string) => void} log
 */
export function ensureCodeServer(root, log) {
  const home = join(root, '.vscode-test', `code-server-${CODE_SERVER.version}`);
  const key = JSON.stringify([CODE_SERVER.version, RECIPE, process.platform, process.arch]);
  const marker = join(home, '.ready');
  const ready = () => existsSync(marker) && readFileSync(marker, 'utf8') === key;
  if (!ready()) {
    log(`Installing VS Code for the tests (code-server ${CODE_SERVER.version} from npm, 173 MB) ...`);
    const draft = `${home}.${process.pid}.tmp`;
    try {
      install(draft);
      writeFileSync(join(draft, '.ready'), key);
      if (!ready()) {
        rmSync(home, { recursive: true, force: true });
        renameSync(draft, home);
      }
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return join(home, 'lib', 'vscode');
}

/** @param {string} folder */
function install(folder) {
  const downloads = join(folder, 'download');
  const archive = fetchPackage(CODE_SERVER, downloads);
  run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1', '--exclude=*.map', 'package/lib/vscode']);

  const vscode = join(folder, 'lib', 'vscode');
  const modules = join(vscode, 'node_modules');
  // Both folders bring an npm-shrinkwrap.json with hashes; it lacks one peer (tslib), hence --legacy-peer-deps.
  for (const cwd of [vscode, join(vscode, 'extensions')]) {
    run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'], { cwd });
  }
  for (const prebuilt of PREBUILT[`${process.platform}-${process.arch}`] ?? []) {
    const target = join(modules, prebuilt.folder);
    mkdirSync(target, { recursive: true });
    const depth = prebuilt.member.split('/').length - 1;
    const from = fetchPackage(prebuilt, downloads);
    run('tar', ['-xzf', from, '-C', target, `--strip-components=${depth}`, prebuilt.member]);
  }
  writeFileSync(join(modules, '@vscode', 'spdlog', 'index.js'), LOGGER);
  writeFileSync(join(modules, 'native-watchdog', 'index.js'), 'exports.start = () => {};\n');
  symlinkSync('node_modules', join(vscode, 'node_modules.asar'), 'junction');
  rmSync(downloads, { recursive: true, force: true });
}

/** Fetches a package's archive with npm, compares it with the pinned hash and returns its path. @param {PinnedPackage} pinned @param {string} folder */
function fetchPackage({ name, version, integrity }, folder) {
  mkdirSync(folder, { recursive: true });
  const report = run('npm', ['pack', `${name}@${version}`, '--json', '--silent', '--pack-destination', folder], {
    cwd: folder,
  });
  const [packed] = JSON.parse(report);
  const file = join(folder, basename(packed.filename.replace(/^@(.*)\//, '$1-')));
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (found !== integrity) throw new Error(`${name}@${version} has the hash ${found}, expected ${integrity}.`);
  return file;
}

/** Stand-in for the native logger: writes the same files without a compiled part. */
const LOGGER = `const fs = require('fs'), path = require('path');
const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
class Logger {
  constructor(file) { this.file = file; this.level = 2; this.raw = false; fs.mkdirSync(path.dirname(file), { recursive: true }); }
  write(level, text) {
    if (level < this.level) return;
    const line = this.raw ? text : new Date().toISOString().replace('T', ' ').slice(0, 23) + ' [' + names[level] + '] ' + text + '\\n';
    try { fs.appendFileSync(this.file, line); } catch {}
  }
  trace(m) { this.write(0, m); } debug(m) { this.write(1, m); } info(m) { this.write(2, m); }
  warn(m) { this.write(3, m); } error(m) { this.write(4, m); } critical(m) { this.write(5, m); }
  getLevel() { return this.level; } setLevel(level) { this.level = level; } setPattern() {} clearFormatters() { this.raw = true; } flush() {} drop() {}
}
exports.setLevel = exports.setFlushOn = exports.shutdown = () => {};
exports.version = 0;
exports.Logger = Logger;
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => new Logger(file);
`;
