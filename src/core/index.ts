/** The door of the core: analysis of a text, and the views of it. */
export { type Analysis, analyze, type Host, type HostVersions, isSupported } from './analyze';
export { type Fix, fixesFor } from './fixes';
export { newestVersions } from './layers/definition';
export type { ModuleHost } from './modules/host';
export { type NotebookFile, notebookEdits, notebookFile } from './notebook';
export { problemsOf, type RuleSettings } from './problems';
export { rules } from './rules';
export type { Problem, RelatedPlace, Rule, Severity } from './rules/rule';
export { type Count, counted, formatCount } from './shape/count';
export { type Dim, formatDim, formatShape, type Shape } from './shape/dim';
export { localSpan, type NotebookCell, type Piece, pieceAt, type Source } from './source';
export { type SuppressingEdit, suppressingEdits } from './suppressing-edits';
export { applyEdits, type TextEdit } from './text/edit';
export { LineMap, type Position } from './text/line-map';
export type { Span } from './text/span';
export { type DataDescription, KNOWN_DATA, knownData } from './training/known-data';
export { mainModelIndex } from './training/main-model';
export {
  type TrainingOverrides,
  type TrainingParts,
  type TrainingPlan,
  trainingData,
  trainingPlan,
} from './training/plan';
export { type Completion, completionsAt } from './views/completion';
export { type Definition, definitionAt } from './views/definition';
export { type Explanation, explain } from './views/explain';
export { type Hover, hoverAt, toMarkdown, toText } from './views/hover';
export { type InlayHint, inlayHints } from './views/inlay';
export { type ModelLens, modelLenses } from './views/lens';
export { innerSummary, modelSummary, type SummaryRow } from './views/model-summary';
export { type LayerRow, layerRows, type ModelRow, modelRows, shownArrays } from './views/rows';
export { type Signature, signatureAt } from './views/signature';
export { type OutlineSymbol, outline } from './views/symbols';
export { targetNote } from './views/target-note';
export { type WordHover, wordHoverAt, wordMarkdown } from './views/word-hover';
