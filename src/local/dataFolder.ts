import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { accountText, parseAccount, randomAccount, type StorageAccount } from './azurite/storageAccount';
import { asError, RuntimeStartError } from './errors';
import { privateFolder } from './privateFolder';
import { LockedError, type ProcessLock, takeLock } from './processLock';

/** The content of `runtime.json` in the data folder: the runtime that holds the folder; no secrets. */
export interface RunningRuntime {
  readonly pid: number;
  readonly url: string;
  readonly startedAt: string;
  readonly workerPid: number | undefined;
  readonly azuritePid: number | undefined;
}

/** The folder that holds all data of a local runtime. Only one runtime uses it at a time. */
export class DataFolder {
  readonly #lock: ProcessLock;

  private constructor(
    readonly path: string,
    lock: ProcessLock,
  ) {
    this.#lock = lock;
  }

  /** Creates the folder if it is missing, restricts it to this user, and locks it for this process. */
  static take(directory: string): DataFolder {
    const path = resolve(directory);
    // Applies to this process and its children: files they write are readable by this user only.
    process.umask(0o077);
    try {
      privateFolder(path);
      accessSync(path, constants.W_OK | constants.X_OK);
      return new DataFolder(path, takeLock(join(path, 'host.lock')));
    } catch (error) {
      if (error instanceof RuntimeStartError) throw error;
      if (error instanceof LockedError)
        throw new RuntimeStartError(heldMessage(path, error.holder), { choice: 'data-folder' });
      throw new RuntimeStartError(
        `The data folder ${path} cannot be written (${asError(error).message}): choose another one, or change its permissions.`,
      );
    }
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** A text that is generated once and kept, readable by this user only. */
  kept(name: string, create: () => string): string {
    const file = this.file(name);
    try {
      return readFileSync(file, 'utf8').trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    const text = create();
    writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
    return text;
  }

  /** A random key that is generated once and kept: 32 bytes in the given encoding. */
  keptKey(name: string, encoding: 'base64' | 'base64url'): string {
    return this.kept(name, () => randomBytes(32).toString(encoding));
  }

  /** Where Azurite keeps its data. */
  get storage(): string {
    return this.file('azurite');
  }

  /**
   * The account of this folder's Azurite, generated on the first start. With another account all stored data
   * would seem to be gone, so none is generated if storage already exists.
   */
  storageAccount(): StorageAccount {
    const file = this.file('storage-account');
    if (!existsSync(file) && existsSync(this.storage))
      throw new RuntimeStartError(
        `${file} is missing, and the storage in ${this.path} cannot be read without it: restore it from a copy, or choose another data folder.`,
        { choice: 'data-folder' },
      );
    const account = parseAccount(this.kept('storage-account', () => accountText(randomAccount())));
    if (account === undefined)
      throw new RuntimeStartError(
        `${file} is damaged: restore it from a copy, or choose another data folder.`,
        { choice: 'data-folder' },
      );
    return account;
  }

  describe(running: RunningRuntime): void {
    const file = this.file('runtime.json');
    writeFileSync(`${file}.new`, `${JSON.stringify(running, null, 2)}\n`);
    renameSync(`${file}.new`, file);
  }

  release(): void {
    rmSync(this.file('runtime.json'), { force: true });
    this.#lock.release();
  }
}

function heldMessage(path: string, holder: number | undefined): string {
  const who = holder === undefined ? 'another local runtime' : `another local runtime (process ${holder})`;
  return `The data folder ${path} is in use by ${who}: stop that one, or choose another folder.`;
}
