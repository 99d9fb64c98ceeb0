/** From the arguments of a call to the args of a layer: positions and names matched, values read, faults located. */
import { originsOf, toPlain } from '../eval/plain';
import type { CallArgument, CallArguments, CallSite } from '../eval/value';
import { readArgs } from '../layers/bind';
import { commonArgRefusal, commonArgsRefusal, takesCommonArg } from '../layers/common-args';
import type { LayerDefinition, Target } from '../layers/definition';
import { toCamelCase, toSnakeCase } from '../layers/names';
import { type Plain, PlainUnknown } from '../layers/plain';
import { signatureOf } from '../layers/signature';
import type { LayerArg, LocatedRefusal } from './graph';

export interface LayerArgs {
  /** Read values by camel-case name; null if what decides the shape is not known. */
  readonly values: Readonly<Record<string, unknown>> | null;
  readonly args: ReadonlyMap<string, LayerArg>;
  /** Args that every layer takes (`name`, `input_shape`, …), as plain values by camel-case name. */
  readonly common: ReadonlyMap<string, { readonly plain: Plain; readonly given: CallArgument }>;
  readonly refusals: readonly LocatedRefusal[];
  /** Why something about the args is not known; null if all is. */
  readonly unknown: string | null;
}

export function layerArgs(definition: LayerDefinition, call: CallArguments, site: CallSite, target: Target): LayerArgs {
  const refusals: LocatedRefusal[] = [];
  const common = new Map<string, { plain: Plain; given: CallArgument }>();
  const given = new Map<string, CallArgument>();
  const older = new Set<string>();
  const refuse = (rule: string, arg: string | null, message: string, at: CallArgument | null): void => {
    refusals.push({ rule, arg, message, span: at?.span ?? calleeSpan(site), source: at?.source ?? null });
  };

  const { specs, byPosition, byName } = signatureOf(definition, target);
  for (const [i, argument] of call.positions.entries()) {
    const name = byPosition[i];
    const shared = definition.commonByPosition?.[i - byPosition.length];
    if (name !== undefined) given.set(name, argument);
    else if (shared !== undefined) common.set(shared, { plain: toPlain(argument.value), given: argument });
    else
      refuse(
        'unknown-argument',
        null,
        `${definition.name} takes ${byPosition.length} positional arguments, but ${call.positions.length} are given`,
        argument,
      );
  }
  for (const [written, argument] of call.names) {
    const camel = toCamelCase(written);
    const name = byName.get(camel) ?? byName.get(written);
    if (name !== undefined) {
      // The layer takes an older name of the arg as well, and it counts before the newer one.
      const isOlder = camel !== name && written !== name;
      const twice = given.has(name) && !isOlder && !older.has(name) && !definition.takesAnyArg;
      if (twice) refuse('invalid-argument', name, `${definition.name} gets ${written} twice`, argument);
      if (!given.has(name) || isOlder || twice) given.set(name, argument);
      if (isOlder) older.add(name);
    } else if (takesCommonArg(definition, camel, target.framework)) {
      const plain = toPlain(argument.value);
      const wrong = commonArgRefusal(camel, plain, target);
      if (wrong !== null) refuse('invalid-argument', camel, `${definition.name}: ${written} ${wrong}`, argument);
      common.set(camel, { plain, given: argument });
    } else if (target.framework === 'keras' && !definition.takesAnyArg) {
      const near = nearest(
        written,
        specs.map(([spec]) => toSnakeCase(spec)),
      );
      refuse(
        'unknown-argument',
        camel,
        `${definition.name} has no argument ${written}${near ? `; did you mean ${near}?` : ''}`,
        argument,
      );
    }
  }

  const together = commonArgsRefusal(new Map([...common].map(([name, { plain }]) => [name, plain])), target);
  if (together)
    refuse('invalid-argument', 'inputDim', `${definition.name}: ${together}`, common.get('inputDim')?.given ?? null);

  const plain = new Map([...given].map(([name, argument]) => [name, toPlain(argument.value)]));
  // Arguments of a spread that could not be followed may give any arg that is not written out.
  if (call.open) for (const [name] of specs) if (!plain.has(name)) plain.set(name, new PlainUnknown(call.open.reason));
  const read = readArgs(definition, plain, target);
  for (const { arg, message, missing } of read.refused) {
    refuse(
      missing ? 'missing-argument' : 'invalid-argument',
      arg,
      `${definition.name}: ${message}`,
      given.get(arg) ?? null,
    );
  }
  const args = new Map<string, LayerArg>();
  for (const [name] of specs) args.set(name, located(name, read.readable[name], given.get(name), plain.get(name)));
  return { values: read.values, args, common, refusals, unknown: read.unknown?.reason ?? firstUnknown(plain.values()) };
}

/** The reason of the first value that is not known, within lists too. */
function firstUnknown(values: Iterable<Plain>): string | null {
  for (const value of values) {
    if (value instanceof PlainUnknown) return value.reason;
    const inner = Array.isArray(value) ? firstUnknown(value as readonly Plain[]) : null;
    if (inner) return inner;
  }
  return null;
}

export function located(
  name: string,
  value: unknown,
  given: CallArgument | undefined,
  plain: Plain | undefined = given && toPlain(given.value),
): LayerArg {
  return {
    name,
    value,
    plain: given && plain,
    source: given?.source ?? null,
    span: given ? (given.source?.value.span ?? given.span) : null,
    origins: given ? originsOf(given.value) : [],
  };
}

/** Where a fault of the whole call is shown: the name that is called. */
function calleeSpan(site: CallSite) {
  return site.expr?.callee.span ?? site.span;
}

/** The candidate that a misspelt name most likely means; null if none is near. */
export function nearest(written: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(2, Math.floor(written.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(written.toLowerCase(), candidate.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Insertions, deletions and replacements between two words; at least `limit` if there are that many. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
