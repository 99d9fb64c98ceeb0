/** What package.json and package-lock.json keep. */

interface Setting {
  readonly type?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

interface SettingsGroup {
  readonly properties?: Readonly<Record<string, Setting>>;
}

interface Command {
  readonly command: string;
  readonly title?: string;
  readonly category?: string;
}

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly contributes?: {
    readonly configuration?: SettingsGroup | readonly SettingsGroup[];
    readonly commands?: readonly Command[];
  };
}

/** Every setting says what it does, its type, its default and the meaning of each of its choices. */
export function checkSettings({ contributes }: Manifest): string[] {
  const groups = [contributes?.configuration ?? []].flat() as readonly SettingsGroup[];
  return groups
    .flatMap(({ properties }) => Object.entries(properties ?? {}))
    .flatMap(([name, setting]) => {
      const faults: string[] = [];
      if (!name.startsWith('convlint.')) faults.push(`${name} does not start with convlint.`);
      if (!(setting.description ?? setting.markdownDescription)) faults.push(`${name} has no description`);
      if (setting.type === undefined && setting.enum === undefined) faults.push(`${name} has no type`);
      if (setting.default === undefined) faults.push(`${name} has no default`);
      const meanings = setting.enumDescriptions ?? setting.markdownEnumDescriptions ?? [];
      if (meanings.length !== (setting.enum?.length ?? 0)) faults.push(`${name} does not explain each of its choices`);
      return faults;
    });
}

/** Every command has a title, under the one category. */
export function checkCommands({ contributes }: Manifest): string[] {
  return (contributes?.commands ?? []).flatMap(({ command, title, category }) => {
    if (!title) return [`${command} has no title`];
    return category === 'ConvLint' ? [] : [`${command} is not in the category ConvLint`];
  });
}

/** Dependencies are exact versions, so that two installations are the same. */
export function checkVersions({ dependencies, devDependencies }: Manifest): string[] {
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} has the version ${version}, which is not exact`);
}

/** The lock file names hashes and no hosts, so that every registry or mirror will do. */
export function checkLock(text: string): string[] {
  const lock = JSON.parse(text) as {
    packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
  };
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    if (entry.resolved !== undefined && !entry.link) return [`${path} names the host it came from`];
    return path === '' || entry.link || entry.integrity !== undefined ? [] : [`${path} has no hash`];
  });
}
