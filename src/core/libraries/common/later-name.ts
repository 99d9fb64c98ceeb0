/** What is said of a name that a later version of the framework has than the one that the program is for. */
import { frameworkName, type Target } from '../../layers/definition';

export function laterName(
  module: string,
  name: string,
  first: readonly [major: number, minor: number],
  target: Target,
): string {
  const framework = frameworkName(target);
  return `${module} has '${name}' since ${framework} ${first.join('.')}, but the program is for ${framework} ${target.version.join('.')}`;
}
