/** Layers whose computation lies in another program: nothing can be said of them. */
import { type ArgSpec, inert } from './args';
import { defineManyLayer, type LayerDefinition } from './definition';

interface ForeignDescription {
  readonly name: string;
  readonly summary: string;
  readonly args: Readonly<Record<string, ArgSpec<unknown>>>;
  /** Completes "The shape is not known because …". */
  readonly because: string;
  readonly commonByPosition?: readonly string[];
}

export function foreignLayer({ because, ...described }: ForeignDescription): LayerDefinition {
  return defineManyLayer({ ...described, frameworks: ['keras'], unknown: () => because, outputs: () => [] });
}

/** An arg that must be given and of which nothing follows. */
export function neededArg(doc: string): ArgSpec<unknown> {
  return { ...inert({ doc }), default: undefined };
}
