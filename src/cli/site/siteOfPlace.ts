import { appFolder } from '../../places/places';
import { readSettings, type Settings } from '../../settings/settings';
import { texts } from '../language/declared';
import { UsageError } from '../terminal/errors';
import { openLocalSite } from './localSite';
import type { LogPlace, PlaceOptions } from './logPlace';

/**
 * The settings of the app that owns this log: from a data folder if there is one, else from the environment.
 */
export function settingsOfPlace({ storage, folder }: LogPlace, { data }: PlaceOptions): Settings {
  if (storage === undefined) throw new UsageError(texts.errors.place.ownStorage);
  const kept = data === undefined || folder === undefined ? {} : openLocalSite(folder);
  return readSettings({ ...process.env, ...kept, ...nobodySignsIn }, appFolder, storage);
}

/** A command has no users to sign in. */
const nobodySignsIn = { TRIAGE_SIGN_IN: '' };
