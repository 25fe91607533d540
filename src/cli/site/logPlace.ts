import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BlobTree } from '../../audit/verify/blobTree';
import type { StorageSettings } from '../../settings/accounts';
import { AccountTree } from '../../storage/audit/blobTree';
import { connectStorage } from '../../storage/connect';
import { containers } from '../../storage/containers';
import { texts } from '../language/declared';
import { UsageError } from '../terminal/errors';
import { FolderTree } from './folderTree';
import { withLocalStorage } from './localStorage';
import { openStorage, type StorageChoice, storageSettingsOf } from './storageAccess';

export interface PlaceOptions extends StorageChoice {
  readonly data?: string;
}

/** A log and the data that it refers to. */
export interface LogPlace {
  readonly tree: BlobTree;
  /** The storage behind it; undefined for an exported folder. */
  readonly storage: StorageSettings | undefined;
  /** The folder: exported, or of a local runtime. */
  readonly folder: string | undefined;
}

/** Provides the log: that of an exported folder if one is given, else that of a storage account. */
export async function withLog<T>(
  exported: string | undefined,
  options: PlaceOptions,
  use: (place: LogPlace) => Promise<T>,
): Promise<T> {
  if (exported !== undefined) {
    if (options.data ?? options.connection ?? options.account)
      throw new UsageError(texts.errors.place.either);
    const folder = path.resolve(exported);
    if (!existsSync(path.join(folder, containers.audit)))
      throw new UsageError(texts.errors.place.notExported(folder, exported));
    return use({ tree: new FolderTree(folder), storage: undefined, folder });
  }
  if (options.data !== undefined) {
    const folder = path.resolve(options.data);
    return withLocalStorage(folder, (connectionString) =>
      use(accountPlace({ kind: 'connection-string', connectionString }, folder)),
    );
  }
  const storage = storageSettingsOf(options, process.env);
  await openStorage(storage, containers.audit);
  return use(accountPlace(storage, undefined));
}

function accountPlace(storage: StorageSettings, folder: string | undefined): LogPlace {
  return { tree: new AccountTree(connectStorage(storage).blobs), storage, folder };
}
