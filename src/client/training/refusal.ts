/** Says why a model cannot be trained, and applies the fix that was proven, if the user wants it. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { TrainingPlanResult } from '../../protocol/requests';
import { reveal } from '../target';

type Refused = Extract<TrainingPlanResult, { kind: 'refused' }>;

const FIX = 'Fix and Train';
const SHOW = 'Show Problem';

/** True if a fix was applied, so that the training can be tried again. */
export async function offerFix(client: LanguageClient, { name, message, fixes, place }: Refused): Promise<boolean> {
  const [first] = fixes;
  const detail = first ? `${message}\n\nFix: ${first.title}` : message;
  const buttons = first ? [FIX, SHOW] : [SHOW];
  const chosen = await vscode.window.showWarningMessage(
    `${name} cannot be trained as it is`,
    { modal: true, detail },
    ...buttons,
  );
  if (chosen === SHOW) await reveal(place.uri, toRange(client, place.range));
  if (chosen !== FIX || !first) return false;
  const edit = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(first.changes)) {
    for (const { range, newText } of edits) edit.replace(vscode.Uri.parse(uri, true), toRange(client, range), newText);
  }
  return vscode.workspace.applyEdit(edit);
}

function toRange(client: LanguageClient, range: Refused['place']['range']): vscode.Range {
  return client.protocol2CodeConverter.asRange(range);
}
