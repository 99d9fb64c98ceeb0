/** For which version of the framework the numbers hold, where that is not the newest. */
import type { Analysis } from '../analyze';
import { frameworkName, newestVersions } from '../layers/definition';

/** `Keras 3.4, as requirements.txt says`; null where the newest version is meant. */
export function targetNote({ target, host }: Analysis): string | null {
  const given = host.versions?.[target.framework];
  const newest = newestVersions[target.framework];
  if (!given || (given.version[0] === newest[0] && given.version[1] === newest[1])) return null;
  const name = frameworkName(target);
  return `${name} ${given.version.join('.')}, as ${given.said} ${given.said.endsWith('s') ? 'say' : 'says'}`;
}
