/** Loads the data of a run, whatever they are. */

import os from 'node:os';
import path from 'node:path';
import type { DatasetSettings } from '../../protocol/training';
import { TrainingFailure } from '../failure';
import type { LoadedDataset } from './image-set';
import { loadMnist } from './mnist';
import type { DownloadHost } from './named/download';
import { loadNamed } from './named/load-named';
import { loadOwn } from './own/load-own';

export async function loadData(
  settings: DatasetSettings,
  packageRoot: string,
  host: DownloadHost,
): Promise<LoadedDataset> {
  switch (settings.name) {
    case 'mnist':
      return loadMnist({ folder: settings.folder ?? null, packageRoot });
    case 'own':
      if (!settings.path) throw new TrainingFailure('job', 'The job names no file or folder with the data.');
      return loadOwn(settings.path, settings.sampleShape);
    case 'fashion_mnist':
    case 'kmnist':
    case 'cifar10':
    case 'cifar100':
      return loadNamed(settings.name, settings.storage || defaultStorage(), host);
  }
}

/** The user's cache folder (XDG base directories; the usual ones elsewhere). */
function defaultStorage(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const home = os.homedir();
  const cache =
    XDG_CACHE_HOME ||
    (process.platform === 'win32' && LOCALAPPDATA) ||
    (process.platform === 'darwin' ? path.join(home, 'Library', 'Caches') : path.join(home, '.cache'));
  return path.join(cache, 'convlint', 'datasets');
}
