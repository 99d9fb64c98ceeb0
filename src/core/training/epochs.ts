/** How many epochs and steps a training has, by what `fit` says. */
import type { Analysis } from '../analyze';
import type { DataCall, EpochSettings, UnknownArgument } from '../graph/graph';
import { refuse } from './obstacle';
import { placeText } from './place';

/** What of it changes a training of so many epochs. Throws where nothing would be trained. */
export function epochSettings(fit: DataCall | null, epochs: number): EpochSettings {
  const { initialEpoch = 0, stepsPerEpoch, ...validation } = fit?.settings.epochSettings ?? {};
  if (initialEpoch >= epochs)
    refuse(fit!.span, `fit begins after epoch ${initialEpoch} and ends with epoch ${epochs}, so nothing is trained`);
  return {
    ...(initialEpoch > 0 ? { initialEpoch } : {}),
    ...(stepsPerEpoch ? { stepsPerEpoch } : {}),
    // Without validation data these say nothing.
    ...(fit?.validation || fit?.settings.validationSplit ? validation : {}),
  };
}

/** Arguments that would change a training, told by name and line because their values are not known. */
export function unknownNotes(analysis: Analysis, fit: DataCall | null): string[] {
  const weight = fit?.compile?.lossWeight;
  const ofCompile = typeof weight === 'object' ? [note(analysis, 'compile', weight)] : [];
  return [...ofCompile, ...(fit?.settings.unknown ?? []).map((each) => note(analysis, 'fit', each))];
}

function note(analysis: Analysis, call: string, { argument, reason, span }: UnknownArgument): string {
  return `${argument} of ${call} (${placeText(analysis, span)}) is not applied here, because it is not known: ${reason}.`;
}
