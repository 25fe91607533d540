import { BlobServiceClient, type StorageRetryOptions } from '@azure/storage-blob';
import { credentialOf } from '../../connections/credential';
import { isOverTls, overTls } from '../../connections/overTls';
import { accountAt, dataAccountIn, type StorageSettings } from '../../settings/accounts';
import { SettingsError } from '../../settings/settings';
import { mayNotLook } from '../../storage/calls/mayNotLook';
import { connectStorage, type StorageClients } from '../../storage/connect';
import { texts } from '../language/declared';
import { CliError, storageProblem, UsageError } from '../terminal/errors';

/** How a storage account is named on the command line or in the environment. */
export interface StorageChoice {
  readonly connection?: string | undefined;
  /** Name or blob address of an account that an identity opens. */
  readonly account?: string | undefined;
}

/** @throws UsageError if no storage is named, or its name cannot be parsed. */
export function storageSettingsOf(choice: StorageChoice, environment: NodeJS.ProcessEnv): StorageSettings {
  if (choice.account !== undefined) return byIdentity(choice.account);
  if (choice.connection !== undefined) {
    if (!isOverTls(choice.connection)) throw new UsageError(texts.errors.storage.withoutTls(overTls));
    return { kind: 'connection-string', connectionString: choice.connection };
  }
  const found = inUsersWords(() => dataAccountIn(environment));
  if (found !== undefined) return found;
  throw new UsageError(texts.errors.storage.notNamed);
}

/** A wrong setting is wrong usage of a command. */
function inUsersWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof SettingsError ? new UsageError(`${error.message}.`) : error;
  }
}

function byIdentity(account: string): StorageSettings {
  if (/^[a-z0-9]{3,24}$/.test(account)) {
    return accountAt(`https://${account}.blob.core.windows.net`, { kind: 'default' });
  }
  if (URL.canParse(account) && new URL(account).protocol === 'https:') {
    return accountAt(new URL(account).origin, { kind: 'default' });
  }
  throw new UsageError(texts.errors.storage.badAccount);
}

const oneTry: StorageRetryOptions = { maxTries: 1, tryTimeoutInMs: 20_000 };

/**
 * Connects and checks that the storage answers: the ordinary clients retry for a long time, which is right
 * for a long upload and wrong for a mistyped address.
 *
 * @throws CliError
 */
export async function openStorage(settings: StorageSettings, container: string): Promise<StorageClients> {
  let once: BlobServiceClient;
  try {
    once =
      settings.kind === 'identity'
        ? new BlobServiceClient(settings.blobUrl, credentialOf(settings.credential), { retryOptions: oneTry })
        : BlobServiceClient.fromConnectionString(settings.connectionString, { retryOptions: oneTry });
  } catch {
    throw new UsageError(texts.errors.storage.badConnection);
  }
  try {
    await once.getContainerClient(container).exists();
  } catch (error) {
    if (mayNotLook(error)) return connectStorage(settings);
    const problem = storageProblem(error);
    if (problem === undefined) throw error;
    throw new CliError(problem, undefined, { cause: error });
  }
  return connectStorage(settings);
}
