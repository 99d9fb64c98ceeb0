/** How args of a layer are found by position and by name, worked out once for each layer and target. */
import type { ArgSpec } from './args';
import { argSpecs } from './bind';
import type { LayerDefinition, Target } from './definition';

export interface Signature {
  readonly specs: readonly (readonly [name: string, spec: ArgSpec<unknown>])[];
  /** Names of the args in the order of positions. */
  readonly byPosition: readonly string[];
  /** Names of the args by their own name and their other names. */
  readonly byName: ReadonlyMap<string, string>;
}

const signatures = new WeakMap<LayerDefinition, Map<string, Signature>>();
/** The signature that was asked for last: within one analysis the target is one object. */
const last = new WeakMap<LayerDefinition, { readonly target: Target; readonly signature: Signature }>();

export function signatureOf(definition: LayerDefinition, target: Target): Signature {
  const before = last.get(definition);
  if (before?.target === target) return before.signature;
  const signature = signatureByVersion(definition, target);
  last.set(definition, { target, signature });
  return signature;
}

function signatureByVersion(definition: LayerDefinition, target: Target): Signature {
  const key = `${target.framework} ${target.version.join('.')}`;
  let byTarget = signatures.get(definition);
  if (!byTarget) {
    byTarget = new Map();
    signatures.set(definition, byTarget);
  }
  let signature = byTarget.get(key);
  if (!signature) {
    signature = makeSignature(definition, target);
    byTarget.set(key, signature);
  }
  return signature;
}

function makeSignature(definition: LayerDefinition, target: Target): Signature {
  const specs = argSpecs(definition, target);
  return {
    specs,
    byPosition: specs.filter(([, spec]) => !spec.namedOnly).map(([name]) => name),
    byName: new Map(
      specs.flatMap(([name, spec]) => [name, ...(spec.aliases ?? [])].map((alias) => [alias, name] as const)),
    ),
  };
}
