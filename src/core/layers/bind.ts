/** From what a program gives to the values a layer works with: defaults filled in, faults and gaps named. */
import type { ArgSpec } from './args';
import { isBefore, type LayerDefinition, type Target } from './definition';
import { toSnakeCase } from './names';
import type { Plain } from './plain';

export interface RefusedArg {
  /** Camel case. */
  readonly arg: string;
  /** Completes "Conv2D: …". */
  readonly message: string;
  /** The arg was not given, though it has no default. */
  readonly missing: boolean;
}

export interface ReadArgs {
  /** Read values by camel-case name; null if an arg is refused or one that decides the shape is not known. */
  readonly values: Readonly<Record<string, unknown>> | null;
  /** The values of those args that could be read, also beside others that are refused or not known. */
  readonly readable: Readonly<Record<string, unknown>>;
  readonly refused: readonly RefusedArg[];
  readonly unknown: { readonly arg: string; readonly reason: string } | null;
}

/** The args that the layer has in a framework, in the order of their positions. */
export function argSpecs(definition: LayerDefinition, target: Target): [name: string, spec: ArgSpec<unknown>][] {
  return Object.entries(definition.args).filter(([, spec]) => has(spec, target));
}

/** Reads args by camel-case name. Names that the layer does not have are not looked at. */
export function readArgs(definition: LayerDefinition, given: ReadonlyMap<string, Plain>, target: Target): ReadArgs {
  const values: Record<string, unknown> = {};
  const refused: RefusedArg[] = [];
  let unknown: ReadArgs['unknown'] = null;
  for (const [arg, spec] of Object.entries(definition.args)) {
    const plain = has(spec, target) ? plainOf(given.get(arg), spec, target) : (spec.default ?? null);
    if (plain === undefined) {
      refused.push({ arg, message: `${writtenName(arg, target)} must be given`, missing: true });
      continue;
    }
    const reading = spec.read(plain, target);
    switch (reading.kind) {
      case 'value':
        values[arg] = reading.value;
        break;
      case 'refused':
        refused.push({ arg, message: `${writtenName(arg, target)} ${reading.message}`, missing: false });
        break;
      case 'unknown':
        if (spec.whenUnknown) values[arg] = spec.whenUnknown();
        else unknown ??= { arg, reason: reading.reason };
        break;
    }
  }
  return { values: refused.length > 0 || unknown ? null : values, readable: values, refused, unknown };
}

/** The name of an arg as programs of the framework write it. */
function writtenName(arg: string, { framework }: Target): string {
  return framework === 'keras' ? toSnakeCase(arg) : arg;
}

/** What is given, or the default; undefined if neither is there. TensorFlow.js takes null for not given. */
function plainOf(given: Plain | undefined, spec: ArgSpec<unknown>, target: Target): Plain | undefined {
  if (given !== undefined && (given !== null || spec.nullCounts || target.framework === 'keras')) return given;
  return target.framework === 'tfjs' && 'defaultInTfjs' in spec ? spec.defaultInTfjs : spec.default;
}

function has(spec: ArgSpec<unknown>, target: Target): boolean {
  const inFramework = spec.frameworks?.includes(target.framework) ?? true;
  return inFramework && !(spec.since && isBefore(target, spec.since));
}
