/** The names that a framework gives to layers which the program does not name. */
import type { Journal } from '../eval/journal';
import type { Framework } from '../layers/definition';
import { toLayerName } from '../layers/names';

/** Stands for a name that the program gives and that is not known. */
export const UNKNOWN_NAME = '?';

export class LayerNames {
  /** Written through the journal: which names are taken may depend on a condition that is not known. */
  private readonly counts = new Map<string, unknown>();

  constructor(
    private readonly framework: Framework,
    private readonly journal: Journal,
  ) {}

  /** Keras counts from 0 and leaves the 0 out (`conv2d`, `conv2d_1`); TensorFlow.js counts from 1 (`dense_Dense1`). */
  next(className: string): string {
    const base =
      this.framework === 'tfjs'
        ? (tfjsPrefixes.get(className) ?? `${toLayerName(className)}_${className}`)
        : toLayerName(className);
    if (!this.counts.has(base)) this.counts.set(base, 0);
    const count = this.counts.get(base);
    // It depends on a condition that is not known how many there are.
    if (typeof count !== 'number') return `${base}_?`;
    this.journal.setEntry(this.counts, base, count + 1);
    if (this.framework === 'tfjs') return `${base}${count + 1}`;
    return count === 0 ? base : `${base}_${count}`;
  }
}

/** What TensorFlow.js 4.22 gives to `getUid` where it is not the class name twice. */
const tfjsPrefixes: ReadonlyMap<string, string> = new Map([
  ['InputLayer', 'input'],
  ['Sequential', 'sequential_'],
  ['Functional', 'model'],
]);

/** Layers that Keras 3 makes without a name of their own when it builds a layer: they count as well. */
export const madeInside: ReadonlyMap<string, readonly string[]> = new Map([
  ['MultiHeadAttention', ['Softmax', 'Dropout']],
  ['GroupQueryAttention', ['Softmax', 'Dropout']],
]);

const changes = [
  ...['RandomShear', 'RandomTranslation', 'RandomRotation', 'Solarization', 'RandomPosterization', 'AutoContrast'],
  ...['Equalization', 'RandomBrightness', 'RandomColorDegeneration', 'RandomContrast', 'RandomSharpness'],
];

/** The same for layers that it makes when it constructs a layer. */
export const madeWithin: ReadonlyMap<string, readonly string[]> = new Map([
  ['AugMix', changes],
  ['RandAugment', changes],
  ['TextVectorization', ['StringLookup']],
]);
