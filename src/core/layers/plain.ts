/** The values that reach a layer's args: plain data, free of the source language. */
import type { Symbolic } from '../shape/symbolic';
import type { InnerLayer } from './inner-layer';

/** A value that is not known, with the reason that completes "… is not known because …". */
export class PlainUnknown {
  constructor(
    readonly reason: string,
    /** What it is where it is used as a size: a parameter by its name. */
    readonly size?: Symbolic,
  ) {}
}

/** A thing of the program that is not data: a function, a layer, an initializer, a regularizer, … */
export class PlainObject {
  constructor(
    /** Its class or function name where there is one: `HeNormal`, `relu`. */
    readonly name: string | null,
    /** What it is: `function`, `layer`, `array`, `object`. */
    readonly what: string,
    /** The evaluator's own value, for those who know what to do with it. */
    readonly value: unknown = null,
  ) {}
}

/** A layer given to a layer: what a wrapper wraps, the cell of a recurrent layer. */
export class PlainLayer extends PlainObject {
  constructor(
    readonly inner: InnerLayer,
    value: unknown = null,
  ) {
    super(inner.className, 'layer', value);
  }
}

/** Plain data as the evaluator hands it over. */
export type Plain =
  | number
  | PlainFloat
  | boolean
  | string
  | null
  | Symbolic
  | PlainUnknown
  | PlainObject
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** A float of the source language that happens to be whole (`2.0`), where the language tells the two apart. */
export class PlainFloat {
  constructor(readonly value: number) {}
}
