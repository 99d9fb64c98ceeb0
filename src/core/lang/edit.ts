/** Changes to a program, said in the words of the core language; a front end renders them as text. */

import type { Span } from '../text/span';
import type { Argument, CallExpr, Expr } from './program';

/** A value that an edit writes. */
export type EditValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'sequence'; readonly items: readonly EditValue[] };

export type ProgramEdit =
  /** Write another value where an expression stands. */
  | { readonly kind: 'replace-value'; readonly target: Expr; readonly value: EditValue }
  /** Give a named argument that the call does not have yet. `name` is the Keras name, snake case. */
  | { readonly kind: 'add-argument'; readonly call: CallExpr; readonly name: string; readonly value: EditValue }
  | { readonly kind: 'remove-argument'; readonly call: CallExpr; readonly argument: Argument }
  | { readonly kind: 'rename-argument'; readonly argument: Argument; readonly name: string }
  /** Write another name where a name of a library is read. */
  | { readonly kind: 'rename'; readonly span: Span; readonly name: string }
  /**
   * Apply a new layer to what flows into `application`: `Dense(10)(x)` becomes `Dense(10)(Flatten()(x))`. For an
   * element of a Sequential list or an `add`, the new layer goes before it. `className` is the Keras class name.
   */
  | {
      readonly kind: 'insert-layer';
      readonly before: ApplicationSite;
      readonly className: string;
      readonly args: Readonly<Record<string, EditValue>>;
    };

/** Where a layer meets its input in the source. */
export type ApplicationSite =
  /** `layer(x)` or `layer.apply(x)`: the expression of the input. */
  | { readonly kind: 'call'; readonly input: Expr }
  /** An element of a list of layers. */
  | { readonly kind: 'element'; readonly layer: Expr }
  /** `model.add(layer)`: the whole call. */
  | { readonly kind: 'add'; readonly call: CallExpr; readonly span: Span };
