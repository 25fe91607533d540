import {
  ConnectionError,
  type CredentialSettings,
  readStorageConnection,
  type StorageConnection,
} from '../connections/storageConnection';
import { SettingsError } from './settingsError';

/** Where the data is stored. */
export type StorageSettings = StorageConnection;

/** The Functions host's own account, and the one for data if that is another one. */
export type ConnectionName = typeof hostConnection | typeof dataConnection;

const hostConnection = 'AzureWebJobsStorage';
export const dataConnection = 'TRIAGE_STORAGE';

export interface Accounts {
  /** Where everything lies that the app stores. */
  readonly storage: StorageSettings;
  /** Under which name the triggers find it. */
  readonly storageConnection: ConnectionName;
  /** Where the Functions host keeps its own data; often the same account. */
  readonly hostStorage: StorageSettings;
}

/** @param given an account that was named elsewhere, such as on a command line */
export function accountsOf(environment: NodeJS.ProcessEnv, given: StorageSettings | undefined): Accounts {
  const host = readConnection(environment, hostConnection);
  const data = readConnection(environment, dataConnection);
  const storage = given ?? data ?? host;
  if (storage === undefined)
    throw new SettingsError(
      `${hostConnection}: expected a connection string, or ${hostConnection}__accountName for access by identity`,
    );
  const storageConnection = data === undefined ? hostConnection : dataConnection;
  // An account that was named elsewhere is the host's too, but where the environment has two.
  const isOne = host === undefined || (given !== undefined && data === undefined);
  return { storage, storageConnection, hostStorage: isOne ? storage : host };
}

/** The account of a connection; undefined if none is set. @throws SettingsError */
function readConnection(environment: NodeJS.ProcessEnv, name: ConnectionName): StorageSettings | undefined {
  try {
    return readStorageConnection(environment, name);
  } catch (error) {
    throw error instanceof ConnectionError ? new SettingsError(error.message) : error;
  }
}

/**
 * The account for data that the environment names: `TRIAGE_STORAGE`, or else the host's.
 *
 * @throws SettingsError
 */
export function dataAccountIn(environment: NodeJS.ProcessEnv): StorageSettings | undefined {
  return readConnection(environment, dataConnection) ?? readConnection(environment, hostConnection);
}

/** What opens the account also opens Key Vault and the witness. */
export function identityOf(storage: StorageSettings | undefined): CredentialSettings {
  return storage?.kind === 'identity' ? storage.credential : { kind: 'default' };
}

/** A connection string, or the blob URL of an account accessed with an identity. */
export function parseWitness(text: string, credential: CredentialSettings): StorageSettings {
  if (!text.startsWith('https://')) return { kind: 'connection-string', connectionString: text };
  return accountAt(text, credential);
}

/** An account that an identity opens. @param blobUrl its blob address, in any cloud */
export function accountAt(blobUrl: string, credential: CredentialSettings): StorageSettings {
  const urlOf = (service: string) => blobUrl.replace('.blob.', `.${service}.`);
  return { kind: 'identity', blobUrl, queueUrl: urlOf('queue'), tableUrl: urlOf('table'), credential };
}
