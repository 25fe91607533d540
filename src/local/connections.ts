import {
  ConnectionError,
  readStorageConnection,
  type StorageConnection,
} from '../connections/storageConnection';
import type { AppSettings } from './appSettings';
import { RuntimeStartError } from './errors';
import type { AppFunction } from './functionCatalogue';
import { connectStorage, type Storage } from './storage';

/** Names of the host's own account; `Storage` because the host tries the prefix `AzureWebJobs`. */
const ofTheHost = [undefined, '', 'AzureWebJobsStorage', 'Storage'];

/** The storage accounts that the app's triggers name as their `connection`. */
export class Connections {
  readonly #others = new Map<string, Promise<Storage>>();

  constructor(
    /** The host's own account. */
    readonly own: Storage,
    private readonly settings: AppSettings,
  ) {}

  /** The account of a function's trigger. @throws RuntimeStartError */
  async of({ name, trigger }: AppFunction): Promise<Storage> {
    const connection = trigger.connection as string | undefined;
    if (connection === undefined || ofTheHost.includes(connection)) return this.own;
    const known = this.#others.get(connection) ?? connectStorage(this.#read(connection, name));
    this.#others.set(connection, known);
    return known;
  }

  #read(connection: string, functionName: string): StorageConnection {
    try {
      const found = readStorageConnection(this.settings, connection);
      if (found !== undefined) return found;
    } catch (error) {
      throw error instanceof ConnectionError ? new RuntimeStartError(`${error.message}.`) : error;
    }
    throw new RuntimeStartError(
      `The trigger of the function ${functionName} has the connection ${connection}, which is not set: set ${connection}, or ${connection}__accountName.`,
    );
  }
}
