/** The names of Keras objects in one spelling, and their arguments. */

import type { ConfigValue, NamedConfig } from '../../protocol/training';
import { TrainingFailure } from '../failure';

/** `SparseCategoricalCrossentropy` and `sparse_categorical_crossentropy` both give the latter; `RMSprop` gives `rmsprop`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** Reads the arguments of one object and remembers which it knows, so that none is ignored in silence. */
export class Arguments {
  private readonly known = new Set<string>(['name']);

  constructor(
    private readonly kind: string,
    private readonly named: NamedConfig,
  ) {}

  number(name: string, fallback: number, range: { above?: number; from?: number; below?: number } = {}): number {
    this.known.add(name);
    const value = this.named.config[name] ?? fallback;
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.wrong(name, value, 'is not a number');
    if (range.above !== undefined && value <= range.above)
      throw this.wrong(name, value, `must be above ${range.above}`);
    if (range.from !== undefined && value < range.from) throw this.wrong(name, value, `must be at least ${range.from}`);
    if (range.below !== undefined && value >= range.below)
      throw this.wrong(name, value, `must be below ${range.below}`);
    return value;
  }

  given(name: string): boolean {
    return (this.named.config[name] ?? null) !== null;
  }

  /** A list of numbers, or none. */
  numbers(name: string): readonly number[] {
    this.known.add(name);
    const value = this.named.config[name] ?? [];
    if (!isList(value)) throw this.wrong(name, value, 'is not a list of numbers');
    return value;
  }

  /** An object in place of a plain value; null if it is none. */
  object(name: string): NamedConfig | null {
    const value = this.named.config[name] ?? null;
    if (typeof value !== 'object' || value === null || isList(value)) return null;
    this.known.add(name);
    return value;
  }

  word(name: string, fallback: string): string {
    this.known.add(name);
    const value = this.named.config[name] ?? fallback;
    if (typeof value !== 'string') throw this.wrong(name, value, 'is not a text');
    return value;
  }

  /** Any other value counts as the fallback. */
  oneOf<Word extends string>(name: string, words: readonly Word[], fallback: Word): Word {
    this.known.add(name);
    return words.find((word) => word === this.named.config[name]) ?? fallback;
  }

  boolean(name: string, fallback: boolean): boolean {
    this.known.add(name);
    const value = this.named.config[name] ?? fallback;
    if (typeof value !== 'boolean') throw this.wrong(name, value, 'is not true or false');
    return value;
  }

  /** Accepts an argument that does nothing here as long as it has one of the given values. */
  only(name: string, ...values: readonly (string | number | boolean | null)[]): void {
    this.known.add(name);
    const value = this.named.config[name];
    if (value === undefined || value === null || (values as readonly ConfigValue[]).includes(value)) return;
    throw this.wrong(name, value, 'is not supported by the trainer');
  }

  /** Call after all arguments were read. */
  refuseOthers(): void {
    for (const [name, value] of Object.entries(this.named.config)) {
      if (value !== null && value !== undefined && !this.known.has(name)) {
        throw this.wrong(name, value, 'is not supported by the trainer');
      }
    }
  }

  private wrong(name: string, value: unknown, what: string): TrainingFailure {
    return new TrainingFailure('job', `${this.kind} ${this.named.name}: ${name} = ${JSON.stringify(value)} ${what}.`);
  }
}

function isList(value: ConfigValue): value is readonly number[] {
  return Array.isArray(value);
}
