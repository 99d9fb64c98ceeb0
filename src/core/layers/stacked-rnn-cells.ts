/** StackedRNNCells: cells one after the other in each step. */
import { refused, show, unknownReading } from './args';
import { cellLayer, readCells, stackOf } from './cell';
import { type InnerLayer, layersArg } from './inner-layer';
import { PlainUnknown } from './plain';

export const stackedRNNCells = cellLayer({
  name: 'StackedRNNCells',
  holdsLayers: true,
  summary: 'Cells that are applied one after the other in each step.',
  args: {
    cells: {
      ...layersArg({ doc: 'The cells, the first one first' }),
      read: (plain) => {
        if (plain instanceof PlainUnknown) return unknownReading(plain);
        return Array.isArray(plain) ? readCells(plain) : refused(`must be a list of cells, not ${show(plain)}`);
      },
    },
  },
  cell: ({ cells }: { readonly cells: readonly InnerLayer[] }) => stackOf(cells),
});
