/** Versions that a person gives, in the settings or on the command line, as `3.4` or `3.4.1`. */
import type { HostVersions } from '../../core';
import type { Version } from './python-versions';

interface Texts {
  readonly keras?: string | undefined;
  readonly tfjs?: string | undefined;
}

export function versionsOfSettings({ keras, tfjs }: Texts): HostVersions {
  return versionsFrom({ keras, tfjs }, { keras: 'the settings', tfjs: 'the settings' });
}

/** What is empty or no version is left to the files of the project. */
export function versionsFrom(
  { keras, tfjs }: Texts,
  said: { readonly keras: string; readonly tfjs: string },
): HostVersions {
  const [ofKeras, ofTfjs] = [parseVersion(keras ?? ''), parseVersion(tfjs ?? '')];
  return {
    ...(ofKeras ? { keras: { version: ofKeras, said: said.keras } } : {}),
    ...(ofTfjs ? { tfjs: { version: ofTfjs, said: said.tfjs } } : {}),
  };
}

/** Null for what is no version. */
export function parseVersion(text: string): Version | null {
  const parts = /^(\d+)\.(\d+)(?:\.\d+)?$/.exec(text.trim());
  return parts ? [Number(parts[1]), Number(parts[2])] : null;
}
