/** `convlint explain FILE:LINE`: the hover of the layer on that line, in the terminal. */
import { hoverAt, LineMap, targetNote, toText } from '../../core';
import { analyzeFile, type ReadOptions, SourceError } from '../sources';

const PLACE = /^(?<file>.+?)(?:#(?<cell>\d+))?:(?<line>\d+)$/;

export async function explainPlace(place: string, options: ReadOptions = {}): Promise<number> {
  const parts = PLACE.exec(place)?.groups;
  if (!parts) throw new SourceError(`${place} is not a place: write FILE:LINE, or FILE#CELL:LINE for a notebook`);
  const { analysis } = analyzeFile(parts.file!, options);
  const cell = parts.cell === undefined ? null : Number(parts.cell);
  const piece = analysis.pieces.find((each) => each.cell === cell);
  if (!piece) {
    const cells = analysis.pieces.flatMap((each) => each.cell ?? []);
    throw new SourceError(
      cells.length
        ? `${parts.file} has code in the cells ${cells.join(', ')}: write ${parts.file}#CELL:LINE`
        : `${parts.file} has no cells: write ${parts.file}:LINE`,
    );
  }
  const map = new LineMap(piece.text);
  const line = Number(parts.line) - 1;
  if (line < 0 || line >= map.lineCount) throw new SourceError(`${place}: there are ${map.lineCount} lines`);
  const start = map.offsetAt({ line, character: 0 });
  const end = map.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  for (let offset = start; offset <= end; offset++) {
    const hover = hoverAt(analysis, piece.base + offset);
    if (!hover) continue;
    const note = targetNote(analysis);
    process.stdout.write(`${toText(hover)}${note ? `for            ${note}\n` : ''}`);
    return 0;
  }
  process.stdout.write(`There is no layer at ${place}.\n`);
  return 1;
}
