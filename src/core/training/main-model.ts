/** Which of the models of a file is meant when nobody says. */
import type { Analysis } from '../analyze';

/** The last model that is trained in the program, else the last that is no part of another; null if there is none. */
export function mainModelIndex({ graph: { models, dataCalls } }: Analysis): number | null {
  const fitted = dataCalls.filter(({ kind }) => kind === 'fit').map(({ model }) => models.indexOf(model));
  if (fitted.length) return fitted.at(-1)!;
  const whole = models.filter(({ asLayer, applications }) => asLayer === null && applications.length > 0).at(-1);
  const index = whole ? models.indexOf(whole) : models.length - 1;
  return index >= 0 ? index : null;
}
