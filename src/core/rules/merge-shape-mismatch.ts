/** merge-shape-mismatch: tensors that are joined do not fit together. */
import type { Application, Tensor } from '../graph/graph';
import type { ProgramEdit } from '../lang/edit';
import type { Target } from '../layers/definition';
import { formatShape, isKnown, type Shape } from '../shape/dim';
import { shapeChain } from './chain';
import { fixOf, numberValue, sequenceValue, setArg, stringValue, upstream } from './change';
import { refusedApplications } from './refused';
import { defineRule, type FixCandidate, type RelatedPlace } from './rule';

/** So many layers of a branch are tried; the fault is mostly near. */
const TRIED = 6;

export const mergeShapeMismatch = defineRule({
  name: 'merge-shape-mismatch',
  severity: 'error',
  summary: 'Tensors that are added, multiplied or concatenated have shapes that do not fit.',
  why: `\`Add\`, \`Multiply\` and their kin need equal shapes (or sizes of 1, which stretch); \`Concatenate\` needs all sizes equal but
the one it joins along. Two branches of a network drift apart by one row when one of them pads and the other does not, or when
an odd size is halved and doubled again: 25 → 12 → 24. A network that halves its input *n* times needs sizes that
2<sup>n</sup> divides: a U-Net with five poolings wants multiples of 32.

Keras stops with *Inputs have incompatible shapes* or *A Concatenate layer requires inputs with matching shapes*.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Input, Model, layers
inputs = Input((32, 32, 3))
a = layers.Conv2D(16, 3)(inputs)
b = layers.Conv2D(16, 1)(inputs)
model = Model(inputs, layers.Add()([a, b]))
`,
      good: `from keras import Input, Model, layers
inputs = Input((32, 32, 3))
a = layers.Conv2D(16, 3, padding='same')(inputs)
b = layers.Conv2D(16, 1)(inputs)
model = Model(inputs, layers.Add()([a, b]))
`,
    },
  ],
  check: (graph, target) =>
    refusedApplications(graph, 'merge-shape-mismatch').map(([application, { span, message }]) => ({
      span,
      message,
      related: application.inputs.flatMap(branch),
      fixes: fixes(application, target),
    })),
});

function branch(input: Tensor, index: number): RelatedPlace[] {
  return shapeChain(input).map(({ span, message }) => ({ span, message: `input ${index + 1}: ${message}` }));
}

function fixes(application: Application, target: Target): FixCandidate[] {
  const branches = application.inputs.map(upstream);
  const common = new Set(branches[0]?.filter((each) => branches.every((other) => other.includes(each))));
  const own = branches.map((each) => each.filter((application) => !common.has(application)).slice(0, TRIED));
  return [
    ...own.flatMap((each) => padOne(each, target)),
    ...own.flatMap((each) => padAll(each, target)),
    ...padSmaller(application),
    ...growInput(branches.flat()),
  ];
}

function unpadded({ windows }: Application): boolean {
  return windows.some(
    ({ padding, kernel, stride, transposed }) => padding === 'valid' && (kernel !== 1 || stride !== 1) && !transposed,
  );
}

function padOne(branch: readonly Application[], target: Target): FixCandidate[] {
  return branch.filter(unpadded).flatMap(({ layer }) =>
    fixOf(`Pad the edges of ${layer.name}`, [setArg(layer, 'padding', stringValue('same'), target)], {
      preferred: true,
      group: 'pad',
    }),
  );
}

function padAll(branch: readonly Application[], target: Target): FixCandidate[] {
  const layers = [...new Set(branch.filter(unpadded).map(({ layer }) => layer))];
  if (layers.length < 2) return [];
  return fixOf(
    `Pad the edges of ${layers.length} layers`,
    layers.map((layer) => setArg(layer, 'padding', stringValue('same'), target)),
  );
}

/** A row and a column of zeros after the smaller of two images. */
function padSmaller({ inputs, site }: Application): FixCandidate[] {
  const [a, b] = inputs;
  const list = site?.kind === 'call' && site.input.kind === 'sequence' ? site.input.items : [];
  if (!a?.shape || !b?.shape || inputs.length !== 2 || list.length !== 2 || list.some(({ spread }) => spread))
    return [];
  const missing = missingRows(a.shape, b.shape);
  if (!missing) return [];
  const [index, rows] = missing;
  const pads = sequenceValue(rows.map((count) => sequenceValue([numberValue(0), numberValue(count)])));
  const edit: ProgramEdit = {
    kind: 'insert-layer',
    before: { kind: 'call', input: list[index]!.value },
    className: 'ZeroPadding2D',
    args: { padding: pads },
  };
  return fixOf(`Pad ${formatShape(inputs[index]!.shape!)} with zeros`, [edit]);
}

/** Which of two images lacks rows and columns, and how many; null if both lack some, or channels differ as well. */
function missingRows(a: Shape, b: Shape): readonly [index: number, rows: readonly number[]] | null {
  if (a.length !== 4 || b.length !== 4) return null;
  const differences = [1, 2].map((axis) => {
    const [left, right] = [a[axis]!, b[axis]!];
    return isKnown(left) && isKnown(right) ? right - left : Number.NaN;
  });
  if (differences.every((difference) => difference >= 0)) return [0, differences];
  return differences.every((difference) => difference <= 0) ? [1, differences.map((difference) => -difference)] : null;
}

/** The next size that a power of two divides, for networks that halve and double. */
function growInput(applications: readonly Application[]): FixCandidate[] {
  const source = applications.find(({ inputs }) => inputs.length === 0);
  const shape = source?.outputs[0]?.shape;
  const arg = source?.layer.args.get('shape');
  if (!source || !shape || shape.length !== 4 || !arg?.source || arg.origins.length !== 3) return [];
  return [2, 4, 8, 16, 32, 64].flatMap((factor) => {
    const edits: (ProgramEdit | null)[] = [1, 2].flatMap((axis) => {
      const size = shape[axis]!;
      const origin = arg.origins[axis - 1];
      if (!isKnown(size) || size % factor === 0) return [];
      return [
        origin
          ? { kind: 'replace-value', target: origin, value: numberValue(Math.ceil(size / factor) * factor) }
          : null,
      ];
    });
    return fixOf(`Make the input divisible by ${factor}`, edits, { group: 'grow' });
  });
}
