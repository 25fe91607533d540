import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { BlobTree } from '../../audit/blobTree';
import { fingerprintOf, parseVerifierKey, type VerifierKey } from '../../audit/verifierKey';
import type { StorageSettings } from '../../settings';
import { publicKeyFile } from '../../signing/keyFile';
import { AccountTree } from '../../storage/blobTree';
import { connectStorage } from '../../storage/connect';
import { containers } from '../../storage/containers';
import { UsageError } from '../errors';
import { auditKeyFile } from '../localSite';
import { withLocalStorage } from '../localStorage';
import { dataOption } from '../options';
import { openStorage, type StorageChoice, storageSettingsOf } from '../storageAccess';
import { FolderTree } from './folderTree';

export interface PlaceOptions extends StorageChoice {
  readonly data?: string;
  readonly key?: string;
}

/** A log, and what it speaks of. */
export interface LogPlace {
  readonly tree: BlobTree;
  /** The storage behind it; none where it is an exported folder. */
  readonly storage: StorageSettings | undefined;
  /** The folder: exported, or of a local runtime. */
  readonly folder: string | undefined;
}

/** The options by which a log is named. */
export function addPlaceOptions(command: Command): Command {
  return command
    .addOption(
      dataOption('none; an exported folder, or the account that --connection or --account names').conflicts([
        'connection',
        'account',
      ]),
    )
    .option('--connection <string>', "the account's connection string (default: AzureWebJobsStorage)")
    .option('--account <name|url>', 'an account that your identity may read');
}

export function keyOption(): Option {
  return new Option(
    '--key <key|file>',
    'the public key that you were given (default: the one that lies beside the log, which proves less)',
  );
}

/** Hands over the log: of an exported folder where one is given, else of a storage. */
export async function withLog<T>(
  exported: string | undefined,
  options: PlaceOptions,
  use: (place: LogPlace) => Promise<T>,
): Promise<T> {
  if (exported !== undefined) {
    if (options.data ?? options.connection ?? options.account)
      throw new UsageError('Give either an exported folder, or --data, --connection or --account.');
    const folder = path.resolve(exported);
    if (!existsSync(path.join(folder, containers.audit)))
      throw new UsageError(
        `${folder} holds no exported audit log (no folder "audit" in it). For the folder of a local runtime, use --data ${exported}.`,
      );
    return use({ tree: new FolderTree(folder), storage: undefined, folder });
  }
  if (options.data !== undefined) {
    const folder = path.resolve(options.data);
    let result: { value: T } | undefined;
    await withLocalStorage(folder, async (connectionString) => {
      result = { value: await use(accountPlace({ kind: 'connection-string', connectionString }, folder)) };
    });
    return (result as unknown as { value: T }).value;
  }
  const storage = storageSettingsOf(options, process.env);
  await openStorage(storage, containers.audit);
  return use(accountPlace(storage, undefined));
}

function accountPlace(storage: StorageSettings, folder: string | undefined): LogPlace {
  return { tree: new AccountTree(connectStorage(storage).blobs), storage, folder };
}

/** @returns the key to pin, and what the person should know about where it came from. @throws UsageError */
export function pinnedKey(given: string | undefined, place: LogPlace): { key: VerifierKey; word?: string } {
  if (given !== undefined) return { key: readKey(existsSync(given) ? readFileSync(given, 'utf8') : given) };
  const file = place.folder && publicKeyFile(path.join(place.folder, auditKeyFile));
  if (file === undefined || !existsSync(file))
    throw new UsageError(
      'No public key is given to verify with: give --key KEY, the line that was written down when the log began.',
    );
  const key = readKey(readFileSync(file, 'utf8'));
  const word = `The public key was taken from ${file}. Whoever can change the log there can change that file, too: compare its fingerprint, ${fingerprintOf(key)}, with the one that you were given, or use --key.`;
  return { key, word };
}

function readKey(text: string): VerifierKey {
  try {
    return parseVerifierKey(text);
  } catch (error) {
    throw new UsageError(`The public key cannot be read: ${(error as Error).message}.`);
  }
}
