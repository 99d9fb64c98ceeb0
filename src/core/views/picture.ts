/** A small drawing of a window on its input: the grid, the kernel's first place and its next, the padding, what is left over. */
import type { AxisWindow } from '../layers/definition';
import { isKnown } from '../shape/dim';
import { droppedBy, effectiveKernel, padsOf } from '../shape/window';
import type { Explanation } from './explain';

/** Axes larger than this are drawn with fewer cells: a picture of 224 × 224 cells teaches nothing. */
const MAX_CELLS = 32;
const CELL = 7;

/** An SVG in Latin-1 with colours that read on light and dark; null for layers without a two-dimensional window of known size. */
export function layerPicture({ windows }: Explanation): string | null {
  const [rows, columns] = windows.map(axisPicture);
  if (windows.length !== 2 || !rows || !columns) return null;
  const width = columns.cells * CELL + 1;
  const height = rows.cells * CELL + 1;
  const rect = (x: number, y: number, w: number, h: number, style: string): string =>
    `<rect x="${x * CELL + 0.5}" y="${y * CELL + 0.5}" width="${w * CELL}" height="${h * CELL}" ${style}/>`;
  const lines: string[] = [];
  for (let x = 0; x <= columns.cells; x++) lines.push(`M${x * CELL + 0.5} .5V${height - 0.5}`);
  for (let y = 0; y <= rows.cells; y++) lines.push(`M.5 ${y * CELL + 0.5}H${width - 0.5}`);
  const parts = [
    rect(0, 0, columns.cells, rows.cells, 'fill="#888" fill-opacity=".12"'),
    rect(columns.before, rows.before, columns.input, rows.input, 'fill="#4a90d9" fill-opacity=".25"'),
    ...(columns.dropped
      ? [
          rect(
            columns.before + columns.input - columns.dropped,
            rows.before,
            columns.dropped,
            rows.input,
            'fill="#d9534f" fill-opacity=".55"',
          ),
        ]
      : []),
    ...(rows.dropped
      ? [
          rect(
            columns.before,
            rows.before + rows.input - rows.dropped,
            columns.input,
            rows.dropped,
            'fill="#d9534f" fill-opacity=".55"',
          ),
        ]
      : []),
    `<path d="${lines.join('')}" stroke="#888" stroke-opacity=".45" fill="none"/>`,
    rect(
      columns.stride,
      rows.stride,
      columns.kernel,
      rows.kernel,
      'fill="none" stroke="#e8912d" stroke-width="1.5" stroke-dasharray="3 2"',
    ),
    rect(0, 0, columns.kernel, rows.kernel, 'fill="#e8912d" fill-opacity=".35" stroke="#e8912d" stroke-width="1.5"'),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
}

interface AxisPicture {
  readonly cells: number;
  readonly input: number;
  readonly before: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dropped: number;
}

function axisPicture(window: AxisWindow): AxisPicture | null {
  const { input, stride } = window;
  const kernel = effectiveKernel(window);
  const pads = padsOf(window);
  const dropped = droppedBy(window);
  if (!isKnown(input) || !isKnown(stride) || !isKnown(kernel) || !pads || dropped === null) return null;
  const cells = input + pads.before + pads.after;
  if (cells > MAX_CELLS || kernel > cells) return null;
  return { cells, input, before: pads.before, kernel, stride: Math.min(stride, Math.max(0, cells - kernel)), dropped };
}
