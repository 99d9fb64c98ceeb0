/** Core edits that the fixes of several rules make. */
import type { Application, Layer, Tensor } from '../graph/graph';
import type { ApplicationSite, EditValue, ProgramEdit } from '../lang/edit';
import { argSpecs } from '../layers/bind';
import type { Target } from '../layers/definition';
import { toSnakeCase } from '../layers/names';
import type { Shape } from '../shape/dim';
import type { FixCandidate } from './rule';

export const numberValue = (value: number): EditValue => ({ kind: 'number', value });
export const stringValue = (value: string): EditValue => ({ kind: 'string', value });
export const sequenceValue = (items: readonly EditValue[]): EditValue => ({ kind: 'sequence', items });

/** A shape or another list of sizes; null if a size is not a number or None. */
export function shapeValue(shape: Shape): EditValue | null {
  const items = shape.map((dim): EditValue | null =>
    dim === null ? { kind: 'none' } : typeof dim === 'number' ? numberValue(dim) : null,
  );
  return items.includes(null) ? null : sequenceValue(items as EditValue[]);
}

/** Gives an arg (camel case) of a layer another value; null if the layer has no such arg or it stands where no edit reaches. */
export function setArg(layer: Layer, name: string, value: EditValue, target: Target): ProgramEdit | null {
  const arg = layer.args.get(name);
  const known = layer.definition && argSpecs(layer.definition, target).some(([spec]) => spec === name);
  if (!arg || !known) return null;
  if (arg.source) return { kind: 'replace-value', target: arg.source.value, value };
  return layer.call && arg.span === null
    ? { kind: 'add-argument', call: layer.call, name: toSnakeCase(name), value }
    : null;
}

/** A fix of one or more edits; none if an edit cannot be made. */
export function fixOf(
  title: string,
  edits: readonly (ProgramEdit | null)[],
  options: Pick<FixCandidate, 'preferred' | 'group'> = {},
): FixCandidate[] {
  const all = edits.filter((edit) => edit !== null);
  return all.length > 0 && all.length === edits.length ? [{ title, edits: all, ...options }] : [];
}

/** Puts a layer before an application. */
export function insertBefore(
  site: ApplicationSite | null,
  className: string,
  args: Readonly<Record<string, EditValue>> = {},
): ProgramEdit | null {
  return site && { kind: 'insert-layer', before: site, className, args };
}

/** The applications that a tensor came through, the nearest first; all branches. */
export function upstream(tensor: Tensor | undefined): Application[] {
  const found = new Set<Application>();
  const queue = tensor?.producer ? [tensor.producer] : [];
  for (let application = queue.shift(); application; application = queue.shift()) {
    if (found.has(application)) continue;
    found.add(application);
    for (const { producer } of application.inputs) if (producer) queue.push(producer);
  }
  return [...found];
}
