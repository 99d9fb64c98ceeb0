/** Asks what a model is to be trained on: known data, those that fit it first, or files of the user. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TrainingDataResult } from '../../protocol/requests';
import type { DataDescription, DatasetSettings } from '../../protocol/training';
import { describeData } from '../../train/describe-data';
import type { TrainerNode } from './node';

export interface ChosenData {
  readonly data: DataDescription;
  /** `null` for all samples. */
  readonly limit: number | null;
}

export interface DataPlaces {
  /** The folder in which downloaded data are kept. */
  readonly storage: string;
  readonly describeProgram: string;
  node(): Promise<TrainerNode>;
}

type Item = vscode.QuickPickItem & { readonly data?: DataDescription; readonly own?: 'file' | 'folder' };

export async function chooseData(choices: TrainingDataResult, places: DataPlaces): Promise<ChosenData | null> {
  const item = await vscode.window.showQuickPick(items(choices, places.storage), {
    placeHolder: 'What is the model to be trained on?',
    matchOnDescription: true,
  });
  const data = item?.data ?? (item?.own ? await chooseOwn(item.own, places) : null);
  if (!data) return null;
  const limit = await askLimit();
  return limit === undefined ? null : { data, limit };
}

/** The data of a kept run, where its program does not load them itself. */
export async function dataOfRun(
  { name, path, limit }: DatasetSettings,
  known: TrainingDataResult | null,
  places: DataPlaces,
): Promise<ChosenData | null> {
  if (path) return { data: await describeOwn(path, places), limit };
  const choice = known?.choices.find(({ data }) => data.name === name);
  return choice && !choice.isLoaded ? { data: choice.data, limit } : null;
}

/** The user's own data, described in a process of its own. */
export async function describeOwn(place: string, places: DataPlaces): Promise<DataDescription> {
  const { path, env } = await places.node();
  return describeData(place, { programPath: places.describeProgram, nodePath: path, env });
}

function items({ choices }: TrainingDataResult, storage: string): Item[] {
  const recommended = choices.find(({ fits }) => fits)?.data;
  const known = choices.map(({ data, fits, isLoaded }): Item => {
    const facts = [
      data === recommended ? 'recommended' : null,
      isLoaded ? 'loaded by the program' : null,
      fits ? null : 'does not fit the model',
    ];
    return {
      label: data.title,
      description: facts.filter((fact) => fact !== null).join(', '),
      detail: `${data.sampleShape?.join(' × ')}, ${data.classes} classes${isAtHand(data, storage) ? '' : ', is downloaded'}`,
      data,
    };
  });
  return [
    ...known,
    { label: 'Own Data', kind: vscode.QuickPickItemKind.Separator },
    {
      label: '$(file) File…',
      detail: '.npz with x_train, y_train, x_test, y_test; .csv with a column of classes; IDX',
      own: 'file',
    },
    { label: '$(folder) Folder…', detail: 'Pictures with one subfolder per class, or IDX files', own: 'folder' },
  ];
}

function isAtHand({ name }: DataDescription, storage: string): boolean {
  return name === 'mnist' || existsSync(join(storage, name));
}

async function chooseOwn(kind: 'file' | 'folder', places: DataPlaces): Promise<DataDescription | null> {
  const [uri] =
    (await vscode.window.showOpenDialog({ canSelectFiles: kind === 'file', canSelectFolders: kind === 'folder' })) ??
    [];
  if (!uri) return null;
  try {
    return await describeOwn(uri.fsPath, places);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!/\.[ct]sv$/i.test(uri.fsPath) || !message.includes('which column')) throw error;
    const column = await vscode.window.showInputBox({ title: 'Which column holds the classes?', prompt: message });
    return column ? describeOwn(`${uri.fsPath}#${column}`, places) : null;
  }
}

/** `undefined` if the user gives up. */
async function askLimit(): Promise<number | null | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'How many samples at most?',
    prompt: 'Empty for all of them.',
    validateInput: (value) => (/^\s*([1-9]\d*)?\s*$/.test(value) ? null : 'A whole number of at least 1, or nothing.'),
  });
  if (text === undefined) return undefined;
  return text.trim() === '' ? null : Number(text);
}
